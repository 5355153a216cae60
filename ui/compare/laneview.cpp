// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/laneview.h"

#include "app/attachments/delivery.h"
#include "app/net/learneddrops.h"
#include "app/session/activeendpoint.h"
#include "ui/compare/lanefooter.h"
#include "ui/compare/laneheader.h"
#include "ui/compare/lanewords.h"
#include "ui/composer/deliverywords.h"
#include "ui/composer/modelpicker.h"
#include "ui/composer/parameterseditor.h"
#include "ui/composer/systemprompteditor.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessibleWidget>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using app::conversation::Conversation;
using app::conversation::ConversationId;
using app::conversation::Message;
using app::conversation::MessageId;
using app::conversation::Role;
using app::session::ActiveEndpoint;
using app::session::ChatSession;
using app::session::Comparison;
using app::store::ChatSetup;
using theme::Metrics::Unit;

namespace {

constexpr int Frame = 2; // around the lane in use
constexpr qsizetype LongestModel = 60;

//! A group is named when the keyboard comes into it; a plain widget is not.
QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *lane = qobject_cast<LaneView *>(object);
    return lane ? new QAccessibleWidget(lane, QAccessible::Grouping) : nullptr;
}

} // namespace

LaneView::LaneView(theme::Theme &theme, const Tools &tools, pane::Pictures &pictures,
                   Comparison &comparison, const ConversationId &lane, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_tools(tools)
    , m_comparison(comparison)
    , m_lane(lane)
    , m_header(new LaneHeader(theme, this))
    , m_pane(new pane::ConversationPane(theme, tools.pane, pictures, this))
    , m_footer(new LaneFooter(theme, this))
    , m_empty(new QWidget(m_pane))
    , m_emptyText(new QLabel(m_empty))
    , m_askTurn(new QPushButton(tr("Ask the last question"), m_empty))
{
    QAccessible::installFactory(makeInterface); // the same one twice is taken once
    setMinimumWidth(NarrowestLane);
    m_emptyText->setTextFormat(Qt::PlainText);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
    theme::setLook(m_emptyText, theme::Look::Secondary);
    auto *middle = new QVBoxLayout(m_empty);
    middle->addStretch(1);
    middle->addWidget(m_emptyText);
    middle->addWidget(m_askTurn, 0, Qt::AlignHCenter);
    middle->addStretch(2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Frame, Frame, Frame, Frame);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_pane, 1);
    column->addWidget(m_footer);

    m_pane->setOptionsProvider([this](const MessageId &answer) {
        if (!answer.isNull())
            return m_comparison.optionsFor(m_lane, answer);
        app::session::ChatOptions options = m_comparison.options(m_lane);
        options.tools = m_comparison.tools(m_lane);
        return options;
    });
    ChatSession *session = m_comparison.session(m_lane);
    m_pane->setSession(m_lane, session);
    connectHeader();
    connect(m_askTurn, &QPushButton::clicked, this,
            [this] { m_comparison.askTurn(m_lane, m_comparison.turnCount() - 1); });
    connect(m_pane, &pane::ConversationPane::activityChanged, this, &LaneView::refreshFooter);
    connect(m_pane, &pane::ConversationPane::modelChoiceRequested, this, &LaneView::chooseModel);
    connect(m_footer, &LaneFooter::stopRequested, this, [this] { m_comparison.stop(m_lane); });
    connect(m_footer, &LaneFooter::promoteRequested, this, &LaneView::promote);
    connect(&m_comparison, &Comparison::laneChanged, this, [this](const ConversationId &changed) {
        if (changed == m_lane || m_position > 0) // Lane A is what the others are measured by
            refresh();
        else
            refreshEmpty();
    });
    connect(&m_comparison, &Comparison::mainLineChanged, this, &LaneView::refreshFooter);
    connect(&session->conversation(), &Conversation::branchChanged, this, [this] {
        refreshFooter();
        refreshEmpty();
    });
    connect(&session->conversation(), &Conversation::wholeChanged, this, &LaneView::refreshEmpty);
    connect(&tools.pane.active, &ActiveEndpoint::modelsChanged, this, &LaneView::refreshModels);
    connect(&tools.pane.active, &ActiveEndpoint::changed, this, &LaneView::refresh);
    connect(&tools.learned, &app::net::LearnedDrops::changed, this, &LaneView::refreshRefused);
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { onFocusChanged(now); });
    connect(&theme, &theme::Theme::changed, this, [this] { update(); });
    makeMenu();
    refreshModels();
    refresh();
}

