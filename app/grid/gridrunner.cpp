// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/grid/gridrunner.h"

#include "app/grid/expectation.h"
#include "app/session/costs.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::app::grid {

using base::Error;
using base::ErrorKind;
using conversation::Message;
using conversation::MessageState;

namespace {

constexpr auto timeBetweenTellings = 100ms;
constexpr int mostRefusals = 6; // of one cell, beside those that its request repeats by itself
constexpr auto firstHold = 5s; // where the server does not say; doubled each time
constexpr auto longestHold = 120s;
constexpr int mostFailuresInRow = 20;
constexpr int mostParallel = 16;

//! What would fail for every other cell as well. A connection that was dropped need not be.
bool isOfTheRun(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
        return !error.type.startsWith("closed"_L1);
    case ErrorKind::Dns:
    case ErrorKind::Tls:
    case ErrorKind::Proxy:
    case ErrorKind::Unauthorized:
    case ErrorKind::OutOfCredit:
    case ErrorKind::WrongAddress:
        return true;
    case ErrorKind::Cancelled:
    case ErrorKind::Forbidden:
    case ErrorKind::UnknownModel:
    case ErrorKind::BadParameter:
    case ErrorKind::PartRefused:
    case ErrorKind::ContextExceeded:
    case ErrorKind::TooLarge:
    case ErrorKind::RateLimited:
    case ErrorKind::ServerFault:
    case ErrorKind::Timeout:
    case ErrorKind::Filtered:
    case ErrorKind::Incomplete:
    case ErrorKind::Protocol:
    case ErrorKind::File:
    case ErrorKind::Disk:
        return false;
    }
    return false;
}

//! What would fail for every question to that model.
bool isOfTheLane(ErrorKind kind)
{
    return kind == ErrorKind::UnknownModel || kind == ErrorKind::Forbidden;
}

} // namespace

