// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/textexport.h"

#include "app/base/newfile.h"
#include "app/tables/csvwriter.h"

#include <QFileInfo>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using base::NewFile;
using base::Status;

namespace {

constexpr int digitsOfNumber = 15;

QStringList cellsOf(const TextMap &map, qsizetype point)
{
    const CorpusText &text = map.corpus.at(point);
    QStringList cells{text.text, text.label, text.title, text.source};
    if (!map.numberName.isEmpty())
        cells << (text.number ? QString::number(*text.number, 'g', digitsOfNumber) : QString());
    const auto row = size_t(point);
    cells << (row < map.clusters.of.ofRow.size()
                  ? map.clusters.names.value(map.clusters.of.ofRow[row])
                  : QString());
    const bool isSomewhere = row < map.positions.size() && std::isfinite(map.positions[row].x);
    cells << (isSomewhere ? QString::number(double(map.positions[row].x)) : QString())
          << (isSomewhere ? QString::number(double(map.positions[row].y)) : QString());
    return cells;
}

} // namespace

Status writeTexts(const QString &path, const TextMap &map, const QList<qsizetype> &points)
{
    NewFile out(QFileInfo(path).absolutePath());
    if (const Status opened = out.open(NewFile::Readers::AsUsual); !opened)
        return opened;
    QStringList names{u"text"_s, u"label"_s, u"title"_s, u"source"_s};
    if (!map.numberName.isEmpty())
        names << map.numberName;
    names << u"cluster"_s << u"x"_s << u"y"_s;
    Status written = out.write((tables::csvRecord(names) + u'\n').toUtf8());
    for (qsizetype i = 0; i < points.size() && written; ++i)
        written = out.write((tables::csvRecord(cellsOf(map, points.at(i))) + u'\n').toUtf8());
    return written ? out.keepAs(path) : written;
}

} // namespace polylogue::app::embeddings
