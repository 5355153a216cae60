// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/calls/callcard.h"

#include "app/tools/argumentfields.h"
#include "app/tools/changedlines.h"
#include "ui/calls/argumentsform.h"
#include "ui/calls/wraplayout.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::ui::calls {

using app::session::ToolCall;
using app::session::ToolLoop;
using app::tools::ToolKind;
using app::tools::withVisibleMarks;
using State = ToolCall::State;
using theme::Metrics::Unit;

namespace {

constexpr auto ArmingTime = 500ms;
constexpr int ResultLines = 3;
constexpr int MostChangedLines = 10;
constexpr int NarrowCard = 420; // a lane's; what stands beside each other stands below each other

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString sourceText(const app::tools::Tool &tool)
{
    const QString source = withVisibleMarks(tool.source);
    switch (tool.kind) {
    case ToolKind::Script:
        return CallCard::tr("Runs your script, which reaches no file and no network.");
    case ToolKind::ByHand:
        return CallCard::tr("You are this tool: what you write below goes to the model.");
    case ToolKind::Command:
        return CallCard::tr("Starts: %1").arg(source);
    case ToolKind::Http:
        return CallCard::tr("Sends the arguments to %1").arg(source);
    case ToolKind::Server:
        break;
    }
    return CallCard::tr("Asks the server %1").arg(withVisibleMarks(tool.server));
}

void setLines(QPlainTextEdit *edit, int lines)
{
    edit->setFixedHeight(lines * edit->fontMetrics().lineSpacing() + 2 * Unit + 2);
}

} // namespace

CallCard::CallCard(theme::Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
{
    theme::setLook(this, theme::Look::Card);
    build();
    m_arming.setSingleShot(true);
    connect(&m_arming, &QTimer::timeout, this, [this] { setArmed(true); });
    m_seconds.setInterval(1s);
    connect(&m_seconds, &QTimer::timeout, this, &CallCard::showState);
}

void CallCard::build()
{
    m_title = plainLabel(this);
    m_title->setFont(m_theme.headingFont(3));
    m_status = plainLabel(this);
    m_status->setWordWrap(false);
    m_source = plainLabel(this);
    m_description = plainLabel(this);
    m_changesTitle = plainLabel(this);
    m_changesTitle->setText(tr("It is not what it was when you allowed it:"));
    m_changes = new QPlainTextEdit(this);
    m_changes->setReadOnly(true);
    m_changes->setTabChangesFocus(true);
    m_changes->setAccessibleName(tr("What has changed"));
    m_changes->setFont(m_theme.codeFont());
    m_changes->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_arguments = new ArgumentsForm(m_theme, this);
    m_result = new QPlainTextEdit(this);
    m_result->setAccessibleName(tr("Result"));
    m_result->setPlaceholderText(tr("The result for the model, as text or JSON"));
    m_result->setTabChangesFocus(true);
    setLines(m_result, ResultLines);
    m_problem = plainLabel(this);
    for (QLabel *label : {m_status, m_source, m_description})
        theme::setLook(label, theme::Look::Secondary);
    theme::setLook(m_changesTitle, theme::Look::Warning);
    theme::setLook(m_problem, theme::Look::Bad);

    m_head = new QHBoxLayout;
    m_head->addWidget(m_title, 1);
    m_head->addWidget(m_status, 0, Qt::AlignTop);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, Unit + 4, 2 * Unit, Unit + 4);
    rows->setSpacing(Unit);
    rows->addLayout(m_head);
    for (QWidget *part : std::initializer_list<QWidget *>{
             m_source, m_description, m_changesTitle, m_changes, m_arguments, m_result, m_problem})
        rows->addWidget(part);
    buildButtons(rows);
    connect(m_arguments, &ArgumentsForm::edited, this, [this] { showProblem({}); });
    connect(m_result, &QPlainTextEdit::textChanged, this, &CallCard::showState);
    connect(&m_theme, &theme::Theme::changed, this, [this] {
        m_title->setFont(m_theme.headingFont(3));
        m_changes->setFont(m_theme.codeFont());
    });
}

