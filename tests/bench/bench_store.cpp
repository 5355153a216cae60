// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What the store costs with 5,000 chats and 100,000 messages, half of them in one chat: searching
// (the first 50 hits), listing the chats, loading the end of the long chat and all of it, saving a
// message. Baselines of the same run: the same words by LIKE, the same rows without decoding, a
// commit of one number. Prints one JSON object; times in milliseconds.

#include "app/store/applychange.h"
#include "app/store/chatreader.h"
#include "app/store/database.h"
#include "app/store/messagereader.h"
#include "app/store/schema.h"
#include "app/store/searchreader.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace polylogue::app;
using namespace polylogue::app::store;
using namespace Qt::StringLiterals;
using conversation::Message;
using conversation::MessageId;

namespace {

constexpr int ChatCount = 5000;
constexpr int LongChat = 50'000; // messages
constexpr int OtherMessages = 50'000;
constexpr int WordCount = 20'000;
constexpr int Hits = 50;

//! \brief Times of one kind of work.
struct Times
{
    QList<double> all = {}; // milliseconds

    template <typename Work> void measure(Work work)
    {
        QElapsedTimer timer;
        timer.start();
        work();
        all.append(double(timer.nsecsElapsed()) / 1e6);
    }
    double at(double part) const
    {
        QList<double> sorted = all;
        std::sort(sorted.begin(), sorted.end());
        return sorted.value(qsizetype(part * double(sorted.size() - 1)));
    }
    QJsonObject json() const
    {
        return {{u"p50"_s, at(0.5)}, {u"p95"_s, at(0.95)}, {u"p99"_s, at(0.99)}, {u"max"_s, at(1)}};
    }
};

void check(const base::Status &status)
{
    if (!status)
        qFatal("%s", qPrintable(status.error().detail));
}

QString wordNumber(int number)
{
    QString letters;
    for (int rest = number * 7919; rest > 0 || letters.size() < 3; rest /= 26)
        letters += QChar(u'a' + rest % 26);
    return letters;
}

//! A word of a language in which the n-th word is n times rarer than the first.
QString word(QRandomGenerator &random)
{
    return wordNumber(int(std::pow(double(WordCount), random.generateDouble())));
}

QString sentence(QRandomGenerator &random, int words)
{
    QStringList all;
    for (int count = 0; count < words; ++count)
        all.append(word(random));
    return all.join(u' ');
}

QDateTime at(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(1'700'000'000 + seconds, Qt::UTC);
}

QList<Change> chat(QRandomGenerator &random, int messages, qint64 start)
{
    ChatRecord record{.id = ConversationId::create(),
                      .title = sentence(random, 5),
                      .createdAt = at(start),
                      .changedAt = at(start + messages)};
    SaveMessages saved{.chat = record.id};
    SetBranch branch{.chat = record.id};
    MessageId parent;
    for (int row = 0; row < messages; ++row) {
        const bool isAnswer = row % 2 == 1;
        saved.messages.append(
            {.id = MessageId::create(),
             .parent = parent,
             .role = isAnswer ? conversation::Role::Assistant : conversation::Role::User,
             .content = {conversation::TextPart{sentence(random, isAnswer ? 120 : 30)}},
             .createdAt = at(start + row),
             .model = isAnswer ? u"vendor/model"_s : QString(),
             .usage =
                 isAnswer ? std::optional(conversation::Usage{.totalTokens = 150}) : std::nullopt});
        parent = saved.messages.constLast().id;
        branch.messages.append(parent);
    }
    record.position = {.message = parent, .offset = 0.25};
    return {SaveChat{record}, saved, branch};
}

void write(Database &database, const QList<Change> &changes)
{
    check(database.transaction([&]() -> base::Status {
        for (const Change &change : changes) {
            if (base::Status made = applyChange(database, change); !made)
                return made;
        }
        return {};
    }));
}

//! \return the long chat.
ConversationId fill(Database &database, QRandomGenerator &random)
{
    ConversationId longChat;
    const int each = OtherMessages / (ChatCount - 1);
    QList<Change> changes;
    for (int number = 0; number < ChatCount; ++number) {
        const bool isLong = number == ChatCount / 2;
        const QList<Change> one = chat(random, isLong ? LongChat : each, number * 10'000);
        if (isLong)
            longChat = std::get<SaveChat>(one.constFirst()).record.id;
        changes += one;
        if (changes.size() > 300 || number == ChatCount - 1)
            write(database, std::exchange(changes, {}));
    }
    return longChat;
}

QJsonObject searches(Database &database, QRandomGenerator &random)
{
    const auto time = [&database](const QStringList &typed) {
        Times times;
        for (const QString &one : typed) {
            times.measure([&] {
                if (!store::search(database, parseSearch(one), Hits, [] { return false; }))
                    qFatal("search");
            });
        }
        return times;
    };
    QStringList words;
    QStringList pairs;
    QStringList beginnings;
    QStringList filtered;
    for (int count = 0; count < 100; ++count) {
        words.append(sentence(random, 1));
        pairs.append(sentence(random, 2));
        beginnings.append(word(random).left(2 + count % 2));
        filtered.append(word(random) + u" model:vendor after:2024"_s);
    }
    Times like;
    for (const QString &one : words.first(20)) {
        like.measure([&] {
            check(database.read(u"SELECT rowid FROM message_search WHERE text LIKE ? "
                                "ORDER BY rowid DESC LIMIT ?"_s,
                                {u'%' + one + u'%', Hits}, [](const Row &) { return true; }));
        });
    }
    const Times all = time(words);
    return {{u"word"_s, all.json()},
            {u"two_words"_s, time(pairs).json()},
            {u"beginning_of_a_word"_s, time(beginnings).json()},
            {u"word_and_filters"_s, time(filtered).json()},
            {u"everywhere"_s, time(QStringList(20, wordNumber(1))).json()},
            {u"like"_s, like.json()},
            {u"like_to_word_p95"_s, like.at(0.95) / all.at(0.95)}};
}

QJsonObject loading(Database &database, const ConversationId &chat)
{
    Times list;
    Times tail;
    Times whole;
    Times rows;
    for (int round = 0; round < 10; ++round) {
        list.measure([&] {
            if (const auto library = listLibrary(database);
                !library || library->chats.size() != 5000)
                qFatal("list");
        });
        tail.measure([&] {
            MessageReader reader(database, chat);
            if (const auto slice = reader.next(); !slice || slice->branch.size() < 200)
                qFatal("tail");
        });
    }
    for (int round = 0; round < 3; ++round) {
        whole.measure([&] {
            if (const auto loaded = loadWhole(database, chat); loaded->messages.size() != LongChat)
                qFatal("whole");
        });
        rows.measure([&] {
            check(database.read(u"SELECT id, content, details FROM messages WHERE chat = "
                                "(SELECT key FROM chats WHERE id = ?)"_s,
                                {chat.value.toRfc4122()}, [](const Row &row) {
                                    return !row.bytes(0).isEmpty() && !row.text(1).isEmpty()
                                        && !row.text(2).isNull();
                                }));
        });
    }
    return {{u"list_5000_chats"_s, list.json()},
            {u"end_of_50000_messages"_s, tail.json()},
            {u"all_of_50000_messages"_s, whole.json()},
            {u"their_rows_undecoded"_s, rows.json()},
            {u"all_to_rows"_s, whole.at(0.5) / rows.at(0.5)}};
}

QJsonObject commits(Database &database, QRandomGenerator &random, const ConversationId &chat)
{
    Times inserts;
    Times empty;
    MessageId parent;
    for (int count = 0; count < 300; ++count) {
        const Message message{.id = MessageId::create(),
                              .parent = parent,
                              .content = {conversation::TextPart{sentence(random, 100)}},
                              .createdAt = at(count)};
        parent = message.id;
        inserts.measure([&] {
            write(database,
                  {SaveMessages{chat, {message}}, SetBranch{chat, LongChat + count, {message.id}}});
        });
        empty.measure([&] {
            check(database.transaction([&] {
                return database.run(u"INSERT OR REPLACE INTO meta VALUES('bench', ?)"_s, {count});
            }));
        });
    }
    return {{u"message"_s, inserts.json()},
            {u"one_number"_s, empty.json()},
            {u"message_to_one_number"_s, inserts.at(0.5) / empty.at(0.5)}};
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const auto database =
        Database::open(folder.filePath(u"polylogue.db"_s), Database::Mode::ReadWrite);
    if (!database || !migrate(**database))
        return 1;
    QRandomGenerator random(20261123);
    const ConversationId longChat = fill(**database, random);
    check((*database)->run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));

    const QJsonObject result{{u"messages"_s, LongChat + OtherMessages},
                             {u"search"_s, searches(**database, random)},
                             {u"load"_s, loading(**database, longChat)},
                             {u"commit"_s, commits(**database, random, longChat)}};
    std::puts(QJsonDocument(result).toJson().constData());
    return 0;
}
