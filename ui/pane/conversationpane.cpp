// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pane/conversationpane.h"

#include "app/session/activeendpoint.h"
#include "app/session/filedelivery.h"
#include "ui/calls/callspanel.h"
#include "ui/pane/linkopener.h"
#include "ui/pane/noticebar.h"
#include "ui/pane/picturedialog.h"
#include "ui/pane/savecode.h"
#include "ui/pane/storenotice.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"
#include "ui/viewer/attachmentviewer.h"

#include <QCoreApplication>
#include <QMenu>
#include <QWheelEvent>

namespace polylogue::ui::pane {

using app::attachments::Attachment;
using app::conversation::Conversation;
using app::conversation::ConversationId;
using app::conversation::Message;
using app::conversation::Role;
using app::session::ChatSession;
using theme::Metrics::Unit;
using viewer::AttachmentViewer;

ConversationPane::ConversationPane(theme::Theme &theme, const Tools &tools, Pictures &pictures,
                                   QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_tools(tools)
    , m_pictures(pictures)
    , m_transcript(new transcript::TranscriptView(theme, this))
    , m_calls(new calls::CallsPanel(theme, this))
    , m_undoBar(new NoticeBar(theme, this))
    , m_loadNotice(new NoticeBar(theme, this))
{
    connectTranscript();
    connectCalls();
    connect(m_undoBar, &NoticeBar::heightChanged, this, &ConversationPane::place);
    connect(m_loadNotice, &NoticeBar::heightChanged, this, &ConversationPane::place);
    connect(m_loadNotice, &NoticeBar::actionTriggered, this,
            [this] { m_tools.library.loadAgain(m_chat); });
    connect(m_undoBar, &NoticeBar::actionTriggered, this, [this] {
        if (m_session)
            m_session->conversation().restore(std::exchange(m_removed, {}));
    });
    m_activityTimer.setInterval(1000);
    connect(&m_activityTimer, &QTimer::timeout, this, &ConversationPane::showActivity);
}

ConversationPane::~ConversationPane()
{
    // Without a word: whoever made us is half gone.
    if (m_session) {
        m_session->disconnect(this);
        m_session->conversation().disconnect(this);
    }
    m_calls->setLoop(nullptr, nullptr);
    m_transcript->setConversation(nullptr);
}

void ConversationPane::connectTranscript()
{
    using transcript::TranscriptView;
    m_transcript->setPictureProvider(
        [this](const app::conversation::BlobRef &blob, const QSize &pixels) {
            return m_pictures.picture(blob, pixels);
        });
    connect(&m_pictures, &Pictures::changed, m_transcript, &TranscriptView::picturesChanged);
    connect(m_transcript, &TranscriptView::pictureActionRequested, this,
            [this](const app::conversation::BlobRef &picture, transcript::PictureAction action) {
                doWithPicture(action, picture, m_tools.blobs, m_theme, window());
            });
    connect(m_transcript, &TranscriptView::linkActivated, this,
            [this](const QUrl &url, const QString &shown) { openLink(url, shown, window()); });
    connect(m_transcript, &TranscriptView::saveCodeRequested, this,
            [this](const QString &code, const QString &language) {
                saveCode(code, language, window());
            });
    connect(m_transcript, &TranscriptView::messageActionRequested, this,
            &ConversationPane::onMessageAction);
    connect(m_transcript, &TranscriptView::errorActionRequested, this,
            &ConversationPane::onErrorAction);
    connect(m_transcript, &TranscriptView::fileActivated, this, &ConversationPane::openSentFile);
    connect(m_transcript, &TranscriptView::fileMenuOpening, this,
            &ConversationPane::addFileEntries);
}

void ConversationPane::setSession(const ConversationId &chat, ChatSession *session)
{
    if (m_session) {
        m_session->disconnect(this);
        m_session->conversation().disconnect(this);
    }
    m_chat = chat;
    m_session = session;
    m_regenerated = {};
    dismissUndo();
    m_transcript->setConversation(session ? &session->conversation() : nullptr);
    m_calls->setLoop(session ? m_tools.library.toolLoop(chat) : nullptr, m_tools.library.tools());
    if (session)
        connectSession();
    onStateChanged();
    showLoadError();
}

void ConversationPane::connectSession()
{
    connect(m_session, &ChatSession::stateChanged, this, &ConversationPane::onStateChanged);
    connect(m_session, &ChatSession::uploadProgressed, this, &ConversationPane::showActivity);
    connect(m_session, &ChatSession::preparationProgressed, this, &ConversationPane::onPreparing);
    connect(&m_session->conversation(), &Conversation::wholeChanged, this,
            &ConversationPane::showLoadError);
    // Whether calls are left without results depends on what the conversation ends with.
    for (const auto signal : {&Conversation::branchReset, &Conversation::wholeChanged})
        connect(&m_session->conversation(), signal, m_calls, &calls::CallsPanel::refresh);
    // Later: an answer that calls something is idle for a moment.
    connect(m_session, &ChatSession::stateChanged, m_calls, &calls::CallsPanel::refresh,
            Qt::QueuedConnection);
}

void ConversationPane::connectCalls()
{
    m_calls->setOptionsProvider([this] {
        const Message *calling = newest(Role::Assistant);
        return m_options(calling ? calling->id : MessageId());
    });
    m_calls->installEventFilter(this);
    connect(m_calls, &calls::CallsPanel::heightChanged, this, &ConversationPane::fitCalls);
    connect(m_calls, &calls::CallsPanel::waiting, this, &ConversationPane::callWaiting);
    connect(m_calls, &calls::CallsPanel::focusLeft, this, &ConversationPane::callsLeft);
    connect(m_calls, &calls::CallsPanel::waiting, this, &ConversationPane::showActivity);
    connect(m_transcript, &transcript::TranscriptView::endMoved, this,
            &ConversationPane::placeCalls);
    setTabOrder(m_transcript, m_calls);
}

//! Whoever reads the end sees what comes below it.
void ConversationPane::fitCalls()
{
    const bool wasAtEnd = m_transcript->isAtEnd();
    const int room = m_calls->heightFor(m_transcript->endArea().width());
    const bool isMore = room > m_transcript->endArea().height();
    m_transcript->setEndRoom(room);
    if (wasAtEnd && isMore && !m_transcript->isAtEnd())
        m_transcript->scrollToEnd();
    placeCalls();
}

void ConversationPane::placeCalls()
{
    m_calls->setGeometry(m_transcript->endArea());
}

void ConversationPane::focusCalls()
{
    m_calls->focusFirst();
}

//! The wheel over a card scrolls the conversation that the card is part of.
bool ConversationPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_calls && event->type() == QEvent::Wheel)
        return QCoreApplication::sendEvent(m_transcript->viewport(), event);
    return QWidget::eventFilter(watched, event);
}