void CallCard::buildButtons(QBoxLayout *rows)
{
    auto *decisions = new WrapLayout;
    decisions->setSpacing(Unit);
    m_once = addButton(decisions, tr("Run once"));
    m_alwaysTool = addButton(decisions, tr("Always for this tool"));
    m_alwaysArguments = addButton(decisions, tr("Always with these arguments"));
    m_send = addButton(decisions, tr("Send result"));
    m_sendBeginning = addButton(decisions, tr("Send the beginning"));
    auto *denial = new QHBoxLayout;
    denial->setSpacing(Unit);
    m_words = new QLineEdit(this);
    m_words->setAccessibleName(tr("Words to the model"));
    m_words->setPlaceholderText(tr("Why not, in words to the model (optional)"));
    denial->addWidget(m_words, 1);
    m_deny = addButton(denial, tr("Deny"));
    m_cancel = addButton(denial, tr("Cancel this call"));
    denial->setAlignment(m_cancel, Qt::AlignRight); // alone: nothing else is shown then
    rows->addLayout(decisions);
    rows->addLayout(denial);
    theme::setLook(m_once, theme::Look::Primary);
    theme::setLook(m_send, theme::Look::Primary);

    connect(m_once, &QPushButton::clicked, this, [this] { decide(Decision::Once); });
    connect(m_alwaysTool, &QPushButton::clicked, this, [this] { decide(Decision::AlwaysForTool); });
    connect(m_alwaysArguments, &QPushButton::clicked, this,
            [this] { decide(Decision::AlwaysWithArguments); });
    connect(m_deny, &QPushButton::clicked, this, [this] {
        if (m_isArmed)
            Q_EMIT denied(m_words->text().trimmed());
    });
    connect(m_words, &QLineEdit::returnPressed, m_deny, &QPushButton::click);
    connect(m_send, &QPushButton::clicked, this, [this] {
        if (!m_isArmed)
            return;
        if (m_state == State::ByHand)
            Q_EMIT resultGiven(m_result->toPlainText());
        else
            Q_EMIT sendResultRequested(true);
    });
    connect(m_sendBeginning, &QPushButton::clicked, this, [this] {
        if (m_isArmed)
            Q_EMIT sendResultRequested(false);
    });
    connect(m_cancel, &QPushButton::clicked, this, &CallCard::cancelRequested);
}

QPushButton *CallCard::addButton(QLayout *row, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    row->addWidget(button);
    return button;
}

QWidget *CallCard::orderTabs(QWidget *after)
{
    setTabOrder(after, m_changes);
    QWidget *last = m_arguments->orderTabs(m_changes);
    for (QWidget *next :
         std::initializer_list<QWidget *>{m_result, m_once, m_alwaysTool, m_alwaysArguments, m_send,
                                          m_sendBeginning, m_cancel, m_words, m_deny}) {
        setTabOrder(last, next);
        last = next;
    }
    return last;
}

bool CallCard::isWaiting() const
{
    return m_state == State::Asking || m_state == State::ByHand || m_state == State::TooLong;
}

void CallCard::setCall(const ToolCall &call)
{
    const bool isNew = m_title->text().isEmpty();
    if (!isNew && call.state == m_state)
        return;
    m_state = call.state;
    m_resultSize = call.outcome.content.size();
    describe(call);
    showChanges(call);
    if (isNew)
        m_arguments->setArguments(call.tool.definition.parametersSchema,
                                  call.part.arguments.toUtf8());
    if (m_state == State::Running) {
        m_running.start();
        m_seconds.start();
    } else {
        m_seconds.stop();
    }
    showProblem({});
    showState();
    arm();
}

void CallCard::describe(const ToolCall &call)
{
    const QString name = withVisibleMarks(call.part.name);
    m_title->setText(call.tool.server.isEmpty()
                         ? name
                         : u"%1 · %2"_s.arg(withVisibleMarks(call.tool.server), name));
    setAccessibleName(tr("Call of %1").arg(m_title->text()));
    m_source->setText(sourceText(call.tool));
    m_description->setText(withVisibleMarks(call.tool.definition.description));
    m_deny->setAccessibleDescription(tr("The model is told that you did not allow %1").arg(name));
    m_once->setAccessibleDescription(m_source->text());
}