LaneView::~LaneView() = default;

void LaneView::connectHeader()
{
    connect(&m_header->modelPicker(), &composer::ModelPicker::modelChosen, this,
            [this](const QString &model) {
                if (!m_pane->regenerateWith(model))
                    changeSetup([&](ChatSetup &setup) { setup.model = model; });
                m_header->modelPicker().setCurrentModel(m_comparison.options(m_lane).model);
                Q_EMIT modelChosen();
            });
    connect(&m_header->modelPicker(), &composer::ModelPicker::refreshRequested, this,
            [this] { m_tools.pane.active.refreshModels(); });
    connect(&m_header->modelPicker(), &composer::ModelPicker::capabilitiesRequested, this,
            &LaneView::capabilitiesRequested);
    connect(&m_header->systemPrompt(), &composer::SystemPromptEditor::promptChanged, this,
            [this](const QString &prompt) {
                changeSetup([&](ChatSetup &setup) { setup.systemPrompt = prompt; });
            });
    connect(&m_header->parameters(), &composer::ParametersEditor::parametersChanged, this,
            [this](const app::endpoint::Parameters &parameters) {
                changeSetup([&](ChatSetup &setup) { setup.parameters = parameters; });
            });
    connect(&m_header->parameters(), &composer::ParametersEditor::sendAgainRequested, this,
            [this](const QString &field) {
                if (const auto &endpoint = m_tools.pane.active.endpoint())
                    m_tools.learned.forget(endpoint->id, m_comparison.options(m_lane).model, field);
            });
}

void LaneView::makeMenu()
{
    QMenu &menu = m_header->menu();
    m_retry = menu.addAction(tr("Ask again"), this, [this] { m_comparison.retry(m_lane); });
    m_stop = menu.addAction(tr("Stop this lane"), this, [this] { m_comparison.stop(m_lane); });
    m_turns = menu.addMenu(tr("Ask an earlier question"));
    connect(m_turns, &QMenu::aboutToShow, this, [this] { addTurns(*m_turns); });
    menu.addSeparator();
    menu.addAction(tr("Parameters…"), m_header, &LaneHeader::openParameters);
    menu.addAction(tr("System prompt…"), m_header, &LaneHeader::openSystemPrompt);
    menu.addSeparator();
    m_maximise = menu.addAction(tr("Maximise"), this, &LaneView::maximiseRequested);
    m_popOut = menu.addAction(tr("Show in a window of its own"), this, &LaneView::popOutRequested);
    m_moveLeft = menu.addAction(tr("Move left"), this, [this] {
        m_comparison.moveLane(m_lane, -1);
        Q_EMIT lanesMoved();
    });
    m_moveRight = menu.addAction(tr("Move right"), this, [this] {
        m_comparison.moveLane(m_lane, 1);
        Q_EMIT lanesMoved();
    });
    menu.addSeparator();
    m_makeChat = menu.addAction(tr("Go on as a chat of its own"), this, [this] {
        if (const Message *last = m_pane->newest(Role::Assistant))
            m_tools.pane.library.branchFrom(m_lane, last->id, this,
                                            [this](const app::base::Result<ConversationId> &made) {
                                                if (made)
                                                    Q_EMIT m_pane->chatOpenRequested(*made);
                                            });
    });
    m_remove =
        menu.addAction(tr("Remove this lane"), this, [this] { m_comparison.removeLane(m_lane); });
    connect(&menu, &QMenu::aboutToShow, this, &LaneView::updateMenu);
}

void LaneView::updateMenu()
{
    const ChatSession *session = m_comparison.session(m_lane);
    const bool isRunning = session && session->isRunning();
    const bool hasAnswer = m_pane->newest(Role::Assistant);
    m_retry->setEnabled(hasAnswer && !isRunning);
    m_stop->setEnabled(isRunning);
    m_turns->setEnabled(m_comparison.mayAskTurns(m_lane));
    m_moveLeft->setEnabled(m_position > 0);
    m_moveRight->setEnabled(m_position < m_comparison.lanes().size() - 1);
    m_makeChat->setEnabled(hasAnswer && !isRunning);
    m_remove->setEnabled(m_comparison.mayRemoveLane() && !isRunning);
}