GridRunner::GridRunner(const GridServices &services, const store::StoredGridRun &stored,
                       QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_run(stored.run)
    , m_laneCount(grid::laneCount(m_run.setup))
    , m_summaries(m_laneCount)
{
    for (const store::GridCell &cell : stored.cells) {
        const bool isThere =
            cell.row >= 0 && cell.row < rowCount() && cell.lane >= 0 && cell.lane < m_laneCount;
        if (isThere)
            put(indexOf(cell.row, cell.lane), cell.answer);
    }
    for (Index index = 0; index < cellCount(); ++index) {
        if (!m_ended.contains(index))
            m_waiting.insert(m_waiting.end(), index);
    }
    m_holdTimer.setSingleShot(true);
    connect(&m_holdTimer, &QTimer::timeout, this, [this] {
        if (m_isRunning)
            m_reason.reset();
        Q_EMIT stateChanged();
        askNext();
    });
    m_changeTimer.setSingleShot(true);
    m_changeTimer.setInterval(timeBetweenTellings);
    connect(&m_changeTimer, &QTimer::timeout, this, &GridRunner::tellChanges);
}

GridRunner::~GridRunner()
{
    for (auto &[index, ask] : m_asks)
        ask->disconnect(this);
}

GridRunner::State GridRunner::state() const
{
    if (m_isRunning)
        return m_holdTimer.isActive() ? State::Held : State::Running;
    return m_waiting.empty() && m_asks.empty() ? State::Ended : State::Paused;
}

std::chrono::milliseconds GridRunner::timeHeld() const
{
    return m_holdTimer.isActive() ? m_holdTimer.remainingTimeAsDuration() : 0ms;
}

std::optional<Error> GridRunner::haltOf(qsizetype lane) const
{
    const auto halt = m_halts.constFind(lane);
    return halt == m_halts.cend() ? std::nullopt : std::optional(*halt);
}

qint64 GridRunner::failedCount() const
{
    qint64 failed = 0;
    for (const LaneSummary &summary : m_summaries)
        failed += summary.failed;
    return failed;
}

GridRunner::CellState GridRunner::cellState(qsizetype row, qsizetype lane) const
{
    const Index index = indexOf(row, lane);
    if (const auto ended = m_ended.find(index); ended != m_ended.end()) {
        if (m_saving.contains(index))
            return CellState::Saving;
        return ended->second.state == MessageState::Failed ? CellState::Failed
                                                           : CellState::Answered;
    }
    return m_asks.contains(index) ? CellState::Asking : CellState::Waiting;
}

const Message *GridRunner::answer(qsizetype row, qsizetype lane) const
{
    const auto ended = m_ended.find(indexOf(row, lane));
    return ended == m_ended.end() ? nullptr : &ended->second;
}

QString GridRunner::text(qsizetype row, qsizetype lane) const
{
    if (const Message *ended = answer(row, lane))
        return textOf(ended->content);
    const auto ask = m_asks.find(indexOf(row, lane));
    return ask == m_asks.end() ? QString() : ask->second->text();
}

std::optional<bool> GridRunner::isAsExpected(qsizetype row, qsizetype lane) const
{
    const Message *ended = answer(row, lane);
    if (!ended || ended->state == MessageState::Failed)
        return {};
    return grid::isAsExpected(textOf(ended->content),
                              cellOf(m_run, row, m_run.setup.expectedColumn),
                              m_run.setup.expectation);
}

QList<store::GridCell> GridRunner::cells() const
{
    QList<store::GridCell> cells;
    for (const auto &[index, message] : m_ended)
        cells.append(store::GridCell{
            .row = index / m_laneCount, .lane = index % m_laneCount, .answer = message});
    std::ranges::sort(cells, [](const store::GridCell &a, const store::GridCell &b) {
        return a.row != b.row ? a.row < b.row : a.lane < b.lane;
    });
    return cells;
}

void GridRunner::start()
{
    if (m_isRunning)
        return;
    if (m_services.currentEndpoint() != m_run.setup.endpoint) {
        m_reason = Error{.kind = ErrorKind::WrongAddress, .type = u"other_endpoint"_s};
        Q_EMIT stateChanged();
        return;
    }
    m_isRunning = true;
    m_failuresInRow = 0;
    m_halts.clear();
    m_refusals.clear();
    if (!m_holdTimer.isActive())
        m_reason.reset();
    Q_EMIT stateChanged();
    askNext();
}

void GridRunner::pause()
{
    if (!m_isRunning)
        return;
    m_isRunning = false;
    m_reason.reset();
    Q_EMIT stateChanged();
}

void GridRunner::retry(qsizetype row, qsizetype lane)
{
    const Index index = indexOf(row, lane);
    if (!m_ended.contains(index) || m_saving.contains(index))
        return;
    takeOut(index);
    m_waiting.insert(index);
    m_halts.remove(lane);
    noteChange(index);
    Q_EMIT stateChanged();
    askNext();
}

void GridRunner::retryFailed()
{
    QList<Index> failed;
    for (const auto &[index, message] : m_ended) {
        if (message.state == MessageState::Failed && !m_saving.contains(index))
            failed.append(index);
    }
    for (const Index index : std::as_const(failed)) {
        takeOut(index);
        m_waiting.insert(index);
        noteChange(index);
    }
    m_halts.clear();
    Q_EMIT stateChanged();
    askNext();
}

void GridRunner::setParallel(int requests)
{
    m_run.setup.parallel = std::clamp(requests, 1, mostParallel);
    save();
    askNext();
}

void GridRunner::setTitle(const QString &title)
{
    m_run.title = title;
    save();
}

void GridRunner::save()
{
    m_services.store.write({store::SaveGridRun{m_run}});
}

std::optional<GridRunner::Index> GridRunner::takeWaiting()
{
    const auto next = std::ranges::find_if(
        m_waiting, [this](Index index) { return !m_halts.contains(index % m_laneCount); });
    if (next == m_waiting.end())
        return {};
    const Index index = *next;
    m_waiting.erase(next);
    return index;
}

void GridRunner::askNext()
{
    while (m_isRunning && !m_holdTimer.isActive()
           && qsizetype(m_asks.size()) + m_saving.size() < m_run.setup.parallel) {
        const bool isHeldUp =
            std::ranges::any_of(m_asks, [](const auto &entry) { return entry.second->isHeldUp(); });
        if (isHeldUp)
            return; // one waits for its turn: the others would only be refused as well
        const auto index = takeWaiting();
        if (!index)
            break;
        ask(*index);
    }
    if (m_isRunning && m_asks.empty() && m_saving.isEmpty() && !m_holdTimer.isActive()) {
        m_isRunning = false; // nothing is left that could be asked
        Q_EMIT stateChanged();
    }
}

void GridRunner::ask(Index index)
{
    const GridQuestion question = questionOf(m_run, index / m_laneCount, index % m_laneCount);
    auto ask = std::make_unique<GridAsk>(question, m_services.makeSession(), m_services.loader);
    connect(ask.get(), &GridAsk::progressed, this, [this, index] {
        noteChange(index);
        // After an automatic retry there may be room for others again.
        QTimer::singleShot(0, this, &GridRunner::askNext);
    });
    connect(ask.get(), &GridAsk::finished, this,
            [this, index](const Message &answer) { onFinished(index, answer); });
    m_asks.emplace(index, std::move(ask));
    noteChange(index);
}

void GridRunner::onFinished(Index index, Message answer)
{
    const auto asked = m_asks.find(index);
    asked->second->disconnect(this);
    asked->second.release()->deleteLater(); // it is on the stack
    m_asks.erase(asked);
    noteChange(index);
    if (answer.error && asksAgainLater(index, *answer.error)) {
        m_waiting.insert(index);
    } else {
        m_failuresInRow = answer.error ? m_failuresInRow + 1 : 0;
        const auto error = answer.error;
        keep(index, answer);
        if (m_isRunning && m_failuresInRow >= mostFailuresInRow)
            stop(*error);
    }
    askNext();
}

//! \return whether the cell waits for another try.
bool GridRunner::asksAgainLater(Index index, const Error &error)
{
    if (isOfTheRun(error)) {
        stop(error);
        return true;
    }
    if (isOfTheLane(error.kind)) {
        m_halts.insert(index % m_laneCount, error);
        Q_EMIT stateChanged();
        return true;
    }
    if (error.kind != ErrorKind::RateLimited || m_refusals[index] >= mostRefusals)
        return false;
    holdUp(error, index);
    return true;
}

void GridRunner::stop(const Error &error)
{
    m_isRunning = false;
    m_reason = error;
    Q_EMIT stateChanged();
}

void GridRunner::holdUp(const Error &error, Index index)
{
    const int refusals = ++m_refusals[index];
    const std::chrono::milliseconds guessed =
        std::min<std::chrono::milliseconds>(firstHold * (1 << (refusals - 1)), longestHold);
    const auto wanted = error.retryAfter.value_or(guessed);
    if (!m_holdTimer.isActive() || m_holdTimer.remainingTimeAsDuration() < wanted)
        m_holdTimer.start(wanted);
    m_reason = error;
    Q_EMIT stateChanged();
}

//! Nothing is asked in its place before it is on the disk.
void GridRunner::keep(Index index, const Message &answer)
{
    put(index, answer);
    m_saving.insert(index);
    const store::GridCell cell{
        .row = index / m_laneCount, .lane = index % m_laneCount, .answer = answer};
    QList<store::Change> changes{store::SaveGridCell{m_run.id, cell}};
    if (const auto use = session::tokenUseOf(answer))
        changes.append(store::RecordUse{.endedAt = QDateTime::currentDateTimeUtc(), .use = *use});
    m_services.store.write(changes, this, [this, index](const base::Status &saved) {
        m_saving.remove(index);
        noteChange(index);
        if (!saved && m_isRunning)
            stop(saved.error()); // it is kept in memory, and saved when that is possible again
        askNext();
    });
}

void GridRunner::put(Index index, const Message &answer)
{
    m_ended[index] = answer;
    count(index, 1);
}

void GridRunner::takeOut(Index index)
{
    count(index, -1);
    m_ended.erase(index);
}

void GridRunner::count(Index index, int sign)
{
    const Message &answer = m_ended.at(index);
    LaneSummary &summary = m_summaries[index % m_laneCount];
    if (const auto use = session::tokenUseOf(answer)) {
        summary.use.model = use->model;
        summary.use.input += sign * use->input;
        summary.use.cached += sign * use->cached;
        summary.use.output += sign * use->output;
    }
    if (answer.state == MessageState::Failed) {
        summary.failed += sign;
        return;
    }
    summary.answered += sign;
    if (const auto passed = isAsExpected(index / m_laneCount, index % m_laneCount)) {
        summary.checked += sign;
        summary.passed += *passed ? sign : 0;
    }
    if (answer.timing.firstToken && answer.timing.total) {
        summary.timed += sign;
        summary.firstToken += sign * *answer.timing.firstToken;
        summary.total += sign * *answer.timing.total;
    }
}

void GridRunner::noteChange(Index index)
{
    m_changes.insert(index);
    if (!m_changeTimer.isActive())
        m_changeTimer.start();
}

void GridRunner::tellChanges()
{
    const QSet<Index> changes = std::exchange(m_changes, {});
    for (const Index index : changes)
        Q_EMIT cellChanged(index / m_laneCount, index % m_laneCount);
    Q_EMIT progressed();
}

} // namespace polylogue::app::grid
