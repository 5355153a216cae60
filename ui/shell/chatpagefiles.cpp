// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What a chat's page does with files: how they go to the model in use, looking at them, choosing.

#include "app/attachments/documents.h"
#include "app/endpoint/baseurl.h"
#include "app/session/activeendpoint.h"
#include "app/session/filedelivery.h"
#include "ui/composer/composer.h"
#include "ui/composer/deliverymenu.h"
#include "ui/shell/chatpage.h"
#include "ui/viewer/attachmentviewer.h"

#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using app::attachments::Attachment;
using app::conversation::DeliveryChoice;
using app::conversation::Message;
using app::conversation::MessageId;
using viewer::AttachmentViewer;

namespace {

//! \return the file at \a part of \a message; not set where there is none.
std::optional<Attachment> fileOf(const Message *message, int part)
{
    if (!message || part < 0 || part >= message->content.size())
        return {};
    return app::attachments::attachmentOf(message->content.at(part));
}

} // namespace

void ChatPage::setRefusedFields(const QStringList &fields)
{
    m_refusedFields = fields;
    updateIntake();
}

//! What the model takes may be another: another one, another server, more is known.
void ChatPage::updateIntake()
{
    m_composer->setIntake(intake());
}

app::attachments::Intake ChatPage::intake() const
{
    const auto &endpoint = m_tools.active.endpoint();
    if (!endpoint)
        return {};
    return app::session::intakeOf(*endpoint, m_tools.active.capabilities(options().model),
                                  QSet<QString>(m_refusedFields.cbegin(), m_refusedFields.cend()));
}

void ChatPage::showRequestSize()
{
    const auto &endpoint = m_tools.active.endpoint();
    qint64 earlier = 0;
    if (m_session)
        earlier = app::session::requestBytes(m_session->conversation().branch(), intake());
    m_composer->setRequestSize(
        earlier, endpoint ? app::endpoint::requestLimitOf(endpoint->baseUrl) : std::nullopt);
}

void ChatPage::stepDown(const MessageId &answer, app::conversation::Rung rung)
{
    if (m_session && !m_session->isRunning())
        m_session->stepDown(answer, rung, options());
}

//! Of the document that \a answer failed for; then it is asked for again.
void ChatPage::enterPassword(const MessageId &answer)
{
    const Message *failed = m_session ? m_session->conversation().find(answer) : nullptr;
    if (!failed || !failed->error || !m_tools.loader.documents())
        return;
    const QString name = failed->error->subject;
    QByteArray document;
    for (const Message &message : m_session->conversation().branch()) {
        for (const app::conversation::ContentPart &part : message.content) {
            const auto *locked = std::get_if<app::conversation::DocumentPart>(&part);
            if (locked && locked->fileName == name && locked->isEncrypted)
                document = locked->blob.sha256;
        }
    }
    if (document.isEmpty())
        return;
    composer::askForPassword(this, name, failed->error->type == "wrong_password"_L1,
                             [this, answer, document](const QString &password) {
                                 m_tools.loader.documents()->setPassword(document, password);
                                 retry(answer);
                             });
}

//! \return nullptr where nothing can be shown.
AttachmentViewer *ChatPage::openViewer(const Attachment &attachment)
{
    app::attachments::Documents *documents = m_tools.loader.documents();
    if (!documents || attachment.state != Attachment::State::Ready)
        return nullptr;
    auto *opened = new AttachmentViewer(m_theme, attachment, intake(), *documents, this);
    opened->setAttribute(Qt::WA_DeleteOnClose);
    opened->show();
    return opened;
}

void ChatPage::openDraftFile(const app::attachments::AttachmentId &id)
{
    const QList<Attachment> all = m_composer->draft().attachments;
    const auto found = std::ranges::find(all, id, &Attachment::id);
    AttachmentViewer *opened = found == all.end() ? nullptr : openViewer(*found);
    if (opened)
        connect(opened, &AttachmentViewer::deliveryChosen, this,
                [this, id](const DeliveryChoice &choice) { m_composer->setDelivery(id, choice); });
}

void ChatPage::openSentFile(const MessageId &message, int part)
{
    const auto file = fileOf(m_session ? m_session->conversation().find(message) : nullptr, part);
    AttachmentViewer *opened = file ? openViewer(*file) : nullptr;
    if (opened)
        connect(opened, &AttachmentViewer::deliveryChosen, this,
                [this, message, part](const DeliveryChoice &choice) {
                    if (m_session)
                        m_session->setDelivery(message, part, choice);
                });
}

void ChatPage::addFileEntries(const MessageId &message, int part, QMenu *menu)
{
    const auto file = fileOf(m_session ? m_session->conversation().find(message) : nullptr, part);
    if (!file)
        return;
    connect(menu->addAction(tr("Open %1").arg(file->fileName.left(60).replace(u'&', "&&"_L1))),
            &QAction::triggered, this, [this, message, part] { openSentFile(message, part); });
    composer::addDeliveryChoices(*menu, *file, intake(), this,
                                 [this, message, part](const DeliveryChoice &choice) {
                                     if (m_session)
                                         m_session->setDelivery(message, part, choice);
                                     showRequestSize();
                                 });
}

} // namespace polylogue::ui::shell
