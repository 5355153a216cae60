// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/id.h"
#include "app/conversation/message.h"
#include "app/endpoint/endpoint.h"
#include "app/endpoint/parameters.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

namespace polylogue::app::store {

using GridRunId = base::Id<struct GridRunTag>;

//! \brief A way of asking: a template whose variables are columns.
struct GridPrompt
{
    QString name = {}; //!< for people; may be empty where there is one only
    QString systemPrompt = {}; //!< a template too; empty: none is sent
    QString text = {};

    bool operator==(const GridPrompt &) const = default;
};

//! \brief When an answer counts as what was expected.
enum class Expectation {
    Exact, //!< it is the expected text, white space at both ends aside
    Contains, //!< it has the expected text somewhere, in any case
    Pattern, //!< the expected text is a regular expression that matches somewhere
};

//! \brief What is asked of whom. A lane is a model with a prompt: prompts go through first, so that
//!        lane n is of the model n / prompts.size() with the prompt n % prompts.size().
struct GridSetup
{
    endpoint::EndpointId endpoint = {}; //!< the server that the run was begun with
    QStringList models = {};
    QList<GridPrompt> prompts = {};
    endpoint::Parameters parameters = {};
    QString fileColumn = {}; //!< names a file for each row; empty: none does
    QString fileFolder = {}; //!< where file names that are no whole path are looked for
    QString expectedColumn = {}; //!< empty: nothing is expected
    Expectation expectation = Expectation::Contains;
    int parallel = 4; //!< requests at once, 1 to 16

    bool operator==(const GridSetup &) const = default;
};

//! \brief A table that is asked, row by row.
struct GridRun
{
    GridRunId id = {};
    QString title = {};
    QDateTime createdAt = {}; //!< UTC
    GridSetup setup = {};
    QStringList columns = {};
    QList<QStringList> rows = {}; //!< one cell for each column

    bool operator==(const GridRun &) const = default;
};

//! \brief An answer that is kept: one that ended, or failed.
struct GridCell
{
    qsizetype row = 0;
    qsizetype lane = 0;
    conversation::Message answer = {};

    bool operator==(const GridCell &) const = default;
};

struct StoredGridRun
{
    GridRun run = {};
    QList<GridCell> cells = {};
    qsizetype unreadable = 0; //!< cells that are damaged; they can be asked again

    bool operator==(const StoredGridRun &) const = default;
};

//! \brief What a list of runs shows.
struct GridRunSummary
{
    GridRunId id = {};
    QString title = {};
    QDateTime createdAt = {}; //!< UTC
    qint64 cells = 0; //!< in all
    qint64 ended = 0; //!< answered or failed
    qint64 failed = 0;

    bool operator==(const GridRunSummary &) const = default;
};

} // namespace polylogue::app::store
