// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/blobsweep.h"

#include "app/store/backups.h"
#include "app/store/blobstore.h"
#include "app/store/database.h"
#include "app/store/storefile.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

using base::Status;

//! All that one database refers to.
Status addNeeded(const QString &path, QSet<QByteArray> &needed)
{
    const auto database = Database::open(path, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    Status read = (*database)->read(u"SELECT DISTINCT sha256 FROM message_blobs"_s, {},
                                    [&needed](const Row &row) {
                                        needed.insert(row.bytes(0));
                                        return true;
                                    });
    if (!read)
        return read;
    // Also those of kinds that a newer version put there: names are hexadecimal wherever they
    // stand.
    static const QRegularExpression name(u"\"([0-9a-f]{64})\""_s);
    const auto addNamed = [&needed](const Row &row) {
        const QString json = row.text(0);
        for (auto names = name.globalMatch(json); names.hasNext();)
            needed.insert(QByteArray::fromHex(names.next().captured(1).toLatin1()));
        return true;
    };
    read = (*database)->read(u"SELECT draft FROM drafts"_s, {}, addNamed);
    if (!read)
        return read;
    const auto grids =
        (*database)->value(u"SELECT count(*) FROM sqlite_schema WHERE name = 'grid_cells'"_s);
    if (!grids)
        return grids.error();
    if (grids->toInt() == 0) // a backup of an older version
        return {};
    return (*database)->read(u"SELECT answer FROM grid_cells WHERE answer LIKE '%\"sha256\"%'"_s,
                             {}, addNamed);
}

} // namespace

base::Status sweepBlobs(const QString &directory, const QDateTime &before)
{
    QSet<QByteArray> needed;
    if (Status read = addNeeded(storePath(directory), needed); !read)
        return read;
    for (const Backup &backup : listBackups(directory)) {
        if (Status read = addNeeded(backup.path, needed); !read)
            return read;
    }
    return BlobStore(directory + "/blobs"_L1)
        .removeUnneeded(before,
                        [&needed](const QByteArray &sha256) { return needed.contains(sha256); });
}

} // namespace polylogue::app::store
