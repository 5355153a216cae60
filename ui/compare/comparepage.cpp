// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/comparepage.h"

#include "app/session/activeendpoint.h"
#include "ui/compare/comparetools.h"
#include "ui/compare/figuresdialog.h"
#include "ui/compare/lanestrip.h"
#include "ui/compare/lanewords.h"
#include "ui/compare/turnsync.h"
#include "ui/composer/composer.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace polylogue::ui::compare {

using app::conversation::MessageId;
using app::session::Comparison;
using app::store::ChatSetup;
using theme::Metrics::Unit;

namespace {

constexpr int ComposerWidth = theme::Metrics::ReadingColumn + 25 * Unit;

} // namespace

ComparePage::ComparePage(theme::Theme &theme, const LaneView::Tools &tools, CompareTools &header,
                         QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_tools(tools)
    , m_header(header)
    , m_pictures(tools.pane.blobs)
    , m_column(new QVBoxLayout(this))
    , m_strip(new LaneStrip(this))
    , m_sync(new TurnSync(this))
    , m_composer(new composer::Composer(theme, tools.pane.loader, this))
{
    setAccessibleName(tr("Compare"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(2 * Unit, 0, 2 * Unit, 2 * Unit);
    m_composer->setMaximumWidth(ComposerWidth);
    row->addWidget(m_composer);
    m_column->setContentsMargins({});
    m_column->setSpacing(Unit + Unit / 2);
    m_column->addWidget(m_strip, 1);
    m_column->addLayout(row);
    connectComposer();
    makeMenu();
    connect(&m_header, &CompareTools::historyRuleChosen, this, [this](auto rule) {
        if (m_comparison)
            m_comparison->setHistoryRule(rule);
    });
    connect(&m_header, &CompareTools::addLaneRequested, this, &ComparePage::addLane);
    connect(&m_tools.pane.active, &app::session::ActiveEndpoint::changed, this,
            &ComparePage::updateReadiness);
    connect(qApp, &QApplication::focusChanged, this, [this] {
        if (LaneView *focused = focusedLane())
            m_current = focused->lane();
    });
}

ComparePage::~ComparePage()
{
    disconnect(); // whoever listened is half gone
    drop();
    m_comparison.reset();
}

bool ComparePage::isTemporary() const
{
    return m_comparison && m_tools.pane.library.isTemporary(m_comparison->mainLine());
}

void ComparePage::keepDraft()
{
    if (m_comparison && !m_isSending && !isTemporary())
        m_tools.pane.library.setDraft(chat(), m_composer->draft());
}

void ComparePage::showChat(const ConversationId &chat)
{
    if (m_comparison && m_comparison->mainLine() == chat)
        return;
    leave();
    m_comparison = std::make_unique<Comparison>(m_tools.pane.library, chat);
    m_comparison->setDefaultModel(m_settings.currentModel);
    m_comparison->setStepsDown(m_settings.stepsDown);
    m_tools.pane.library.setRead(chat);
    connectComparison();
    showLanes();
    if (m_comparison->lanes().isEmpty())
        makeFirstLanes();
    m_tools.pane.library.loadDraft(chat);
    showRule();
    updateReadiness();
    showActivity();
    Q_EMIT comparisonChanged();
}

void ComparePage::leave()
{
    if (!m_comparison)
        return;
    if (!m_edited.isNull()) {
        m_composer->cancelEditing();
        m_edited = {};
    }
    drop();
    m_composer->setDraft({});
    m_composer->setQueue({});
    // Views go when they are off the stack; what they show has to be there until then.
    m_comparison.release()->deleteLater();
    Q_EMIT comparisonChanged();
}

void ComparePage::drop()
{
    if (!m_comparison)
        return;
    m_comparison->disconnect(this);
    for (LaneView *view : lanes()) {
        m_tools.pane.library.setReadingPosition(view->lane(),
                                                view->pane().transcript().readingPosition());
        view->pane().disconnect(this);
        view->pane().setSession({}, nullptr);
    }
    m_sync->setLanes(nullptr, {});
    m_strip->setLanes({});
    if (m_figures)
        m_figures->close();
    m_views.clear();
    m_isSending = false;
    m_current = {};
}

app::conversation::ConversationId ComparePage::chat() const
{
    return m_comparison ? m_comparison->mainLine() : ConversationId{};
}

//! The chat's own model, and another, whose list is opened so that it can be chosen.
void ComparePage::makeFirstLanes()
{
    const app::store::ChatRecord *record = m_tools.pane.library.find(chat());
    ChatSetup first = record ? record->setup : ChatSetup{};
    if (first.model.isEmpty())
        first.model = m_settings.currentModel;
    ChatSetup second = first;
    second.model = otherModel(first.model);
    m_asksForModel = true;
    m_comparison->addLanes({first, second});
}

QString ComparePage::otherModel(const QString &model) const
{
    for (const app::endpoint::ModelInfo &info : m_tools.pane.active.models()) {
        const bool isAsked = std::ranges::any_of(lanes(), [&](const LaneView *view) {
            return m_comparison->options(view->lane()).model == info.id;
        });
        if (info.id != model && !isAsked && !info.capabilities.embeddings.value_or(false)
            && info.capabilities.chat.value_or(true))
            return info.id;
    }
    return model;
}

void ComparePage::connectComparison()
{
    Comparison *shown = m_comparison.get();
    connect(shown, &Comparison::lanesChanged, this, &ComparePage::showLanes);
    connect(shown, &Comparison::laneChanged, this, [this] {
        showTools();
        updateReadiness();
        showEstimate();
        showActivity();
    });
    connect(shown, &Comparison::runningChanged, this, &ComparePage::showActivity);
    connect(shown, &Comparison::estimateChanged, this, &ComparePage::showEstimate);
    connect(shown, &Comparison::mainLineChanged, this, [this] {
        showRule();
        updateReadiness();
        showEstimate();
        Q_EMIT chatChanged();
    });
    connect(shown, &Comparison::roundFinished, this, &ComparePage::sendQueued);
    connect(shown, &Comparison::draftReturned, this,
            [this](const Draft &draft) { m_composer->putBack(draft); });
    connect(shown, &Comparison::accepted, this, [this] {
        if (!std::exchange(m_isSending, false))
            return;
        m_composer->clear();
        m_tools.pane.library.setDraft(chat(), {});
    });
}

void ComparePage::showLanes()
{
    QList<LaneView *> views;
    QHash<ConversationId, LaneView *> known;
    LaneView *last = nullptr;
    for (const ConversationId &id : m_comparison->lanes()) {
        LaneView *view = m_views.value(id);
        if (!view)
            last = view = makeLane(id);
        known.insert(id, view);
        views.append(view);
    }
    for (auto gone = m_views.cbegin(); gone != m_views.cend(); ++gone) {
        if (!known.contains(gone.key()))
            gone.value()->pane().setSession({}, nullptr);
    }
    m_views = known;
    m_sync->setLanes(m_comparison.get(), views); // while those that go are there
    m_strip->setLanes(views);
    if (!m_views.contains(m_current))
        m_current = views.isEmpty() ? ConversationId{} : views.constFirst()->lane();
    const bool areAll = m_comparison->lanes().size() >= Comparison::FewestLanes;
    if (m_asksForModel && last && areAll) {
        m_asksForModel = false;
        QTimer::singleShot(0, last, [this, last] { // where it is laid out
            m_strip->reveal(last);
            last->chooseModel();
        });
    }
    m_header.setMayAddLane(m_comparison->mayAddLane());
    showTools();
    updateReadiness();
    showEstimate();
    Q_EMIT lanesChanged();
}

LaneView *ComparePage::makeLane(const ConversationId &id)
{
    auto *view = new LaneView(m_theme, m_tools, m_pictures, *m_comparison, id, m_strip);
    view->setSettings(m_settings);
    view->setAnonymous(m_areNamesHidden);
    if (const app::store::ChatRecord *record = m_tools.pane.library.find(id))
        view->pane().transcript().setReadingPosition(record->position);
    connectLane(*view);
    return view;
}

void ComparePage::connectLane(LaneView &view)
{
    LaneView *lane = &view;
    using pane::ConversationPane;
    ConversationPane *pane = &view.pane();
    connect(pane, &ConversationPane::activityChanged, this, &ComparePage::showActivity);
    connect(pane, &ConversationPane::editRequested, this,
            [this, lane](const MessageId &message) { beginEdit(lane->lane(), message); });
    connect(pane, &ConversationPane::chatOpenRequested, this, &ComparePage::chatOpenRequested);
    connect(pane, &ConversationPane::errorActionRequested, this,
            &ComparePage::errorActionRequested);
    connect(pane, &ConversationPane::callsLeft, m_composer, &composer::Composer::focusText);
    connect(pane, &ConversationPane::callWaiting, this, [this, lane] {
        // Who is writing, or decides in another lane, goes on with it.
        if (isVisible() && m_composer->text().isEmpty() && !focusedLane()) {
            m_strip->reveal(lane);
            lane->pane().focusCalls();
        }
        QApplication::alert(window());
    });
    connect(pane, &ConversationPane::withdrawn, this,
            [this](const Draft &draft) { m_composer->putBack(draft); });
    connect(lane, &LaneView::maximiseRequested, this,
            [this, lane] { m_strip->toggleMaximised(lane); });
    connect(lane, &LaneView::popOutRequested, this,
            [this, lane] { m_strip->togglePoppedOut(lane); });
    connect(lane, &LaneView::capabilitiesRequested, this, &ComparePage::capabilitiesRequested);
    connect(lane, &LaneView::modelChosen, m_composer, &composer::Composer::focusText);
    connect(lane, &LaneView::lanesMoved, lane, &LaneView::focusConversation);
}

QList<LaneView *> ComparePage::lanes() const
{
    return m_strip->lanes();
}

LaneView *ComparePage::lane(const ConversationId &id) const
{
    return m_views.value(id);
}

LaneView *ComparePage::currentLane() const
{
    return m_views.value(m_current);
}

LaneView *ComparePage::focusedLane() const
{
    const QWidget *focus = QApplication::focusWidget();
    const auto all = lanes();
    const auto found = std::ranges::find_if(
        all, [focus](const LaneView *view) { return focus && view->isAncestorOf(focus); });
    return found == all.end() ? nullptr : *found;
}

void ComparePage::showMessage(const ConversationId &lane, const MessageId &message,
                              const QStringList &words)
{
    LaneView *view = m_views.value(lane);
    if (!view)
        return;
    m_strip->reveal(view);
    m_current = lane;
    if (!message.isNull())
        view->pane().transcript().showMessage(message, words);
}

void ComparePage::addStrip(QWidget *strip)
{
    m_column->insertWidget(m_column->indexOf(m_strip) + 1, strip);
}

void ComparePage::setSettings(const app::settings::Settings &settings)
{
    m_settings = settings;
    m_composer->setSettings(settings);
    if (m_comparison) {
        m_comparison->setDefaultModel(settings.currentModel);
        m_comparison->setStepsDown(settings.stepsDown);
    }
    for (LaneView *view : lanes())
        view->setSettings(settings);
    showEstimate();
}

void ComparePage::setNamesHidden(bool hidden)
{
    m_areNamesHidden = hidden;
    for (LaneView *view : lanes())
        view->setAnonymous(hidden);
    if (m_figures)
        m_figures->setModelsHidden(hidden);
}

void ComparePage::showRule()
{
    m_header.setHistoryRule(m_comparison->historyRule());
    const app::store::ChatRecord *record = m_tools.pane.library.find(chat());
    const bool together = record && record->comparison.scrollsTogether;
    m_scrollsTogether->setChecked(together);
    m_sync->setEnabled(together);
}

void ComparePage::showEstimate()
{
    if (!m_comparison)
        return;
    const Draft draft = m_composer->draft();
    const Comparison::Estimate estimate = m_comparison->estimate(draft);
    m_composer->setRecipients(estimate.requests, estimate.tokens);
    for (LaneView *view : lanes())
        view->setDraft(draft);
}

void ComparePage::showActivity()
{
    if (!m_comparison)
        return;
    m_composer->setRunning(m_comparison->isRunning());
    int running = 0;
    QString activity;
    for (LaneView *view : lanes()) {
        if (view->pane().activity().isEmpty())
            continue;
        ++running;
        activity = view->pane().activity();
    }
    Q_EMIT activityChanged(running > 1 ? tr("%1 lanes are answering").arg(running) : activity);
}

void ComparePage::updateReadiness()
{
    if (!m_comparison)
        return;
    QString reason;
    if (!m_tools.pane.active.endpoint())
        reason = tr("No server is set up yet");
    else if (m_comparison->isOpening())
        reason = tr("The chat is still being read");
    else if (m_comparison->needsChoice())
        reason = tr("Promote an answer first: all lanes continue from it");
    for (LaneView *view : lanes()) {
        if (reason.isEmpty() && m_comparison->options(view->lane()).model.isEmpty())
            reason = tr("Choose a model for %1 first").arg(words::laneName(view->position()));
    }
    m_composer->setBlockedReason(reason);
}

} // namespace polylogue::ui::compare
