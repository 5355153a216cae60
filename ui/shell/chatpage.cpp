// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/chatpage.h"

#include "app/session/activeendpoint.h"
#include "ui/composer/composer.h"
#include "ui/shell/linkopener.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QMimeData>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using app::attachments::Draft;
using app::conversation::Conversation;
using app::conversation::Message;
using app::conversation::MessageId;
using app::conversation::Role;
using app::session::ChatSession;
using theme::Metrics::Unit;

namespace {

constexpr int TitleLength = 60;

//! \return the newest message of \a role on the branch; nullptr where there is none.
const Message *newest(const Conversation &conversation, Role role)
{
    for (qsizetype row = conversation.count() - 1; row >= 0; --row) {
        if (const Message &message = conversation.at(row); message.role == role)
            return &message;
    }
    return nullptr;
}

} // namespace

QString ChatPage::titleOf(const Conversation &conversation)
{
    for (qsizetype row = 0; row < conversation.count(); ++row) {
        const Message &message = conversation.at(row);
        if (message.role != Role::User)
            continue;
        QString title = textOf(message.content).trimmed().section(u'\n', 0, 0);
        title.remove(u'`').remove(u'*').remove(u'#');
        title = title.simplified();
        if (title.isEmpty())
            return tr("Attachment");
        return title.size() > TitleLength ? title.first(TitleLength).trimmed() + u'…' : title;
    }
    return tr("New chat");
}

ChatPage::ChatPage(theme::Theme &theme, app::session::ActiveEndpoint &active,
                   app::attachments::AttachmentLoader &loader, OptionsProvider options,
                   QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_active(active)
    , m_options(std::move(options))
    , m_transcript(new transcript::TranscriptView(theme, this))
    , m_emptyState(new EmptyState(theme, this))
    , m_footer(new QWidget(this))
    , m_composer(new composer::Composer(theme, loader, this))
{
    m_footer->setAutoFillBackground(true);
    m_footer->setBackgroundRole(QPalette::Base);
    m_transcript->setThumbnailProvider(
        [this](const app::conversation::BlobRef &blob) { return m_thumbnails.value(blob.sha256); });
    connect(m_transcript, &transcript::TranscriptView::linkActivated, this,
            [this](const QUrl &url, const QString &shown) { openLink(url, shown, window()); });
    connect(m_transcript, &transcript::TranscriptView::messageActionRequested, this,
            [this](const MessageId &answer, transcript::MessageAction action) {
                if (action == transcript::MessageAction::Regenerate)
                    retry(answer);
            });
    connect(m_transcript, &transcript::TranscriptView::errorActionRequested, this,
            &ChatPage::onErrorAction);

    connect(m_composer, &composer::Composer::submitted, this,
            [this](const Draft &draft) { send(draft, true); });
    connect(m_composer, &composer::Composer::noteSubmitted, this,
            [this](const Draft &draft) { send(draft, false); });
    connect(m_composer, &composer::Composer::stopRequested, this, &ChatPage::stop);
    connect(m_composer, &composer::Composer::recallRequested, this, &ChatPage::recallLastMessage);
    connect(m_composer, &composer::Composer::heightChanged, this, &ChatPage::placeComposer);
    connect(m_emptyState, &EmptyState::exampleChosen, this, &ChatPage::onExample);
    connect(&m_active, &app::session::ActiveEndpoint::changed, this, &ChatPage::updateReadiness);

    m_activityTimer.setInterval(1000);
    connect(&m_activityTimer, &QTimer::timeout, this, &ChatPage::showActivity);
}

void ChatPage::setSession(ChatSession *session)
{
    if (m_session) {
        m_session->disconnect(this);
        m_session->conversation().disconnect(this);
    }
    m_session = session;
    m_transcript->setConversation(session ? &session->conversation() : nullptr);
    if (!session)
        return;
    connect(session, &ChatSession::stateChanged, this, &ChatPage::onStateChanged);
    connect(session, &ChatSession::draftReturned, this,
            [this](const Draft &draft) { m_composer->putBack(draft); });
    connect(session, &ChatSession::uploadProgressed, this, &ChatPage::showActivity);
    connect(&session->conversation(), &Conversation::messageInserted, this,
            &ChatPage::onRowsChanged);
    connect(&session->conversation(), &Conversation::messagesPrepended, this,
            &ChatPage::onRowsChanged);
    connect(&session->conversation(), &Conversation::messagesRemoved, this,
            &ChatPage::onRowsChanged);
    connect(&session->conversation(), &Conversation::branchReset, this, &ChatPage::onRowsChanged);
    onStateChanged();
    onRowsChanged();
}

void ChatPage::setSettings(const app::settings::Settings &settings)
{
    m_transcript->setSettings(settings);
    m_composer->setSettings(settings);
    placeComposer();
}

void ChatPage::updateReadiness()
{
    const auto &endpoint = m_active.endpoint();
    if (!endpoint)
        m_composer->setBlockedReason(tr("No server is set up yet"));
    else if (m_options().model.isEmpty())
        m_composer->setBlockedReason(tr("Choose a model first"));
    else
        m_composer->setBlockedReason({});

    if (endpoint && endpoint->isPractice) {
        m_emptyState->setHeading(
            tr("Try it out"),
            tr("This is the built-in practice endpoint. It is no language model: it answers by "
               "rules, on this computer only, so that you can learn every feature."));
    } else {
        m_emptyState->setHeading(tr("What would you like to know?"),
                                 tr("Write below, or drop images and PDF files anywhere."));
    }
}

void ChatPage::stop()
{
    if (m_session)
        m_session->stop();
}

void ChatPage::retryLast()
{
    if (!m_session)
        return;
    if (m_session->state() == ChatSession::State::Retrying) {
        m_session->retryNow();
        return;
    }
    const Message *answer = newest(m_session->conversation(), Role::Assistant);
    if (answer && !m_session->isRunning())
        retry(answer->id);
}

void ChatPage::copyLastAnswer()
{
    if (!m_session)
        return;
    if (const Message *answer = newest(m_session->conversation(), Role::Assistant))
        QGuiApplication::clipboard()->setText(textOf(answer->content));
}

void ChatPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeComposer();
}

