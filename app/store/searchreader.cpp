// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/searchreader.h"

#include "app/store/chatcodec.h"
#include "app/store/columns.h"
#include "app/store/searchtext.h"

#include <QTimeZone>

#include <algorithm>
#include <cmath>
#include <tuple>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;
using conversation::MessageId;
using conversation::Role;

namespace {

//! Of a word that is everywhere only the newest are weighed against each other.
constexpr int candidateLimit = 1000;
constexpr double recencyDays = 30; // what is this much older than the newest weighs a quarter less
constexpr qsizetype shortestPrefix = 2; // characters; below, too many words begin so
constexpr int beginningLength = 200; // characters of a message that is shown without a match

//! \brief Conditions that hold all at once, with the values of their question marks.
struct Where
{
    QStringList conditions = {};
    QVariantList values = {};

    void add(const QString &condition, const QVariantList &with = {})
    {
        conditions.append(condition);
        values += with;
    }
    QString sql() const { return conditions.join(u" AND "_s); }
};

struct Candidate
{
    qint64 key = 0;
    double score = 0;
    qint64 at = 0; // milliseconds since 1970

    bool operator<(const Candidate &other) const
    {
        return std::tie(other.score, other.key) < std::tie(score, key); // the best first
    }
};

//! "%...%", with LIKE's own signs taken as they are.
QString containing(const QString &text)
{
    QString escaped = text;
    for (const QChar sign : {u'\\', u'%', u'_'})
        escaped.replace(sign, u"\\"_s + sign);
    return u'%' + escaped + u'%';
}

//! \return what FTS5 is to look for; empty where nothing that is looked for has a word in it.
//!
//! Everything stands between quotation marks: what the user types is never FTS5's syntax.
QString matchExpression(const SearchQuery &query)
{
    QStringList terms;
    const QStringList all = query.phrases + query.words;
    for (qsizetype at = 0; at < all.size(); ++at) {
        if (!hasWord(all.at(at)))
            continue;
        const bool isUnfinished =
            at == all.size() - 1 && !query.words.isEmpty() && all.at(at).size() >= shortestPrefix;
        terms.append(u'"' + indexedText(all.at(at)).replace(u'"', u"\"\""_s) + u'"'
                     + (isUnfinished ? u"*"_s : QString()));
    }
    return terms.join(u" AND "_s);
}

//! \brief Reads a snippet: marks and separators out of it, runs of white space made one space.
void readSnippet(const QString &marked, SearchHit &hit)
{
    QString text;
    int begin = 0;
    for (const QChar character : withoutSeparators(marked)) {
        const int length = int(text.size());
        if (character == markBegin)
            begin = length;
        else if (character == markEnd && length > begin)
            hit.marks.append({begin, length - begin});
        else if (character != markEnd
                 && !(character.isSpace() && (text.isEmpty() || text.back().isSpace())))
            text += character.isSpace() ? QChar(u' ') : character;
    }
    hit.snippet = text;
}

qint64 startOfDay(const QDate &day)
{
    return day.startOfDay(Qt::LocalTime).toMSecsSinceEpoch();
}

//! \brief One search in one database.
class Searcher final
{
public:
    Searcher(Database &database, const SearchQuery &query, int limit,
             const std::function<bool()> &isCancelled)
        : m_database(database)
        , m_query(query)
        , m_match(matchExpression(query))
        , m_limit(limit)
        , m_isCancelled(isCancelled)
    { }

    Result<QList<SearchHit>> run();

private:
    Status read(const QString &sql, const QVariantList &values,
                const std::function<void(const Row &)> &visit);
    Status findFolders();
    Status findTitles();
    Status listChats();
    Status findMessages();
    Status addMessages(const QList<Candidate> &found);

    bool hasTerms() const { return !m_query.words.isEmpty() || !m_query.phrases.isEmpty(); }
    bool isAboutMessages() const
    {
        return !m_query.model.isEmpty() || m_query.hasImage || m_query.hasDocument;
    }
    Where chatConditions(const QString &time) const;
    Where messageConditions() const;
    void addSigns(Where &where, const QString &column) const;
    Status addDistinct(const QList<Candidate> &sorted, int count, QList<Candidate> &found);
    //! The best of \a candidates, the best first.
    QList<Candidate> best(QList<Candidate> candidates, int count) const;

