// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/calls/callspanel.h"

#include "app/tools/toolbox.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::ui::calls {

using app::session::ToolCall;
using app::session::ToolLoop;
using theme::Metrics::Unit;

namespace {

constexpr auto LateTime = 400ms; // what is quicker only flickers

} // namespace

CallsPanel::CallsPanel(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_note(new QWidget(this))
    , m_noteText(new QLabel(m_note))
    , m_noteAction(new QPushButton(m_note))
{
    setAccessibleName(tr("Calls of tools"));
    m_rows = new QVBoxLayout(this);
    m_rows->setContentsMargins(0, 2 * Unit, 0, Unit);
    m_rows->setSpacing(Unit + 4);
    m_noteText->setTextFormat(Qt::PlainText);
    m_noteText->setWordWrap(true);
    theme::setLook(m_noteText, theme::Look::Secondary);
    auto *note = new QHBoxLayout(m_note);
    note->setContentsMargins({});
    note->addWidget(m_noteText, 1);
    note->addWidget(m_noteAction);
    m_rows->addWidget(m_note);
    m_note->hide();
    hide();
    m_late.setSingleShot(true);
    connect(&m_late, &QTimer::timeout, this, [this] {
        m_showsAll = true;
        showCards();
    });
    connect(m_noteAction, &QPushButton::clicked, this, [this] {
        if (m_loop && m_loop->canResume() && m_options)
            m_loop->resume(m_options());
    });
}

void CallsPanel::setLoop(ToolLoop *loop, app::tools::ToolBox *tools)
{
    if (m_loop)
        m_loop->disconnect(this);
    m_loop = loop;
    m_tools = tools;
    m_ending.clear();
    m_wasWaiting = false;
    clearCards(); // ids of calls are only different within an answer
    if (loop) {
        connect(loop, &ToolLoop::callsChanged, this, &CallsPanel::refresh);
        connect(loop, &ToolLoop::ended, this,
                [this](const app::conversation::MessageId &, ToolLoop::End end) { onEnded(end); });
    }
    refresh();
}

void CallsPanel::onEnded(ToolLoop::End end)
{
    switch (end) {
    case ToolLoop::End::Answered:
    case ToolLoop::End::Stopped:
        m_ending.clear();
        break;
    case ToolLoop::End::TooManyRounds:
        m_ending = tr("The model called tools in %1 rounds, so it was stopped.")
                       .arg(text::count(ToolLoop::mostRounds));
        break;
    case ToolLoop::End::Repeated:
        m_ending = tr("The model makes the same call again and again, so it was stopped.");
        break;
    }
    refresh();
}

void CallsPanel::refresh()
{
    const bool heldFocus = holdsFocus();
    if (m_loop && m_loop->isRunning()) {
        m_ending.clear();
        showNote({}, {});
        if (!m_late.isActive() && !m_showsAll)
            m_late.start(LateTime);
    } else {
        m_late.stop();
        m_showsAll = false;
        const bool canResume = m_loop && m_loop->canResume();
        if (canResume)
            showNote(m_ending.isEmpty() ? tr("These calls have no results yet.") : m_ending,
                     m_ending.isEmpty() ? tr("Answer them") : tr("Answer them all the same"));
        else
            showNote({}, {});
    }
    showCards();
    // What was clicked goes with its card, and with it the focus, to anywhere.
    if (heldFocus && !holdsFocus()) {
        if (isWaiting())
            focusFirst();
        else
            Q_EMIT focusLeft();
    }
}

void CallsPanel::showNote(const QString &words, const QString &action)
{
    m_noteText->setText(words);
    m_noteAction->setText(action);
    m_noteAction->setAccessibleName(action);
    m_note->setVisible(!words.isEmpty());
}

void CallsPanel::showCards()
{
    const QList<ToolCall> calls = m_loop ? m_loop->calls() : QList<ToolCall>();
    const QString answer = calls.isEmpty() ? QString() : calls.first().part.id;
    if (calls.size() != m_cards.size() || answer != m_answer) {
        clearCards();
        m_answer = answer;
        QWidget *last = m_noteAction;
        for (qsizetype at = 0; at < calls.size(); ++at) {
            m_cards.append(makeCard(at));
            last = m_cards.last()->orderTabs(last);
        }
    }
    bool asks = false;
    for (const ToolCall &call : calls)
        asks =
            asks || (call.state != ToolCall::State::Running && call.state != ToolCall::State::Done);
    m_showsAll = m_showsAll || asks;
    for (qsizetype at = 0; at < calls.size(); ++at) {
        CallCard *card = m_cards.at(at);
        if (card->state() != calls.at(at).state && asks) {
            for (CallCard *other : std::as_const(m_cards))
                other->arm(); // what is below it moves
        }
        card->setCall(calls.at(at));
        card->setVisible(m_showsAll);
    }
    const bool isShown = (m_showsAll && !m_cards.isEmpty()) || !m_note->isHidden();
    setVisible(isShown);
    Q_EMIT heightChanged();
    if (asks && !std::exchange(m_wasWaiting, asks)) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
        Q_EMIT waiting();
    }
    m_wasWaiting = asks;
}

