// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/mapcommand.h"

#include "app/base/newfile.h"
#include "app/tables/csvwriter.h"
#include "app/tables/tablereader.h"

#include <QFileInfo>
#include <QLocale>
#include <QThread>
#include <QtConcurrent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::base::Error;
using app::base::NewFile;
using app::base::Status;
using app::embeddings::VectorFile;
using app::projection::Map;
using app::projection::Position;
using app::projection::Progress;
using app::projection::Stage;

namespace {

// Enough digits that the same float is read back.
constexpr int floatDigits = 9;

// Of all work, roughly: until the layout begins.
constexpr double shareBefore = 0.2;

int percentOf(const Progress &progress)
{
    const double share = progress.stage == Stage::Neighbours ? progress.share * shareBefore
        : progress.stage == Stage::Layout ? shareBefore + progress.share * (1 - shareBefore)
                                          : shareBefore;
    return static_cast<int>(share * 100);
}

//! Both are empty where the row has no place.
QStringList cellsOf(const Position &position)
{
    if (!std::isfinite(position.x))
        return {QString(), QString()};
    return {QString::number(position.x, 'g', floatDigits),
            QString::number(position.y, 'g', floatDigits)};
}

Status write(const QString &path, const VectorFile &file, const Map &map)
{
    NewFile out(QFileInfo(path).absolutePath());
    if (const Status opened = out.open(NewFile::Readers::AsUsual); !opened)
        return opened;
    QStringList names;
    for (const app::tables::Column &column : file.others.columns)
        names.append(column.name);
    Status written =
        out.write((app::tables::csvRecord(names + QStringList{u"x"_s, u"y"_s}) + u'\n').toUtf8());
    for (qsizetype row = 0; row < file.others.rows.size() && written; ++row) {
        const QStringList cells =
            file.others.rows.at(row) + cellsOf(map.positions[static_cast<size_t>(row)]);
        written = out.write((app::tables::csvRecord(cells) + u'\n').toUtf8());
    }
    return written ? out.keepAs(path) : written;
}

QString wordsFor(const Error &error)
{
    if (error.type == "no_vectors"_L1)
        return MapCommand::tr("There are no columns of numbers in %1.").arg(error.subject);
    if (error.type == "npy_damaged"_L1)
        return MapCommand::tr("%1 is damaged: it is not what its header says.").arg(error.subject);
    if (error.type == "npy_type"_L1)
        return MapCommand::tr("%1 holds numbers of the type \"%2\"; little-endian floats of 4 or 8 "
                              "bytes can be read.")
            .arg(error.subject, error.detail);
    if (error.type == "npy_not_two_dimensions"_L1)
        return MapCommand::tr("%1 has to have two dimensions: vectors and their numbers.")
            .arg(error.subject);
    if (error.type == "too_many_columns"_L1)
        return MapCommand::tr("%1 has more than %2 columns; save the vectors as NPY.")
            .arg(error.subject, QLocale().toString(app::tables::mostColumns));
    return {};
}

} // namespace

MapCommand::MapCommand(Terminal &terminal, const MapInvocation &invocation, QObject *parent)
    : Command(parent)
    , m_terminal(terminal)
    , m_invocation(invocation)
{
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, &MapCommand::onProgress);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &MapCommand::onDrawn);
}

MapCommand::~MapCommand()
{
    m_watcher.disconnect(this);
    m_watcher.cancel();
    m_watcher.waitForFinished();
}

void MapCommand::start()
{
    m_watcher.setFuture(QtConcurrent::run(&MapCommand::draw, m_invocation));
}

void MapCommand::interrupt()
{
    m_watcher.cancel();
}

void MapCommand::draw(QPromise<Outcome> &promise, const MapInvocation &invocation)
{
    promise.setProgressRange(0, 100);
    auto file = app::embeddings::readVectorFile(invocation.vectors);
    if (!file) {
        promise.addResult(Outcome(file.error()));
        return;
    }
    app::projection::Workers workers(QThread::idealThreadCount());
    auto map = app::projection::umap(file->vectors, invocation.options, workers,
                                     [&promise](const Progress &progress) {
                                         promise.setProgressValue(percentOf(progress));
                                         return !promise.isCanceled();
                                     });
    if (map)
        promise.addResult(Outcome(Drawn{.file = std::move(*file), .map = std::move(*map)}));
}

void MapCommand::onProgress(int percent)
{
    if (percent > 0 && percent % 10 == 0)
        m_terminal.aside(tr("%1 % ").arg(percent));
}

void MapCommand::onDrawn()
{
    m_terminal.endLines();
    if (m_watcher.isCanceled()) {
        Q_EMIT finished(Interrupted);
        return;
    }
    const Outcome outcome = m_watcher.result();
    if (!outcome) {
        const QString words = wordsFor(outcome.error());
        if (words.isEmpty())
            noteError(m_terminal, outcome.error());
        else
            m_terminal.note(u"polylogue: "_s + words);
        Q_EMIT finished(WrongUsage);
        return;
    }
    if (const Status written = write(m_invocation.out, outcome->file, outcome->map); !written) {
        noteError(m_terminal, written.error());
        Q_EMIT finished(Refused);
        return;
    }
    tell(*outcome);
    Q_EMIT finished(Answered);
}

void MapCommand::tell(const Drawn &drawn)
{
    const QLocale locale;
    const auto rows = static_cast<qulonglong>(drawn.file.vectors.rows);
    m_terminal.note(tr("%1 vectors of %2 numbers are on the map.")
                        .arg(locale.toString(rows),
                             locale.toString(static_cast<qulonglong>(drawn.file.vectors.columns))));
    const auto without =
        std::count_if(drawn.map.positions.begin(), drawn.map.positions.end(),
                      [](const Position &position) { return !std::isfinite(position.x); });
    if (without > 0)
        m_terminal.note(tr("%n of them have no place: some of their numbers are missing or not "
                           "finite.",
                           nullptr, static_cast<int>(without)));
}

} // namespace polylogue::ui::cli