void ChatPage::send(const Draft &draft, bool asksForAnswer)
{
    if (!m_session || m_session->isRunning() || draft.isEmpty())
        return;
    rememberThumbnails(draft);
    if (asksForAnswer)
        m_session->send(draft, m_options());
    else
        m_session->note(draft);
    m_composer->clear();
    m_transcript->showNewestQuestion();
}

void ChatPage::retry(const MessageId &answer)
{
    if (m_session && !m_session->isRunning())
        m_session->retry(answer, m_options());
}

void ChatPage::recallLastMessage()
{
    if (!m_session)
        return;
    if (const Message *question = newest(m_session->conversation(), Role::User))
        m_composer->setText(textOf(question->content));
}

void ChatPage::onErrorAction(const MessageId &answer, text::ErrorAction action)
{
    using text::ErrorAction;
    switch (action) {
    case ErrorAction::Retry:
        retry(answer);
        break;
    case ErrorAction::ReplaceKey:
        Q_EMIT
        keyReplacementRequested();
        break;
    case ErrorAction::ChooseModel:
        Q_EMIT
        modelChoiceRequested();
        break;
    case ErrorAction::EditEndpoint:
        Q_EMIT
        endpointEditRequested();
        break;
    case ErrorAction::EditParameters:
        Q_EMIT
        parametersEditRequested();
        break;
    case ErrorAction::EditAttachments:
        if (m_session && !m_session->isRunning())
            m_composer->putBack(m_session->withdraw(answer));
        break;
    case ErrorAction::NewChat:
        Q_EMIT
        newChatRequested();
        break;
    case ErrorAction::CopyDetails:
        if (const Message *message = m_session ? m_session->conversation().find(answer) : nullptr;
            message && message->error) {
            const text::ErrorText words = text::errorText(*message->error, message->model);
            QStringList lines{words.title, words.serverWords, words.details};
            lines.removeAll(QString());
            QGuiApplication::clipboard()->setText(lines.join(u'\n'));
        }
        break;
    }
}

void ChatPage::onExample(EmptyState::Example example)
{
    switch (example) {
    case EmptyState::Example::Question:
        m_composer->setText(tr("What can you do?"));
        break;
    case EmptyState::Example::Markdown:
        m_composer->setText(tr("Show me a table and some code in Python"));
        break;
    case EmptyState::Example::Image:
        m_composer->setText(tr("What is in this picture?"));
        attachExample(u"harbour.png"_s);
        break;
    case EmptyState::Example::Document:
        m_composer->setText(tr("Please summarize this document."));
        attachExample(u"tides.pdf"_s);
        break;
    }
    m_composer->focusText();
}

void ChatPage::attachExample(const QString &name)
{
    QFile file(u":/practice/"_s + name);
    if (file.open(QIODevice::ReadOnly))
        m_composer->attachData(file.readAll(), name);
}

void ChatPage::onStateChanged()
{
    m_composer->setRunning(m_session->isRunning());
    if (m_session->isRunning())
        m_activityTimer.start();
    else
        m_activityTimer.stop();
    showActivity();
}

void ChatPage::onRowsChanged()
{
    const bool isEmpty = m_session->conversation().count() == 0;
    m_emptyState->setVisible(isEmpty);
    Q_EMIT
    titleChanged(titleOf(m_session->conversation()));
}

void ChatPage::showActivity()
{
    using State = ChatSession::State;
    QString activity;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_session->elapsed());
    switch (m_session->state()) {
    case State::Idle:
        break;
    case State::Saving:
    case State::Sending:
        activity = tr("Sending");
        break;
    case State::Waiting:
        activity = seconds.count() < 2 ? tr("Waiting for first token")
                                       : tr("Waiting for first token, %1 s").arg(seconds.count());
        break;
    case State::Streaming:
        activity = tr("Answering");
        break;
    case State::Retrying: {
        const auto left = std::chrono::ceil<std::chrono::seconds>(m_session->timeToRetry());
        const QString reason =
            m_session->retryReason() ? text::errorText(*m_session->retryReason()).title : QString();
        activity = tr("%1. Trying again in %2 s (Ctrl+R: now)").arg(reason).arg(left.count());
        break;
    }
    }
    m_transcript->setWaitingText(activity);
    Q_EMIT
    activityChanged(activity);
}

void ChatPage::placeComposer()
{
    const int column = theme::Metrics::ReadingColumn + 5 * Unit;
    const int width = qMin(column, this->width() - 4 * Unit);
    const int height = m_composer->sizeHint().height();
    m_composer->setGeometry((this->width() - width) / 2, this->height() - height - 2 * Unit, width,
                            height);
    const int scrollBar = m_transcript->verticalScrollBar()->sizeHint().width();
    m_footer->setGeometry(0, m_composer->y(), this->width() - scrollBar,
                          this->height() - m_composer->y());
    m_footer->raise();
    m_composer->raise();
    m_transcript->setGeometry(rect());
    m_transcript->setBottomInset(height + 3 * Unit);
    m_emptyState->setGeometry(0, 0, this->width(), this->height() - height - 2 * Unit);
}

void ChatPage::rememberThumbnails(const Draft &draft)
{
    for (const app::attachments::Attachment &attachment : draft.attachments)
        m_thumbnails.insert(attachment.blob.sha256, attachment.thumbnail);
}

} // namespace polylogue::ui::shell