void CallsPanel::clearCards()
{
    for (CallCard *card : std::as_const(m_cards)) {
        card->hide();
        m_rows->removeWidget(card);
        card->deleteLater(); // one of its buttons may be what brought us here
    }
    m_cards.clear();
    m_answer.clear();
}

bool CallsPanel::holdsFocus() const
{
    const QWidget *focused = QApplication::focusWidget();
    return focused && isAncestorOf(focused);
}

CallCard *CallsPanel::makeCard(qsizetype call)
{
    auto *card = new CallCard(m_theme, this);
    m_rows->addWidget(card);
    connect(card, &CallCard::runRequested, this,
            [this, call](CallCard::Decision decision, const QByteArray &arguments) {
                run(call, decision, arguments);
            });
    connect(card, &CallCard::denied, this, [this, call](const QString &words) {
        if (m_loop)
            m_loop->deny(call, words);
    });
    connect(card, &CallCard::resultGiven, this, [this, call](const QString &result) {
        if (m_loop)
            m_loop->answer(call, result);
    });
    connect(card, &CallCard::cancelRequested, this, [this, call] {
        if (m_loop)
            m_loop->cancel(call);
    });
    connect(card, &CallCard::sendResultRequested, this, [this, call](bool whole) {
        if (m_loop)
            m_loop->sendResult(call, whole);
    });
    return card;
}

void CallsPanel::run(qsizetype call, CallCard::Decision decision, const QByteArray &arguments)
{
    if (!m_loop || call >= m_loop->calls().size())
        return;
    const app::tools::Tool tool = m_loop->calls().at(call).tool;
    const QString fault = m_loop->run(call, arguments);
    if (!fault.isEmpty()) {
        m_cards.at(call)->showProblem(fault);
        return;
    }
    if (decision == CallCard::Decision::Once || !m_tools)
        return;
    const bool isForAny = decision == CallCard::Decision::AlwaysForTool;
    const auto saved = m_tools->addRule(app::tools::ruleFor(
        tool, isForAny ? std::nullopt : std::optional<QByteArray>(arguments), true));
    if (!saved && call < m_cards.size())
        m_cards.at(call)->showProblem(
            tr("The rule holds until the program ends: %1").arg(saved.error().detail));
}

bool CallsPanel::isWaiting() const
{
    return std::ranges::any_of(m_cards, [](const CallCard *card) { return card->isWaiting(); });
}

void CallsPanel::focusFirst()
{
    for (CallCard *card : std::as_const(m_cards)) {
        if (card->isWaiting()) {
            card->focusFirst();
            return;
        }
    }
}

int CallsPanel::heightFor(int width) const
{
    if (isHidden())
        return 0;
    m_rows->activate();
    return m_rows->hasHeightForWidth() ? m_rows->totalHeightForWidth(width)
                                       : m_rows->totalSizeHint().height();
}

bool CallsPanel::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        Q_EMIT heightChanged();
    return QWidget::event(event);
}

} // namespace polylogue::ui::calls
