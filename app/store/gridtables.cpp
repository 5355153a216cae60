// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/gridtables.h"

#include "app/store/columns.h"
#include "app/store/database.h"
#include "app/store/gridcodec.h"
#include "app/store/messagecodec.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;

Status apply(Database &database, const SaveGridRun &change)
{
    const GridRun &run = change.run;
    const Result<QVariant> previous =
        database.value(u"SELECT details FROM grid_runs WHERE id = ?"_s, {toColumn(run.id)});
    if (!previous)
        return previous.error();
    const qint64 cells = run.rows.size() * run.setup.models.size() * run.setup.prompts.size();
    // No REPLACE, which would remove the cells too.
    return database.run(
        u"INSERT INTO grid_runs(id, title, created_at, cells, details, input) "
        "VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET title = excluded.title, "
        "cells = excluded.cells, details = excluded.details, input = excluded.input"_s,
        {toColumn(run.id), run.title, toColumn(run.createdAt), cells,
         jsonColumn(encodeGridSetup(run.setup, previous->toString().toUtf8())),
         jsonColumn(encodeGridInput(run))});
}

Status apply(Database &database, const SaveGridCell &change)
{
    const GridCell &cell = change.cell;
    // Of a run that is gone: no row.
    return database.run(u"INSERT OR REPLACE INTO grid_cells(run, row, lane, state, answer) "
                        "SELECT key, ?, ?, ?, ? FROM grid_runs WHERE id = ?"_s,
                        {qint64(cell.row), qint64(cell.lane), int(cell.answer.state),
                         jsonColumn(encodeMessage(cell.answer)), toColumn(change.run)});
}

Status apply(Database &database, const RemoveGridRun &change)
{
    return database.run(u"DELETE FROM grid_runs WHERE id = ?"_s, {toColumn(change.run)});
}

Result<QList<GridRunSummary>> listGridRuns(Database &database)
{
    QList<GridRunSummary> runs;
    const Status read =
        database.read(u"SELECT id, title, created_at, cells, "
                      "(SELECT count(*) FROM grid_cells WHERE run = grid_runs.key), "
                      "(SELECT count(*) FROM grid_cells WHERE run = grid_runs.key AND state = ?) "
                      "FROM grid_runs ORDER BY created_at DESC, key DESC"_s,
                      {int(conversation::MessageState::Failed)}, [&runs](const Row &row) {
                          runs.append(GridRunSummary{.id = idOf<GridRunId>(row, 0),
                                                     .title = row.text(1),
                                                     .createdAt = timeOf(row, 2),
                                                     .cells = row.integer(3),
                                                     .ended = row.integer(4),
                                                     .failed = row.integer(5)});
                          return true;
                      });
    return read ? Result<QList<GridRunSummary>>(runs) : Result<QList<GridRunSummary>>(read.error());
}

Result<StoredGridRun> loadGridRun(Database &database, const GridRunId &id)
{
    StoredGridRun stored;
    Status status = Error{.kind = ErrorKind::File, .type = u"missing"_s};
    const Status readRun = database.read(
        u"SELECT title, created_at, details, input FROM grid_runs WHERE id = ?"_s, {toColumn(id)},
        [&](const Row &row) {
            stored.run.id = id;
            stored.run.title = row.text(0);
            stored.run.createdAt = timeOf(row, 1);
            const auto setup = decodeGridSetup(jsonOf(row, 2));
            status = setup ? decodeGridInput(jsonOf(row, 3), stored.run) : Status(setup.error());
            if (setup)
                stored.run.setup = *setup;
            return false;
        });
    if (!readRun || !status)
        return readRun ? status.error() : readRun.error();
    const Status readCells = database.read(
        u"SELECT row, lane, answer FROM grid_cells "
        "WHERE run = (SELECT key FROM grid_runs WHERE id = ?)"_s,
        {toColumn(id)}, [&stored](const Row &row) {
            const auto answer = decodeMessage(jsonOf(row, 2));
            if (answer)
                stored.cells.append(
                    GridCell{.row = row.integer(0), .lane = row.integer(1), .answer = *answer});
            else
                ++stored.unreadable;
            return true;
        });
    if (!readCells)
        return readCells.error();
    return stored;
}

} // namespace polylogue::app::store
