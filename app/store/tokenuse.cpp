// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/tokenuse.h"

#include "app/store/columns.h"
#include "app/store/database.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

//! \param rest where, group by and order of rows of a day (or NULL), a model and three sums
base::Result<QList<TokenUse>> sums(Database &database, const QString &day, const QString &rest,
                                   const QVariant &value)
{
    QList<TokenUse> uses;
    const base::Status read = database.read(
        u"SELECT %1 AS day, model, sum(input), sum(cached), sum(output) FROM token_use %2"_s.arg(
            day, rest),
        {value}, [&uses](const Row &row) {
            uses.append(TokenUse{.model = row.text(1),
                                 .day = QDate::fromString(row.text(0), Qt::ISODate),
                                 .input = row.integer(2),
                                 .cached = row.integer(3),
                                 .output = row.integer(4)});
            return true;
        });
    if (!read)
        return read.error();
    return uses;
}

} // namespace

base::Result<QList<TokenUse>> useByDay(Database &database, const QDateTime &since)
{
    return sums(database, u"date(ended_at / 1000, 'unixepoch', 'localtime')"_s,
                u"WHERE ended_at >= ? GROUP BY day, model ORDER BY day, model"_s, toColumn(since));
}

base::Result<QList<TokenUse>> useOfChat(Database &database, const ConversationId &chat)
{
    return sums(database, u"NULL"_s, u"WHERE chat = ? GROUP BY model ORDER BY model"_s,
                toColumn(chat));
}

} // namespace polylogue::app::store
