// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What is written, asked, stopped and edited in a comparison.

#include "app/net/learneddrops.h"
#include "app/net/refusedparts.h"
#include "app/session/activeendpoint.h"
#include "app/session/question.h"
#include "app/tools/toolbox.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/lanestrip.h"
#include "ui/compare/lanewords.h"
#include "ui/composer/composer.h"
#include "ui/composer/contextmeter.h"
#include "ui/pane/offeredtools.h"
#include "ui/transcript/transcriptview.h"

#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using app::conversation::Message;
using app::conversation::MessageId;
using app::conversation::Role;
using app::session::ChatSession;
using app::session::Comparison;
using app::session::ContextUse;
using app::store::ChatSetup;

namespace {

constexpr QSize SmallPicture(256, 256);

QString contextText(const ContextUse &use)
{
    return composer::contextText({.systemPrompt = use.systemPrompt,
                                  .messages = use.messages,
                                  .attachments = use.attachments,
                                  .draft = use.draft,
                                  .limit = use.limit,
                                  .isEstimate = use.isEstimate});
}

} // namespace

void ComparePage::connectComposer()
{
    using composer::Composer;
    m_composer->setThumbnailProvider([this](const app::conversation::BlobRef &blob) {
        return m_pictures.picture(blob, SmallPicture);
    });
    connect(&m_pictures, &pane::Pictures::changed, m_composer, &Composer::updateThumbnails);
    connect(m_composer, &Composer::submitted, this, &ComparePage::send);
    connect(m_composer, &Composer::leaveOutOldestChosen, this,
            [this] { sendTooLong(Comparison::TooLong::LeavesOutOldest); });
    connect(m_composer, &Composer::sendAnywayChosen, this,
            [this] { sendTooLong(Comparison::TooLong::IsSent); });
    connect(m_composer, &Composer::noteSubmitted, this, [this](const Draft &draft) {
        if (maySend(draft))
            begin(draft, [&] { m_comparison->note(draft); });
    });
    connect(m_composer, &Composer::stopRequested, this, &ComparePage::stop);
    connect(m_composer, &Composer::heightChanged, m_composer, &QWidget::updateGeometry);
    connect(m_composer, &Composer::editSaved, this, &ComparePage::saveEdit);
    connect(m_composer, &Composer::editCancelled, this, [this] { m_edited = {}; });
    connect(m_composer, &Composer::promptChosen, this, &ComparePage::promptChosen);
    connect(m_composer, &Composer::toolManagementRequested, this,
            &ComparePage::toolManagementRequested);
    connect(m_composer, &Composer::toolsChosen, this, [this](const QStringList &names) {
        if (m_comparison)
            m_comparison->setTools(names);
    });
    if (const app::tools::ToolBox *box = m_tools.pane.library.tools())
        connect(box, &app::tools::ToolBox::changed, this, &ComparePage::showTools);
    connect(m_composer, &Composer::refusalDoubted, this, [this](bool isOfImages) {
        const auto &endpoint = m_tools.pane.active.endpoint();
        if (!endpoint || !m_comparison)
            return;
        for (const ConversationId &lane : m_comparison->lanes())
            m_tools.learned.forget(endpoint->id, m_comparison->options(lane).model,
                                   isOfImages ? app::net::imageField : app::net::fileField);
    });
    connect(m_composer, &Composer::recallRequested, this, [this] {
        LaneView *view = currentLane();
        if (const Message *question = view ? view->pane().newest(Role::User) : nullptr)
            m_composer->setText(textOf(question->content));
    });
    connect(m_composer, &Composer::sendNowRequested, this, [this](const Draft &draft) {
        if (!m_comparison)
            return;
        m_comparison->stopAll();
        if (!m_comparison->isRunning())
            m_comparison->send(draft);
    });
    connect(m_composer, &Composer::previewRequested, this, [this](const auto &id) {
        const auto files = m_composer->draft().attachments;
        const auto found = std::ranges::find(files, id, &app::attachments::Attachment::id);
        if (LaneView *view = currentLane(); view && found != files.end())
            view->pane().openViewer(*found);
    });
    connect(m_composer, &Composer::draftChanged, this, [this] {
        keepDraft();
        showEstimate();
    });
    connect(m_composer, &Composer::queueChanged, this, [this] {
        if (m_comparison && !isTemporary())
            m_tools.pane.library.setQueue(chat(), m_composer->queue());
    });
    connect(&m_tools.pane.library, &app::session::ChatLibrary::draftLoaded, this,
            [this](const ConversationId &chat, const Draft &draft, const QList<Draft> &queue) {
                if (!m_comparison || chat != this->chat())
                    return;
                if (m_composer->draft().isEmpty())
                    m_composer->setDraft(draft);
                if (m_composer->queue().isEmpty())
                    m_composer->setQueue(queue);
                showEstimate();
            });
}