void CallCard::showChanges(const ToolCall &call)
{
    const bool hasChanged = !call.wasAllowedAs.isEmpty() && m_state == State::Asking;
    m_changesTitle->setVisible(hasChanged);
    m_changes->setVisible(hasChanged);
    if (!hasChanged)
        return;
    const QStringList lines =
        app::tools::changedLines(call.wasAllowedAs, app::tools::identityOf(call.tool));
    m_changes->setPlainText(withVisibleMarks(lines.join(u'\n')));
    setLines(m_changes, qBound(2, int(lines.size()), MostChangedLines));
}

void CallCard::showState()
{
    const bool asks = m_state == State::Asking;
    const bool isByHand = m_state == State::ByHand;
    const bool isTooLong = m_state == State::TooLong;
    for (QPushButton *button : {m_once, m_alwaysTool, m_alwaysArguments})
        button->setVisible(asks);
    m_arguments->setVisible(asks || isByHand);
    m_arguments->setReadOnly(!asks);
    m_result->setVisible(isByHand);
    m_send->setVisible(isByHand || isTooLong);
    m_send->setText(isTooLong ? tr("Send all") : tr("Send result"));
    m_send->setEnabled(isTooLong || !m_result->document()->isEmpty());
    m_sendBeginning->setVisible(isTooLong);
    m_cancel->setVisible(m_state == State::Running);
    m_words->setVisible(asks || isByHand);
    m_deny->setVisible(asks || isByHand);
    m_source->setVisible(isWaiting());
    m_description->setVisible((asks || isByHand) && !m_description->text().isEmpty());
    const auto seconds = m_running.isValid() ? m_running.elapsed() / 1000 : 0;
    switch (m_state) {
    case State::Asking:
        m_status->setText(tr("Wants to run. Waiting for you"));
        break;
    case State::ByHand:
        m_status->setText(tr("Waiting for your result"));
        break;
    case State::Running:
        m_status->setText(seconds > 0 ? tr("Running, %1 s").arg(text::count(seconds))
                                      : tr("Running"));
        break;
    case State::TooLong:
        m_status->setText(tr("The result has %1 characters").arg(text::count(m_resultSize)));
        m_source->setText(tr("Send all of it to the model, or the first %1 characters?")
                              .arg(text::count(ToolLoop::longestResult)));
        break;
    case State::Done:
        m_status->setText(tr("Done"));
        break;
    }
}

void CallCard::showProblem(const QString &words)
{
    m_problem->setText(words);
    m_problem->setVisible(!words.isEmpty());
}

//! A click that brings the window to the front was meant for that.
void CallCard::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        arm();
}

void CallCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    const bool isNarrow = width() < NarrowCard;
    m_head->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_status->setWordWrap(isNarrow);
    const int side = isNarrow ? Unit : 2 * Unit;
    layout()->setContentsMargins(side, Unit + 4, side, Unit + 4);
    m_alwaysArguments->setText(isNarrow ? tr("Always with these") // its name says all
                                        : tr("Always with these arguments"));
}

void CallCard::arm()
{
    setArmed(false);
    m_arming.start(ArmingTime);
}

void CallCard::setArmed(bool armed)
{
    m_isArmed = armed;
    for (QPushButton *button : {m_once, m_alwaysTool, m_alwaysArguments})
        button->setEnabled(armed); // Deny keeps the focus
}

void CallCard::focusFirst()
{
    QWidget *first = m_state == State::ByHand ? static_cast<QWidget *>(m_result)
        : m_state == State::TooLong           ? m_sendBeginning
                                              : m_deny;
    window()->setAttribute(Qt::WA_KeyboardFocusChange); // where it is is to be seen
    first->setFocus(Qt::TabFocusReason);
    first->update();
}

void CallCard::decide(Decision decision)
{
    if (m_isArmed)
        Q_EMIT runRequested(decision, m_arguments->arguments());
}

} // namespace polylogue::ui::calls
