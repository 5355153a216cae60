// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/grid/gridask.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace polylogue::app::grid {

using attachments::Attachment;
using attachments::AttachmentLoader;
using base::Error;
using base::ErrorKind;
using conversation::Message;
using session::ChatSession;

GridAsk::GridAsk(const GridQuestion &question, std::unique_ptr<ChatSession> session,
                 AttachmentLoader &loader)
    : m_question(question)
    , m_session(std::move(session))
    , m_loader(loader)
{
    connect(m_session.get(), &ChatSession::stateChanged, this, &GridAsk::progressed);
    connect(&m_session->conversation(), &conversation::Conversation::deltaReceived, this,
            &GridAsk::progressed);
    connect(m_session.get(), &ChatSession::answerFinished, this,
            [this](const conversation::MessageId &id) {
                const Message answer = *m_session->conversation().find(id);
                Q_EMIT finished(answer);
            });
    QTimer::singleShot(0, this, &GridAsk::begin);
}

GridAsk::~GridAsk()
{
    if (!m_file.isNull())
        m_loader.remove(m_file);
    m_session->disconnect(this);
    m_session->conversation().disconnect(this);
}

QString GridAsk::text() const
{
    const auto &conversation = m_session->conversation();
    return conversation.count() < 2 ? QString() : textOf(conversation.at(1).content);
}

bool GridAsk::isHeldUp() const
{
    const auto reason = m_session->retryReason();
    return reason && reason->kind == ErrorKind::RateLimited;
}

void GridAsk::begin()
{
    if (m_question.filePath.isEmpty()) {
        send({});
        return;
    }
    connect(&m_loader, &AttachmentLoader::changed, this, [this](const Attachment &file) {
        if (file.id != m_file || file.state == Attachment::State::Reading)
            return;
        m_file = {};
        if (file.state == Attachment::State::Ready)
            send({file});
        else
            fail(file.error.value_or(Error{.kind = ErrorKind::File}));
    });
    m_file =
        m_loader
            .addFile(m_question.filePath, attachments::pictureLimitsOf(m_question.options.model))
            .id;
}

void GridAsk::send(const QList<Attachment> &files)
{
    const attachments::Draft draft{.text = m_question.text, .attachments = files};
    if (draft.isEmpty())
        fail(Error{.kind = ErrorKind::BadParameter, .type = u"empty_question"_s});
    else
        m_session->send(draft, m_question.options);
}

void GridAsk::fail(const Error &error)
{
    Q_EMIT finished(Message{.id = conversation::MessageId::create(),
                            .role = conversation::Role::Assistant,
                            .state = conversation::MessageState::Failed,
                            .createdAt = QDateTime::currentDateTimeUtc(),
                            .model = m_question.options.model,
                            .error = error});
}

} // namespace polylogue::app::grid