void LaneView::addTurns(QMenu &menu)
{
    menu.clear();
    QList<app::session::Turn> longest;
    for (const ConversationId &lane : m_comparison.lanes()) {
        const QList<app::session::Turn> turns = m_comparison.turns(lane);
        if (turns.size() > longest.size())
            longest = turns;
    }
    for (qsizetype turn = 0; turn < longest.size(); ++turn) {
        QString words = text::oneLine(textOf(longest.at(turn).question.content), LongestModel);
        menu.addAction(tr("%1. %2").arg(turn + 1).arg(words.replace(u'&', u"&&"_s)), this,
                       [this, turn] { m_comparison.askTurn(m_lane, turn); });
    }
}

void LaneView::changeSetup(const std::function<void(ChatSetup &)> &change)
{
    ChatSetup setup = m_comparison.setup(m_lane);
    change(setup);
    m_comparison.setSetup(m_lane, setup);
}

void LaneView::setPosition(qsizetype position)
{
    m_position = position;
    m_header->setPosition(position);
    refresh();
}

void LaneView::setSettings(const app::settings::Settings &settings)
{
    m_settings = settings;
    m_pane->setSettings(settings);
    refresh();
}

void LaneView::setDraft(const app::attachments::Draft &draft)
{
    m_draft = draft;
    refreshRung();
}

void LaneView::setAnonymous(bool anonymous)
{
    m_isAnonymous = anonymous;
    m_header->setAnonymous(anonymous);
    m_pane->transcript().setModelsHidden(anonymous);
    refresh();
}

void LaneView::setMaximised(bool maximised)
{
    m_maximise->setText(maximised ? tr("Show all lanes") : tr("Maximise"));
}

void LaneView::setPoppedOut(bool poppedOut)
{
    m_popOut->setText(poppedOut ? tr("Back among the lanes") : tr("Show in a window of its own"));
    m_maximise->setEnabled(!poppedOut);
}

bool LaneView::canPromote() const
{
    const MessageId answer = m_comparison.promotable(m_lane);
    return !answer.isNull() && !m_comparison.isPromoted(m_lane, answer)
        && !m_comparison.mainSession().isRunning();
}

void LaneView::promote()
{
    if (canPromote())
        m_comparison.promote(m_lane);
}

void LaneView::chooseModel()
{
    m_header->modelPicker().openList();
}

void LaneView::focusConversation()
{
    m_pane->transcript().setFocus(Qt::ShortcutFocusReason);
}

QString LaneView::modelName() const
{
    return m_isAnonymous ? QString()
                         : text::oneLine(m_comparison.options(m_lane).model, LongestModel);
}

void LaneView::refresh()
{
    const ChatSetup setup = m_comparison.setup(m_lane);
    setAccessibleName(words::laneName(m_position));
    setAccessibleDescription(modelName());
    m_header->modelPicker().setCurrentModel(m_comparison.options(m_lane).model);
    m_header->systemPrompt().setPrompt(setup.systemPrompt);
    m_header->parameters().setParameters(setup.parameters);
    m_header->setDifferences(m_comparison.differences(m_lane));
    m_header->setAnonymous(m_isAnonymous);
    m_pane->modelChanged();
    refreshRefused();
    refreshFooter();
    refreshEmpty();
}

void LaneView::refreshModels()
{
    const ActiveEndpoint &active = m_tools.pane.active;
    m_header->modelPicker().setModels(active.models());
    m_header->modelPicker().setLoading(active.areModelsLoading());
    m_header->modelPicker().setLoadError(active.modelsError());
    refreshModelFacts();
}

void LaneView::refreshRefused()
{
    QStringList fields;
    if (const auto &endpoint = m_tools.pane.active.endpoint()) {
        const auto refused =
            m_tools.learned.fieldsFor(endpoint->id, m_comparison.options(m_lane).model);
        fields = QStringList(refused.begin(), refused.end());
        fields.sort();
    }
    m_header->parameters().setRefusedFields(fields);
    m_pane->setRefusedFields(fields);
    refreshModelFacts();
}

