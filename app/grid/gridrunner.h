// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/grid/gridask.h"
#include "app/store/chatstore.h"
#include "app/store/gridrecord.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>

namespace polylogue::app::grid {

//! \brief What a runner needs of the program. All that is referred to outlives it.
struct GridServices
{
    //! Makes a session without messages that asks the server in use.
    std::function<std::unique_ptr<session::ChatSession>()> makeSession = {};
    //! The server in use; null for none.
    std::function<endpoint::EndpointId()> currentEndpoint = {};
    attachments::AttachmentLoader &loader;
    store::ChatStore &store;
};

//! \brief What became of one lane so far.
struct LaneSummary
{
    qint64 answered = 0;
    qint64 failed = 0;
    qint64 checked = 0; //!< answers that something was expected of
    qint64 passed = 0; //!< of these
    qint64 timed = 0; //!< answers whose times are known
    std::chrono::milliseconds firstToken = {}; //!< of all these together
    std::chrono::milliseconds total = {}; //!< of all these together
    store::TokenUse use = {}; //!< as far as the server counted

    bool operator==(const LaneSummary &) const = default;
};

//! \brief Asks a table's questions, row by row, so many at once, in the background.
//!
//! A cell that has ended is stored before the next one is asked in its place, so that whatever ends
//! the program no answered cell is asked again. Where the server says that it is asked too often
//! (429) nothing new is asked until its time is over. What would fail for every other cell too
//! (key, network, address) stops the run, and its cell waits; what fails for every question to one
//! model stops its lane.
class GridRunner final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Paused, //!< nothing new is asked; what was asked goes on
        Running,
        Held, //!< running, but the server wants us to wait
        Ended, //!< all cells have ended, or their lanes are halted
    };
    enum class CellState { Waiting, Asking, Saving, Answered, Failed };

    //! \param stored with the cells that have ended; of a new run without
    GridRunner(const GridServices &services, const store::StoredGridRun &stored,
               QObject *parent = nullptr);
    ~GridRunner() override;

    const store::GridRun &run() const { return m_run; }
    qsizetype rowCount() const { return m_run.rows.size(); }
    qsizetype laneCount() const { return m_laneCount; }

    State state() const;
    //! \return why it was stopped or is held up; not set where the user paused it.
    const std::optional<base::Error> &reason() const { return m_reason; }
    std::chrono::milliseconds timeHeld() const; //!< left; zero unless Held
    //! \return why nothing more is asked of a lane; not set where it is.
    std::optional<base::Error> haltOf(qsizetype lane) const;

    qint64 cellCount() const { return rowCount() * laneCount(); }
    qint64 endedCount() const { return qint64(m_ended.size()); }
    qint64 failedCount() const;
    qint64 askingCount() const { return qint64(m_asks.size()); }
    const LaneSummary &summary(qsizetype lane) const { return m_summaries.at(lane); }

    CellState cellState(qsizetype row, qsizetype lane) const;
    //! \return the answer of a cell that has ended, else nullptr; valid until the next change.
    const conversation::Message *answer(qsizetype row, qsizetype lane) const;
    //! \return what is known of a cell's answer, also while it comes.
    QString text(qsizetype row, qsizetype lane) const;
    std::optional<bool> isAsExpected(qsizetype row, qsizetype lane) const;
    //! \return all cells that have ended, by row and lane; shares their data.
    QList<store::GridCell> cells() const;

    void start();
    void pause();
    //! \brief Asks a cell again that has ended; what it had is gone. Nothing of a paused run is
    //! asked.
    void retry(qsizetype row, qsizetype lane);
    void retryFailed();
    void setParallel(int requests); //!< 1 to 16; kept with the run
    void setTitle(const QString &title);

Q_SIGNALS:
    void stateChanged(); //!< or reason(), timeHeld(), haltOf()
    //! Of a cell that changed; many changes within 100 ms are told once.
    void cellChanged(qsizetype row, qsizetype lane);
    void progressed(); //!< after such, once

private:
    using Index = qsizetype; // row * laneCount() + lane

    Index indexOf(qsizetype row, qsizetype lane) const { return row * m_laneCount + lane; }
    void askNext();
    std::optional<Index> takeWaiting();
    void ask(Index index);
    void onFinished(Index index, conversation::Message answer);
    bool asksAgainLater(Index index, const base::Error &error);
    void keep(Index index, const conversation::Message &answer);
    void put(Index index, const conversation::Message &answer);
    void takeOut(Index index);
    void count(Index index, int sign);
    void stop(const base::Error &error);
    void holdUp(const base::Error &error, Index index);
    void noteChange(Index index);
    void tellChanges();
    void save();

    GridServices m_services;
    store::GridRun m_run;
    qsizetype m_laneCount;
    std::unordered_map<Index, conversation::Message> m_ended;
    std::unordered_map<Index, std::unique_ptr<GridAsk>> m_asks;
    std::set<Index> m_waiting;
    QSet<Index> m_saving;
    QHash<qsizetype, base::Error> m_halts; // by lane
    QHash<Index, int> m_refusals; // how often the server had no time for a cell
    QList<LaneSummary> m_summaries;
    bool m_isRunning = false;
    int m_failuresInRow = 0;
    std::optional<base::Error> m_reason;
    QDeadlineTimer m_heldUntil;
    QTimer m_holdTimer;
    QSet<Index> m_changes;
    QTimer m_changeTimer;
};

} // namespace polylogue::app::grid