    Database &m_database;
    const SearchQuery &m_query;
    QString m_match;
    int m_limit;
    const std::function<bool()> &m_isCancelled;
    QVariantList m_folders; // that in: means
    QList<SearchHit> m_hits;
};

Result<QList<SearchHit>> Searcher::run()
{
    if (m_query.isEmpty() || m_limit <= 0)
        return m_hits;
    Status status = findFolders();
    if (status && !m_query.folder.isEmpty() && m_folders.isEmpty())
        return m_hits;
    if (status && hasTerms())
        status = findTitles();
    else if (status && !isAboutMessages())
        status = listChats();
    if (status && (hasTerms() || isAboutMessages()))
        status = findMessages();
    if (!status)
        return status.error();
    return m_hits;
}

Status Searcher::read(const QString &sql, const QVariantList &values,
                      const std::function<void(const Row &)> &visit)
{
    bool isCancelled = m_isCancelled();
    if (isCancelled)
        return Error{.kind = ErrorKind::Cancelled};
    Status done = m_database.read(sql, values, [&](const Row &row) {
        visit(row);
        isCancelled = m_isCancelled();
        return !isCancelled;
    });
    return isCancelled ? Status(Error{.kind = ErrorKind::Cancelled}) : done;
}

Status Searcher::findFolders()
{
    if (m_query.folder.isEmpty())
        return {};
    return read(u"SELECT details FROM folders"_s, {}, [this](const Row &row) {
        const Result<Folder> folder = decodeFolder(jsonOf(row, 0));
        if (folder && folder->name.contains(m_query.folder, Qt::CaseInsensitive))
            m_folders.append(toColumn(folder->id));
    });
}

Where Searcher::chatConditions(const QString &time) const
{
    Where where;
    where.add(u"c.deleted_at IS NULL"_s);
    if (!m_folders.isEmpty()) {
        const QStringList marks(m_folders.size(), u"?"_s);
        where.add(u"c.folder IN (%1)"_s.arg(marks.join(u',')), m_folders);
    }
    if (m_query.before)
        where.add(time + u" < ?"_s, {startOfDay(*m_query.before)});
    if (m_query.after)
        where.add(time + u" >= ?"_s, {startOfDay(*m_query.after)});
    return where;
}

Where Searcher::messageConditions() const
{
    Where where;
    where.add(u"m.deleted_at IS NULL"_s);
    if (!m_query.model.isEmpty())
        where.add(u"m.model LIKE ? ESCAPE '\\'"_s, {containing(m_query.model)});
    const auto has = u"m.key IN (SELECT message FROM message_blobs WHERE media_type %1)"_s;
    if (m_query.hasImage)
        where.add(has.arg(u"LIKE 'image/%'"_s));
    if (m_query.hasDocument)
        where.add(has.arg(u"= 'application/pdf'"_s));
    return where;
}

//! What has no word in it ("++") is no matter of the index: it is looked for in the text.
void Searcher::addSigns(Where &where, const QString &column) const
{
    for (const QString &term : m_query.phrases + m_query.words) {
        if (!hasWord(term))
            where.add(column + u" LIKE ? ESCAPE '\\'"_s, {containing(term)});
    }
}

QList<Candidate> Searcher::best(QList<Candidate> candidates, int count) const
{
    qint64 newest = 0;
    for (const Candidate &candidate : std::as_const(candidates))
        newest = std::max(newest, candidate.at);
    for (Candidate &candidate : candidates) {
        const double days = double(newest - candidate.at) / 86'400'000;
        candidate.score *= 1 + std::exp2(-days / recencyDays);
    }
    const auto end = candidates.begin() + std::min<qsizetype>(count, candidates.size());
    std::partial_sort(candidates.begin(), end, candidates.end());
    candidates.erase(end, candidates.end());
    return candidates;
}

Status Searcher::findTitles()
{
    Where where = chatConditions(u"c.changed_at"_s);
    if (isAboutMessages()) {
        const Where messages = messageConditions();
        where.add(u"EXISTS (SELECT 1 FROM messages m WHERE m.chat = c.key AND "_s + messages.sql()
                      + u')',
                  messages.values);
    }
    addSigns(where, u"c.title"_s);
    if (!m_match.isEmpty()) {
        where.conditions.prepend(u"chat_search MATCH ?"_s);
        where.values.prepend(m_match);
    }
    QHash<qint64, SearchHit> hits;
    QList<Candidate> candidates;
    const QString score = m_match.isEmpty() ? u"-1.0"_s : u"bm25(chat_search)"_s;
    const QString shown = m_match.isEmpty() ? u"c.title"_s : u"highlight(chat_search, 0, ?, ?)"_s;
    const QVariantList marks =
        m_match.isEmpty() ? QVariantList{} : QVariantList{QString(markBegin), QString(markEnd)};
    const Status done =
        read(u"SELECT c.key, %1, c.changed_at, c.id, c.title, %2 FROM chat_search "
             "CROSS JOIN chats c ON c.key = chat_search.rowid WHERE %3 "
             "ORDER BY chat_search.rowid DESC LIMIT %4"_s.arg(score, shown, where.sql())
                 .arg(candidateLimit),
             marks + where.values, [&](const Row &row) {
                 SearchHit hit{.chat = idOf<ConversationId>(row, 3),
                               .title = row.text(4),
                               .at = timeOf(row, 2)};
                 readSnippet(row.text(5), hit);
                 hits.insert(row.integer(0), hit);
                 candidates.append({row.integer(0), -row.value(1).toDouble(), row.integer(2)});
             });
    if (!done)
        return done;
    // So that a word of many titles leaves room for what was said.
    for (const Candidate &candidate : best(candidates, std::max(1, m_limit / 2)))
        m_hits.append(hits.value(candidate.key));
    return {};
}

Status Searcher::listChats()
{
    const Where where = chatConditions(u"c.changed_at"_s);
    return read(u"SELECT c.id, c.title, c.changed_at FROM chats c WHERE %1 "
                "ORDER BY c.changed_at DESC LIMIT %2"_s.arg(where.sql())
                    .arg(m_limit),
                where.values, [this](const Row &row) {
                    SearchHit hit{.chat = idOf<ConversationId>(row, 0),
                                  .title = row.text(1),
                                  .at = timeOf(row, 2)};
                    readSnippet(row.text(1), hit);
                    m_hits.append(hit);
                });
}

Status Searcher::findMessages()
{
    Where where = messageConditions();
    const Where chats = chatConditions(u"m.created_at"_s);
    where.add(chats.sql(), chats.values);
    QString tables = u"messages m"_s;
    QString score = u"-1.0"_s;
    if (hasTerms()) {
        tables = u"message_search CROSS JOIN messages m ON m.key = message_search.rowid"_s;
        addSigns(where, u"message_search.text"_s);
    }
    if (!m_match.isEmpty()) {
        score = u"bm25(message_search)"_s;
        where.conditions.prepend(u"message_search MATCH ?"_s);
        where.values.prepend(m_match);
    }
    QList<Candidate> candidates;
    const Status done = read(
        u"SELECT m.key, %1, m.created_at FROM %2 CROSS JOIN chats c ON c.key = m.chat WHERE %3 "
        "ORDER BY %4 DESC LIMIT %5"_s
            .arg(score, tables, where.sql(), hasTerms() ? u"message_search.rowid"_s : u"m.key"_s)
            .arg(hasTerms() ? candidateLimit : m_limit),
        where.values, [&candidates](const Row &row) {
            candidates.append({row.integer(0), -row.value(1).toDouble(), row.integer(2)});
        });
    if (!done)
        return done;
    const int wanted = m_limit - int(m_hits.size());
    QList<Candidate> found;
    const Status known = addDistinct(best(candidates, int(candidates.size())), wanted, found);
    return known ? addMessages(found) : known;
}

//! The best \a count of \a sorted. Lanes hold the same questions, and copies of what stands in
//! their main line: of equal messages of one comparison the first is enough.
Status Searcher::addDistinct(const QList<Candidate> &sorted, int count, QList<Candidate> &found)
{
    struct Place
    {
        qint64 key = 0;
        qint64 chat = 0;
        int role = 0;
    };
    QHash<ConversationId, QList<Place>> taken; // by main line
    for (const Candidate &candidate : sorted) {
        if (found.size() >= count)
            break;
        Place place{.key = candidate.key};
        ConversationId mainLine;
        const Status placed =
            read(u"SELECT c.key, c.id, m.role, "
                 "CASE WHEN json_valid(c.details) THEN json_extract(c.details, '$.lane.of') END "
                 "FROM messages m JOIN chats c ON c.key = m.chat WHERE m.key = ?"_s,
                 {candidate.key}, [&](const Row &row) {
                     place.chat = row.integer(0);
                     place.role = int(row.integer(2));
                     mainLine = ConversationId{QUuid::fromString(row.text(3))};
                     if (mainLine.isNull())
                         mainLine = idOf<ConversationId>(row, 1);
                 });
        if (!placed)
            return placed;
        bool isKnown = false;
        QList<Place> &others = taken[mainLine];
        for (const Place &other : std::as_const(others)) {
            if (isKnown || other.chat == place.chat || other.role != place.role)
                continue;
            const Status compared =
                read(u"SELECT 1 FROM message_search a, message_search b "
                     "WHERE a.rowid = ? AND b.rowid = ? AND a.text = b.text"_s,
                     {place.key, other.key}, [&isKnown](const Row &) { isKnown = true; });
            if (!compared)
                return compared;
        }
        if (isKnown)
            continue;
        others.append(place);
        found.append(candidate);
    }
    return {};
}

Status Searcher::addMessages(const QList<Candidate> &found)
{
    if (found.isEmpty())
        return {};
    QStringList keys;
    qint64 lowest = found.constFirst().key;
    qint64 highest = lowest;
    for (const Candidate &candidate : found) {
        keys.append(QString::number(candidate.key));
        lowest = std::min(lowest, candidate.key);
        highest = std::max(highest, candidate.key);
    }
    const QString wanted = u'[' + keys.join(u',') + u']';

    // One pass over the match: asking for each row by itself would begin the search anew.
    QHash<qint64, QString> snippets;
    const QString among = u"rowid IN (SELECT value FROM json_each(?))"_s;
    const Status shown = m_match.isEmpty()
        ? read(
            u"SELECT rowid, substr(text, 1, %1) FROM message_search WHERE %2"_s.arg(beginningLength)
                .arg(among),
            {wanted}, [&snippets](const Row &row) { snippets.insert(row.integer(0), row.text(1)); })
        : read(
            u"SELECT rowid, CASE WHEN %1 THEN snippet(message_search, 0, ?, ?, '\u2026', 24) END "
            "FROM message_search WHERE message_search MATCH ? AND rowid BETWEEN ? AND ?"_s.arg(
                among),
            {wanted, QString(markBegin), QString(markEnd), m_match, lowest, highest},
            [&snippets](const Row &row) {
                if (!row.isNull(1))
                    snippets.insert(row.integer(0), row.text(1));
            });
    if (!shown)
        return shown;
    for (const Candidate &candidate : found) {
        const Status done =
            read(u"SELECT c.id, c.title, m.id, m.role, m.model, m.created_at, m.branch_row "
                 "FROM messages m JOIN chats c ON c.key = m.chat WHERE m.key = ?"_s,
                 {candidate.key}, [&](const Row &row) {
                     SearchHit hit{.chat = idOf<ConversationId>(row, 0),
                                   .message = idOf<MessageId>(row, 2),
                                   .title = row.text(1),
                                   .role = Role(row.integer(3)),
                                   .model = row.text(4),
                                   .at = timeOf(row, 5),
                                   .isOnBranch = !row.isNull(6)};
                     readSnippet(snippets.value(candidate.key), hit);
                     m_hits.append(hit);
                 });
        if (!done)
            return done;
    }
    return {};
}

} // namespace

Result<QList<SearchHit>> search(Database &database, const SearchQuery &query, int limit,
                                const std::function<bool()> &isCancelled)
{
    return Searcher(database, query, limit, isCancelled).run();
}

} // namespace polylogue::app::store