void ConversationPane::setSettings(const app::settings::Settings &settings)
{
    m_transcript->setSettings(settings);
}

void ConversationPane::modelChanged()
{
    m_transcript->setModel(m_options({}).model);
}

void ConversationPane::setBottomInset(int pixels)
{
    m_inset = pixels;
    m_transcript->setBottomInset(pixels);
    place();
}

void ConversationPane::dismissUndo()
{
    m_undoBar->dismiss();
    m_removed.clear();
}

app::attachments::Intake ConversationPane::intake() const
{
    const auto &endpoint = m_tools.active.endpoint();
    if (!endpoint)
        return {};
    return app::session::intakeOf(*endpoint, m_tools.active.capabilities(m_options({}).model),
                                  QSet<QString>(m_refusedFields.cbegin(), m_refusedFields.cend()));
}

const Message *ConversationPane::newest(Role role) const
{
    if (!m_session)
        return nullptr;
    const Conversation &conversation = m_session->conversation();
    for (qsizetype row = conversation.count() - 1; row >= 0; --row) {
        if (const Message &message = conversation.at(row); message.role == role)
            return &message;
    }
    return nullptr;
}

AttachmentViewer *ConversationPane::openViewer(const Attachment &attachment)
{
    app::attachments::Documents *documents = m_tools.loader.documents();
    if (!documents || attachment.state != Attachment::State::Ready)
        return nullptr;
    auto *opened = new AttachmentViewer(m_theme, attachment, intake(), *documents, this);
    opened->setAttribute(Qt::WA_DeleteOnClose);
    opened->show();
    return opened;
}

void ConversationPane::showLoadError()
{
    const auto error = m_session ? m_tools.library.loadError(m_chat) : std::nullopt;
    if (error)
        m_loadNotice->showNotice(loadNotice(*error));
    else
        m_loadNotice->dismiss();
}

void ConversationPane::onStateChanged()
{
    m_preparing.clear();
    if (m_session && m_session->isRunning())
        m_activityTimer.start();
    else
        m_activityTimer.stop();
    showActivity();
}

void ConversationPane::onPreparing(const QString &fileName, int done, int total)
{
    constexpr qsizetype longestName = 40;
    m_preparing =
        tr("Preparing %1: %2 of %3 pages")
            .arg(text::oneLine(fileName, longestName), text::count(done), text::count(total));
    showActivity();
}

void ConversationPane::showActivity()
{
    m_activity = activityNow();
    m_transcript->setWaitingText(m_activity);
    Q_EMIT activityChanged(m_activity);
}

QString ConversationPane::activityNow() const
{
    using State = ChatSession::State;
    switch (m_session ? m_session->state() : State::Idle) {
    case State::Idle:
        break;
    case State::Saving:
    case State::Sending:
        return tr("Sending");
    case State::Preparing:
        return m_preparing.isEmpty() ? tr("Preparing documents") : m_preparing;
    case State::Waiting: {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_session->elapsed());
        return seconds.count() < 2 ? tr("Waiting for first token")
                                   : tr("Waiting for first token, %1 s").arg(seconds.count());
    }
    case State::Streaming:
        return tr("Answering");
    case State::Calling:
        return m_calls->isWaiting() ? tr("A tool waits for you") : tr("Tools are running");
    case State::Retrying: {
        const auto left = std::chrono::ceil<std::chrono::seconds>(m_session->timeToRetry());
        const QString reason =
            m_session->retryReason() ? text::errorText(*m_session->retryReason()).title : QString();
        return tr("%1. Trying again in %2 s (Ctrl+R: now)")
            .arg(reason, QString::number(left.count()));
    }
    }
    return {};
}

void ConversationPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void ConversationPane::place()
{
    const int column = theme::Metrics::ReadingColumn + 5 * Unit;
    const int width = qMin(column, this->width() - 4 * Unit);
    const int left = (this->width() - width) / 2;
    const int undoHeight = m_undoBar->isHidden() ? 0 : m_undoBar->sizeHint().height();
    const int bottom = height() - (m_inset > 0 ? m_inset : Unit);
    m_undoBar->setGeometry(left, bottom - undoHeight, width, undoHeight);
    const int noticeHeight = m_loadNotice->isHidden() ? 0 : m_loadNotice->sizeHint().height();
    m_loadNotice->setGeometry(left, Unit, width, noticeHeight);
    m_transcript->setGeometry(rect());
    fitCalls();
    m_loadNotice->raise();
    m_undoBar->raise();
}

} // namespace polylogue::ui::pane
