// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/store/freshdatabase.h"

#include "app/store/applychange.h"
#include "app/store/schema.h"

namespace polylogue::tests {

using namespace app::store;
using namespace Qt::StringLiterals;

FreshDatabase::FreshDatabase()
{
    reopen();
    if (!migrate(*m_database))
        qFatal("no schema");
}

void FreshDatabase::reopen()
{
    m_database.reset();
    auto opened = Database::open(path(), Database::Mode::ReadWrite);
    if (!opened)
        qFatal("cannot open %s", qPrintable(path()));
    m_database = std::move(*opened);
    if (!m_database->run(u"PRAGMA synchronous=OFF"_s)) // tests are not about power cuts
        qFatal("no pragma");
}

bool FreshDatabase::apply(const QList<Change> &changes)
{
    const auto done = m_database->transaction([&]() -> app::base::Status {
        for (const Change &change : changes) {
            if (app::base::Status made = applyChange(*m_database, change); !made)
                return made;
        }
        return {};
    });
    if (!done)
        qWarning() << done.error();
    return done.has_value();
}

QVariant FreshDatabase::value(const QString &sql, const QVariantList &values)
{
    const auto found = m_database->value(sql, values);
    if (!found)
        qWarning() << found.error();
    return found ? *found : QVariant();
}

QStringList FreshDatabase::dump()
{
    static const QStringList queries{
        u"SELECT key, hex(id), title, is_title_chosen, hex(folder), is_pinned, is_unread, "
        "has_failed, created_at, changed_at, deleted_at, last_visited, details FROM chats"_s,
        u"SELECT key, hex(id), chat, parent, branch_row, last_visited, role, state, created_at, "
        "deleted_at, model, content, details, hex(hash) FROM messages"_s,
        u"SELECT message, sequence, delta FROM pieces"_s,
        u"SELECT message, hex(sha256), media_type FROM message_blobs"_s,
        u"SELECT hex(chat), draft FROM drafts"_s,
        u"SELECT hex(id), details FROM folders"_s,
        u"SELECT hex(id), details FROM prompts"_s,
        u"SELECT hex(id), details FROM presets"_s,
        u"SELECT rowid, text FROM message_search"_s,
        u"SELECT rowid, title FROM chat_search"_s,
    };
    QStringList rows;
    for (const QString &query : queries) {
        const auto read = m_database->read(query, {}, [&](const Row &row) {
            QString line = query.section(u' ', -1);
            for (int column = 0; column < query.count(u',') + 1; ++column)
                line += u'|' + row.text(column);
            rows.append(line);
            return true;
        });
        if (!read)
            qWarning() << read.error();
    }
    rows.sort();
    return rows;
}

} // namespace polylogue::tests
