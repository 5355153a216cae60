// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/textmapfile.h"

#include "app/base/newfile.h"
#include "app/base/platform.h"
#include "app/embeddings/textmapjson.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using base::Error;
using base::ErrorKind;
using base::NewFile;
using base::Result;
using base::Status;

namespace {

constexpr qint64 longestLine = 64 * 1024 * 1024;

} // namespace

Status writeMap(const QString &path, const TextMap &map)
{
    NewFile out(QFileInfo(path).absolutePath());
    if (const Status opened = out.open(NewFile::Readers::AsUsual); !opened)
        return opened;
    Status written = out.write(headOfMap(map));
    for (size_t row = 0; row < map.vectors->rows && written; ++row)
        written = out.write(lineOfMap(map, row));
    return written ? out.keepAs(path) : written;
}

Result<TextMap> readMap(const QString &path)
{
    const auto file = base::openRegularFile(path);
    if (!file)
        return file.error();
    const QString name = QFileInfo(path).fileName();
    TextMap map;
    projection::Matrix vectors;
    if (!readHeadOfMap((*file)->readLine(longestLine), map, vectors))
        return Error{.kind = ErrorKind::File, .type = u"not_a_map"_s, .subject = name};
    for (qsizetype line = 2; !(*file)->atEnd(); ++line) {
        if (!readLineOfMap((*file)->readLine(longestLine), map, vectors))
            return Error{.kind = ErrorKind::File,
                         .detail = QString::number(line),
                         .type = u"map_damaged"_s,
                         .subject = name};
    }
    map.vectors = std::make_shared<const projection::Matrix>(std::move(vectors));
    return map;
}

bool isMapFile(const QString &path)
{
    const auto file = base::openRegularFile(path);
    return file && (*file)->peek(mapMark.size()) == mapMark;
}

} // namespace polylogue::app::embeddings
