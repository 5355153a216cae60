// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/chatpage.h"

#include "app/attachments/picturelimits.h"
#include "app/endpoint/baseurl.h"
#include "app/net/refusedparts.h"
#include "app/session/activeendpoint.h"
#include "app/session/chatoptions.h"
#include "app/tools/toolbox.h"
#include "ui/composer/composer.h"
#include "ui/pane/conversationpane.h"
#include "ui/pane/offeredtools.h"
#include "ui/shell/chatcosts.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QScrollBar>

#include <algorithm>

namespace polylogue::ui::shell {

using app::conversation::Conversation;
using app::conversation::ConversationId;
using app::conversation::MessageId;
using app::session::ChatOptions;
using app::session::ChatSession;
using app::store::ChatRecord;
using app::store::ChatSetup;
using theme::Metrics::Unit;

namespace {

constexpr QSize SmallPicture(256, 256);

} // namespace

ChatPage::ChatPage(theme::Theme &theme, const Tools &tools, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_tools(tools)
    , m_pictures(tools.blobs)
    , m_pane(new pane::ConversationPane(theme,
                                        {.library = tools.library,
                                         .active = tools.active,
                                         .loader = tools.loader,
                                         .blobs = tools.blobs},
                                        m_pictures, this))
    , m_emptyState(new EmptyState(theme, this))
    , m_footer(new QWidget(this))
    , m_composer(new composer::Composer(theme, tools.loader, this))
{
    m_footer->setAutoFillBackground(true);
    m_footer->setBackgroundRole(QPalette::Base);
    connectPane();
    connectComposer();
    connect(m_emptyState, &EmptyState::exampleChosen, this, &ChatPage::onExample);
    connect(&m_tools.active, &app::session::ActiveEndpoint::changed, this,
            &ChatPage::updateReadiness);
    connect(&m_tools.active, &app::session::ActiveEndpoint::changed, this,
            &ChatPage::onModelChanged);
    connect(&m_tools.active, &app::session::ActiveEndpoint::modelsChanged, this,
            &ChatPage::onModelChanged); // their lists tell what it takes
    if (const app::tools::ToolBox *box = m_tools.library.tools())
        connect(box, &app::tools::ToolBox::changed, this, &ChatPage::showTools);
    connect(&m_tools.library.tokens(), &app::session::TokenLedger::changed, this,
            &ChatPage::showCosts);
    startMeter();
}

ChatPage::~ChatPage()
{
    leaveChat();
}

transcript::TranscriptView &ChatPage::transcript()
{
    return m_pane->transcript();
}

void ChatPage::connectPane()
{
    using pane::ConversationPane;
    m_pane->setOptionsProvider([this](const MessageId &) { return askingOptions(); });
    connect(m_pane, &ConversationPane::activityChanged, this, &ChatPage::activityChanged);
    connect(m_pane, &ConversationPane::editRequested, this, &ChatPage::beginEdit);
    connect(m_pane, &ConversationPane::chatOpenRequested, this, &ChatPage::chatOpenRequested);
    connect(m_pane, &ConversationPane::modelChoiceRequested, this, &ChatPage::modelChoiceRequested);
    connect(m_pane, &ConversationPane::errorActionRequested, this, &ChatPage::errorActionRequested);
    connect(m_pane, &ConversationPane::originRequested, this, &ChatPage::originRequested);
    connect(m_pane, &ConversationPane::callsLeft, this, [this] { m_composer->focusText(); });
    connect(m_pane, &ConversationPane::callWaiting, this, [this] {
        // Who is writing goes on writing.
        if (isVisible() && m_composer->text().isEmpty())
            m_pane->focusCalls();
        QApplication::alert(window());
    });
    connect(m_pane, &ConversationPane::withdrawn, this,
            [this](const Draft &draft) { m_composer->putBack(draft); });
}

void ChatPage::connectComposer()
{
    using composer::Composer;
    m_composer->setThumbnailProvider([this](const app::conversation::BlobRef &blob) {
        return m_pictures.picture(blob, SmallPicture);
    });
    connect(&m_pictures, &pane::Pictures::changed, m_composer, &Composer::updateThumbnails);
    connect(m_composer, &Composer::submitted, this,
            [this](const Draft &draft) { send(draft, true); });
    connect(m_composer, &Composer::noteSubmitted, this,
            [this](const Draft &draft) { send(draft, false); });
    connect(m_composer, &Composer::stopRequested, this, &ChatPage::stop);
    connect(m_composer, &Composer::recallRequested, this, &ChatPage::recallLastMessage);
    connect(m_composer, &Composer::heightChanged, this, &ChatPage::placeComposer);
    connect(m_composer, &Composer::editSaved, this, &ChatPage::saveEdit);
    connect(m_composer, &Composer::editCancelled, this, [this] { m_edited = {}; });
    connect(m_composer, &Composer::leaveOutOldestChosen, this, [this] { sendTooLong(true); });
    connect(m_composer, &Composer::sendAnywayChosen, this, [this] { sendTooLong(false); });
    connect(m_composer, &Composer::previewRequested, this, &ChatPage::openDraftFile);
    connect(m_composer, &Composer::refusalDoubted, this, [this](bool isOfImages) {
        Q_EMIT refusalDoubted(isOfImages ? app::net::imageField : app::net::fileField);
    });
    connect(m_composer, &Composer::promptChosen, this, &ChatPage::promptChosen);
    connect(m_composer, &Composer::toolManagementRequested, this,
            &ChatPage::toolManagementRequested);
    connect(m_composer, &Composer::toolsChosen, this, [this](const QStringList &names) {
        ChatSetup changed = setup();
        changed.tools = names;
        setSetup(changed);
    });
    connect(m_composer, &Composer::sendNowRequested, this, [this](const Draft &draft) {
        m_session->stop();
        sendNow(draft, askingOptions());
    });
    connect(m_composer, &Composer::draftChanged, this, [this] {
        if (!m_isSending && !isTemporary())
            m_tools.library.setDraft(m_chat, m_composer->draft());
        showContextUse();
    });
    connect(m_composer, &Composer::filesWeightChanged, this, &ChatPage::showContextUse);
    connect(m_composer, &Composer::queueChanged, this, [this] {
        if (!isTemporary())
            m_tools.library.setQueue(m_chat, m_composer->queue());
    });
    connect(&m_tools.library, &app::session::ChatLibrary::draftLoaded, this,
            [this](const ConversationId &chat, const Draft &draft, const QList<Draft> &queue) {
                if (chat != m_chat)
                    return;
                if (m_composer->draft().isEmpty())
                    m_composer->setDraft(draft);
                if (m_composer->queue().isEmpty())
                    m_composer->setQueue(queue);
            });
}

void ChatPage::showChat(const ConversationId &chat)
{
    if (chat == m_chat && m_session)
        return;
    leaveChat();
    m_chat = chat;
    setSession(&m_tools.library.open(chat));
    m_tools.library.setRead(chat);
    if (const ChatRecord *record = m_tools.library.find(chat))
        m_pane->transcript().setReadingPosition(record->position);
    m_tools.library.loadDraft(chat);
    updateReadiness();
}

void ChatPage::showNewChat(const app::store::FolderId &folder, bool isTemporary)
{
    leaveChat();
    m_newFolder = folder;
    m_isNewTemporary = isTemporary;
    m_newSetup = {.model = m_settings.currentModel,
                  .systemPrompt = m_settings.systemPrompt,
                  .parameters = m_settings.parameters};
    if (const app::store::Folder *chosen = m_tools.library.folder(folder);
        chosen && !chosen->model.isEmpty())
        m_newSetup.model = chosen->model;
    setSession(nullptr);
    if (!isTemporary)
        m_tools.library.loadDraft({});
    updateReadiness();
}

void ChatPage::showHit(const app::store::SearchHit &hit, const QStringList &words)
{
    showChat(hit.chat);
    if (!hit.message.isNull())
        m_pane->transcript().showMessage(hit.message, words);
}

//! What is on the way out of sight is kept: where one was reading; what one was writing is already.
void ChatPage::leaveChat()
{
    rememberPosition();
    if (!m_edited.isNull()) {
        m_composer->cancelEditing(); // the draft that it had put aside is back
        m_edited = {};
    }
    m_isSending = false;
    setSession(nullptr);
    if (!m_chat.isNull())
        m_tools.library.release(m_chat);
    m_chat = {};
    m_isNewTemporary = false;
    m_composer->setDraft({});
    m_composer->setQueue({});
}

void ChatPage::rememberPosition()
{
    if (m_session && !m_chat.isNull())
        m_tools.library.setReadingPosition(m_chat, m_pane->transcript().readingPosition());
}

bool ChatPage::isTemporary() const
{
    return m_chat.isNull() ? m_isNewTemporary : m_tools.library.isTemporary(m_chat);
}

ChatSetup ChatPage::setup() const
{
    if (m_chat.isNull())
        return m_newSetup;
    const ChatRecord *record = m_tools.library.find(m_chat);
    return record ? record->setup : ChatSetup{};
}

void ChatPage::setSetup(const ChatSetup &setup)
{
    if (m_chat.isNull())
        m_newSetup = setup;
    else
        m_tools.library.setSetup(m_chat, setup);
    updateReadiness();
    onModelChanged();
    showTools();
}

ChatOptions ChatPage::options() const
{
    const ChatRecord *record = m_chat.isNull() ? nullptr : m_tools.library.find(m_chat);
    const app::store::FolderId folder = record ? record->folder : m_newFolder;
    ChatOptions options = app::session::chatOptionsOf(setup(), m_tools.library.folder(folder),
                                                      m_settings.currentModel);
    options.stepsDown = m_settings.stepsDown;
    return options;
}

ChatOptions ChatPage::askingOptions() const
{
    ChatOptions asking = options();
    if (const app::tools::ToolBox *box = m_tools.library.tools())
        asking.tools = app::session::offeredTools(
            setup().tools, m_session ? m_session->conversation() : m_noMessages, *box);
    return asking;
}

void ChatPage::setSession(ChatSession *session)
{
    if (m_session) {
        m_session->disconnect(this);
        m_session->conversation().disconnect(this);
    }
    m_meter.reset();
    m_session = session;
    m_pane->setSession(m_chat, session);
    if (session) {
        const Conversation &conversation = session->conversation();
        connect(session, &ChatSession::stateChanged, this, &ChatPage::onStateChanged);
        connect(session, &ChatSession::accepted, this, &ChatPage::onAccepted);
        connect(session, &ChatSession::answerFinished, this, &ChatPage::sendQueued);
        connect(session, &ChatSession::draftReturned, this,
                [this](const Draft &draft) { m_composer->putBack(draft); });
        connect(&conversation, &Conversation::messageInserted, this, &ChatPage::onRowsChanged);
        connect(&conversation, &Conversation::messagesPrepended, this, &ChatPage::onRowsChanged);
        connect(&conversation, &Conversation::messagesRemoved, this, &ChatPage::onRowsChanged);
        connect(&conversation, &Conversation::branchReset, this, &ChatPage::onRowsChanged);
        connect(&conversation, &Conversation::wholeChanged, this, &ChatPage::onRowsChanged);
    }
    startMeter();
    onStateChanged();
    onRowsChanged();
    onModelChanged();
    showCosts();
    showTools();
}

void ChatPage::startMeter()
{
    m_meter = std::make_unique<app::session::ContextMeter>(
        m_session ? m_session->conversation() : m_noMessages, m_pane->intake());
    connect(m_meter.get(), &app::session::ContextMeter::changed, this, &ChatPage::showContextUse);
}

void ChatPage::setSettings(const app::settings::Settings &settings)
{
    m_settings = settings;
    m_pane->setSettings(settings);
    m_composer->setSettings(settings);
    placeComposer();
    onModelChanged();
    showCosts();
}

void ChatPage::updateReadiness()
{
    const auto &endpoint = m_tools.active.endpoint();
    if (!endpoint)
        m_composer->setBlockedReason(tr("No server is set up yet"));
    else if (options().model.isEmpty())
        m_composer->setBlockedReason(tr("Choose a model first"));
    else
        m_composer->setBlockedReason({});

    if (isTemporary()) {
        m_emptyState->setHeading(tr("Temporary chat"),
                                 tr("It is kept in memory only and is gone when you leave it."));
    } else if (!m_tools.library.lanes(m_chat).isEmpty()) {
        m_emptyState->setHeading(tr("Nothing is promoted yet"),
                                 tr("The lanes of this comparison are under Compare. What you "
                                    "promote there or write here is its main line."));
    } else if (endpoint && endpoint->isPractice) {
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
    if (m_session && m_session->isRunning())
        m_session->stop();
    else
        m_composer->takeBackQueue();
    if (m_session && !m_session->isRunning())
        m_isSending = false; // what was not accepted yet stands in the composer still
}

void ChatPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeComposer();
}

void ChatPage::send(const Draft &draft, bool asksForAnswer)
{
    if (draft.isEmpty() || m_isSending || (m_session && m_session->isRunning()))
        return;
    ChatOptions asked = askingOptions();
    if (asksForAnswer) {
        m_meter->complete();
        const app::session::ContextUse use = contextUse(draft);
        if (use.isOverLimit()) {
            if (m_settings.contextPolicy == app::settings::ContextPolicy::StopAndAsk) {
                m_composer->showContextChoice();
                return;
            }
            asked.fitInto = use.limit;
        }
    }
    if (!asksForAnswer)
        asked.model.clear();
    m_isSending = true;
    sendNow(draft, asked);
}

void ChatPage::sendTooLong(bool leavesOutOldest)
{
    const Draft draft = m_composer->draft();
    const bool isReady = std::ranges::all_of(draft.attachments, [](const auto &attachment) {
        return attachment.state == app::attachments::Attachment::State::Ready;
    });
    if (draft.isEmpty() || !isReady || (m_session && m_session->isRunning()))
        return;
    ChatOptions asked = askingOptions();
    m_meter->complete();
    if (leavesOutOldest)
        asked.fitInto = contextUse(draft).limit;
    m_isSending = true;
    sendNow(draft, asked);
}

//! What was written while the answer came in goes out after it, unless the user stopped it.
void ChatPage::sendQueued(const MessageId &ended)
{
    const app::conversation::Message *answer = m_session->conversation().find(ended);
    // What tools are called for is not over yet.
    if (!answer || answer->state != app::conversation::MessageState::Complete
        || m_session->isRunning())
        return;
    if (const auto queued = m_composer->takeQueued())
        sendNow(*queued, askingOptions());
}

//! \param options without a model: no answer is asked for
void ChatPage::sendNow(const Draft &draft, const ChatOptions &options)
{
    rememberThumbnails(draft);
    if (m_chat.isNull()) {
        m_chat = m_tools.library.create(m_newSetup, m_newFolder, m_isNewTemporary);
        setSession(&m_tools.library.open(m_chat));
        m_tools.library.setDraft(m_chat, draft); // no longer that of any new chat
        Q_EMIT chatCreated(m_chat);
    }
    if (options.model.isEmpty())
        m_session->note(draft);
    else
        m_session->send(draft, options);
    m_pane->transcript().showNewestQuestion();
}

//! What was written is safe with the conversation: nothing of it is needed here any more.
void ChatPage::onAccepted()
{
    if (!std::exchange(m_isSending, false))
        return; // was edited or came out of the queue: what is being written is another message
    m_composer->clear();
    m_tools.library.setDraft(m_chat, {});
}

//! Another model, another server, or more is known of what it takes.
void ChatPage::onModelChanged()
{
    const QString model = options().model;
    const app::attachments::Intake intake = m_pane->intake();
    m_contextLength = m_tools.active.capabilities(model).contextLength;
    m_pane->modelChanged();
    app::attachments::PictureLimits limits = app::attachments::pictureLimitsOf(model);
    limits.mayHaveMetadata = m_settings.keepsMetadata;
    if (m_settings.pictureEdge > 0)
        limits.longestEdge = m_settings.pictureEdge;
    m_composer->setPictureLimits(limits);
    m_composer->setIntake(intake);
    m_meter->setIntake(intake);
    showContextUse();
    Q_EMIT setupChanged();
}

void ChatPage::showTools()
{
    const app::tools::ToolBox *box = m_tools.library.tools();
    if (box)
        m_composer->setTools(pane::offeredTools(*box, setup().tools));
}

void ChatPage::showCosts()
{
    const app::session::TokenLedger &tokens = m_tools.library.tokens();
    m_contextValue.chatCost = costOf(tokens.ofChat(m_chat), m_settings);
    m_contextValue.dayCosts = costsByDay(tokens.byDay(), m_settings);
    showContextUse();
}

//! \param draft the composer's
app::session::ContextUse ChatPage::contextUse(const Draft &draft) const
{
    ChatOptions asked = options();
    asked.fitInto = m_contextLength;
    return m_meter->use(app::session::estimatedTokens(draft.text, m_composer->filesWeight()),
                        asked);
}

//! After each key: nothing here grows with the chat.
void ChatPage::showContextUse()
{
    const app::session::ContextUse use = contextUse(m_composer->draft());
    const auto &endpoint = m_tools.active.endpoint();
    composer::ContextMeterValue &value = m_contextValue;
    value.systemPrompt = use.systemPrompt;
    value.messages = use.messages;
    value.attachments = use.attachments;
    value.draft = use.draft;
    value.limit = use.limit;
    value.isEstimate = use.isEstimate;
    value.cost = inputCost(use.total(), options().model, m_settings);
    value.bytes = use.bytes;
    value.byteLimit = endpoint ? app::endpoint::requestLimitOf(endpoint->baseUrl) : std::nullopt;
    m_composer->setContextUse(value);
}

void ChatPage::onStateChanged()
{
    m_composer->setRunning(m_session && m_session->isRunning());
}

void ChatPage::onRowsChanged()
{
    const bool isEmpty = !m_session
        || (m_session->conversation().count() == 0 && m_session->conversation().isWhole()
            && !m_tools.library.loadError(m_chat));
    m_emptyState->setVisible(isEmpty);
    if (m_session && m_tools.library.loadError(m_chat))
        m_isSending = false; // what waited for the messages stays in the composer
}

void ChatPage::placeComposer()
{
    const int column = theme::Metrics::ReadingColumn + 5 * Unit;
    const int width = qMin(column, this->width() - 4 * Unit);
    const int height = m_composer->sizeHint().height();
    const int top = this->height() - height - 2 * Unit;
    m_composer->setGeometry((this->width() - width) / 2, top, width, height);
    const int scrollBar = m_pane->transcript().verticalScrollBar()->sizeHint().width();
    m_footer->setGeometry(0, m_composer->y(), this->width() - scrollBar,
                          this->height() - m_composer->y());
    m_footer->raise();
    m_composer->raise();
    m_pane->setGeometry(rect());
    m_pane->setBottomInset(height + 3 * Unit);
    m_emptyState->setGeometry(0, 0, this->width(), top);
}

void ChatPage::rememberThumbnails(const Draft &draft)
{
    for (const app::attachments::Attachment &attachment : draft.attachments)
        m_pictures.setThumbnail(attachment.blob, attachment.thumbnail);
}

} // namespace polylogue::ui::shell