void LaneView::refreshModelFacts()
{
    const QString model = m_comparison.options(m_lane).model;
    m_comparison.setModelFacts(
        m_lane,
        {.intake = m_pane->intake(),
         .contextLength = m_tools.pane.active.capabilities(model).contextLength});
    refreshRung();
}

//! Of what is being written, else of the last question.
void LaneView::refreshRung()
{
    QList<app::attachments::Attachment> files = m_draft.attachments;
    if (const Message *question = files.isEmpty() ? m_pane->newest(Role::User) : nullptr) {
        for (const app::conversation::ContentPart &part : question->content) {
            if (const auto attachment = app::attachments::attachmentOf(part))
                files.append(*attachment);
        }
    }
    QStringList rungs;
    QStringList hints;
    for (const app::attachments::Attachment &file : files) {
        const composer::DeliveryState state{
            .delivery = app::attachments::deliveryOf(file, m_pane->intake()), .content = {}};
        const QString way = words::rung(file, state.delivery);
        if (!rungs.contains(way))
            rungs.append(way);
        QString hint = composer::deliveryText(file, state);
        hints.append(text::oneLine(file.fileName, LongestModel) + u": "_s
                     + (hint.isEmpty() ? way : hint));
    }
    m_header->setRung(rungs.size() > 1 ? tr("%1 files").arg(files.size()) : rungs.value(0),
                      hints.join(u'\n'));
}

void LaneView::refreshFooter()
{
    const ChatSession *session = m_comparison.session(m_lane);
    if (!session)
        return; // on its way out
    if (session->isRunning()) {
        m_footer->setFacts({m_pane->activity()});
        m_footer->setOffer(LaneFooter::Offer::Stop);
        return;
    }
    const Message *answer = m_pane->newest(Role::Assistant);
    QStringList facts;
    if (answer) {
        const app::session::LaneMetrics metrics = app::session::metricsOf(*answer);
        facts = {words::ending(*answer), words::firstToken(metrics), words::speed(metrics),
                 words::tokens(metrics), words::cost(*answer, m_settings)};
        if (const QString total = words::total(metrics); !total.isEmpty())
            facts.append(tr("%1 in all").arg(total));
        if (answer->finishReason && !answer->rawFinishReason.isEmpty())
            facts.append(answer->rawFinishReason.left(LongestModel));
        facts.removeAll(QString());
    }
    m_footer->setFacts(facts);
    const MessageId promotable = m_comparison.promotable(m_lane);
    using Offer = LaneFooter::Offer;
    m_footer->setOffer(promotable.isNull()                               ? Offer::Nothing
                           : m_comparison.isPromoted(m_lane, promotable) ? Offer::Promoted
                                                                         : Offer::Promote);
}

void LaneView::refreshEmpty()
{
    ChatSession *session = m_comparison.session(m_lane);
    if (!session)
        return;
    const bool isEmpty = session->conversation().isWhole() && session->conversation().count() == 0
        && !session->isRunning();
    const bool mayAsk = m_comparison.mayAskTurns(m_lane);
    m_emptyText->setText(mayAsk ? tr("This lane has not been asked yet.")
                                : tr("What you write below goes to all lanes."));
    m_askTurn->setVisible(mayAsk);
    m_empty->setVisible(isEmpty);
    m_empty->setGeometry(m_pane->rect());
    m_empty->raise();
}

void LaneView::onFocusChanged(QWidget *now)
{
    const bool hasFocus = now && isAncestorOf(now);
    if (hasFocus == m_hasFocus)
        return;
    m_hasFocus = hasFocus;
    update();
}

void LaneView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_empty->setGeometry(m_pane->rect());
}

void LaneView::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), m_hasFocus ? tokens.accent : tokens.surface);
    painter.fillRect(rect().adjusted(Frame, Frame, -Frame, -Frame), tokens.surface);
    if (!m_hasFocus)
        painter.fillRect(width() - 1, 0, 1, height(), tokens.line);
}

} // namespace polylogue::ui::compare