//! Those of Lane A; lanes of a preset may have others, which their headers say.
void ComparePage::showTools()
{
    const app::tools::ToolBox *box = m_tools.pane.library.tools();
    if (box && m_comparison && !m_comparison->lanes().isEmpty())
        m_composer->setTools(pane::offeredTools(
            *box, m_comparison->setup(m_comparison->lanes().constFirst()).tools));
}

bool ComparePage::maySend(const Draft &draft) const
{
    return m_comparison && !draft.isEmpty() && !m_isSending && !m_comparison->isRunning();
}

void ComparePage::send(const Draft &draft)
{
    if (!maySend(draft))
        return;
    const QMap<qsizetype, ContextUse> tooLong = m_comparison->tooLong(draft);
    if (!tooLong.isEmpty()
        && m_settings.contextPolicy == app::settings::ContextPolicy::StopAndAsk) {
        QStringList lanes;
        for (auto lane = tooLong.cbegin(); lane != tooLong.cend(); ++lane)
            lanes.append(words::laneName(lane.key()) + u' ' + contextText(*lane));
        m_composer->showContextChoice(lanes.join(u", "_s));
        return;
    }
    begin(draft, [&] { m_comparison->send(draft, Comparison::TooLong::LeavesOutOldest); });
}

//! The user has said what becomes of it.
void ComparePage::sendTooLong(Comparison::TooLong tooLong)
{
    const Draft draft = m_composer->draft();
    const bool isReady = std::ranges::all_of(draft.attachments, [](const auto &attachment) {
        return attachment.state == app::attachments::Attachment::State::Ready;
    });
    if (isReady && maySend(draft))
        begin(draft, [&] { m_comparison->send(draft, tooLong); });
}

void ComparePage::begin(const Draft &draft, const std::function<void()> &send)
{
    for (const app::attachments::Attachment &attachment : draft.attachments)
        m_pictures.setThumbnail(attachment.blob, attachment.thumbnail);
    m_isSending = true;
    send();
    for (LaneView *view : lanes())
        view->pane().transcript().showNewestQuestion();
}

void ComparePage::sendQueued(bool isComplete)
{
    if (!isComplete || m_comparison->isRunning() || m_comparison->needsChoice())
        return;
    if (const auto queued = m_composer->takeQueued())
        m_comparison->send(*queued);
}

void ComparePage::stop()
{
    if (!m_comparison)
        return;
    if (m_comparison->isRunning())
        m_comparison->stopAll();
    else
        m_composer->takeBackQueue();
    if (!m_comparison->isRunning())
        m_isSending = false; // what was not accepted yet stands in the composer still
}

void ComparePage::retry()
{
    if (LaneView *view = currentLane())
        view->pane().retryLast();
}

void ComparePage::editLast()
{
    LaneView *view = currentLane();
    if (const Message *question = view ? view->pane().newest(Role::User) : nullptr)
        beginEdit(view->lane(), question->id);
}

void ComparePage::addLane()
{
    if (!m_comparison || !m_comparison->mayAddLane())
        return;
    ChatSetup setup = m_comparison->lanes().isEmpty()
        ? ChatSetup{}
        : m_comparison->setup(m_comparison->lanes().constFirst());
    setup.model = otherModel(m_settings.currentModel);
    m_asksForModel = true;
    m_comparison->addLanes({setup});
}

void ComparePage::focusLane(qsizetype position)
{
    const QList<LaneView *> all = lanes();
    if (position < 0 || position >= all.size())
        return;
    m_strip->reveal(all.at(position));
    all.at(position)->focusConversation();
}

void ComparePage::promote()
{
    if (LaneView *view = focusedLane())
        view->promote();
}

void ComparePage::beginEdit(const ConversationId &lane, const MessageId &id)
{
    ChatSession *session = m_comparison->session(lane);
    const Message *message = session ? session->conversation().find(id) : nullptr;
    if (!message || session->isRunning())
        return;
    m_editedLane = lane;
    m_edited = id;
    const QString name = words::laneName(m_views.value(lane)->position());
    const bool isOwn = message->role == Role::User;
    m_composer->beginEditing(app::session::draftOf(*message),
                             isOwn ? tr("Editing an earlier message of %1 alone").arg(name)
                                   : tr("Editing an answer of %1").arg(name),
                             isOwn ? composer::Composer::EditKind::Question
                                   : composer::Composer::EditKind::Answer);
    m_composer->focusText();
}

void ComparePage::saveEdit(const Draft &draft, bool asksForAnswer)
{
    ChatSession *session = m_comparison ? m_comparison->session(m_editedLane) : nullptr;
    const Message *message = session ? session->conversation().find(m_edited) : nullptr;
    if (!message || session->isRunning() || draft.isEmpty())
        return;
    const MessageId edited = std::exchange(m_edited, {});
    if (message->role == Role::User)
        session->edit(edited, draft, m_comparison->optionsFor(m_editedLane, edited), asksForAnswer);
    else
        session->editAnswer(edited, draft.text);
}

} // namespace polylogue::ui::compare
