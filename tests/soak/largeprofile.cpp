// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/soak/largeprofile.h"

#include "app/store/applychange.h"
#include "app/store/storefile.h"

#include <QRandomGenerator>

#include <cmath>

using namespace polylogue::app;
using namespace polylogue::app::conversation;
using namespace polylogue::app::store;
using namespace Qt::StringLiterals;

namespace polylogue::tests {

namespace {

constexpr int WordCount = 20'000;
constexpr int ChatLength = 50; // messages
constexpr int AtOnce = 2'000; // messages in a transaction
constexpr int TextLength = 1'900; // of an answer, on average; questions are a fourth as long
constexpr qsizetype PoolSize = 8'000'000;
constexpr qint64 FirstSecond = 1'500'000'000;
constexpr qint64 LastSecond = 1'790'000'000;

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

//! Words of a language in which the n-th is n times rarer than the first.
QString makePool(QRandomGenerator &random)
{
    QString pool;
    pool.reserve(PoolSize + 20);
    while (pool.size() < PoolSize) {
        const auto number = int(std::pow(double(WordCount), random.generateDouble()));
        pool += wordNumber(number) + (random.bounded(12) == 0 ? u".\n"_s : u" "_s);
    }
    return pool;
}

//! \brief Writes messages, some at a time.
class Writer final
{
public:
    Writer(Database &database, int count)
        : m_database(database)
        , m_pool(makePool(m_random))
        , m_count(count)
    {
        check(m_database.run(u"BEGIN"_s));
    }
    ~Writer() { check(m_database.run(u"COMMIT"_s)); }
    Q_DISABLE_COPY_MOVE(Writer)

    void writeChat(int messages);

private:
    QDateTime time() const
    {
        return QDateTime::fromSecsSinceEpoch(
            FirstSecond + (LastSecond - FirstSecond) * m_number / m_count, Qt::UTC);
    }
    QString text(int length)
    {
        const auto from = qsizetype(m_random.bounded(quint32(PoolSize - 4 * TextLength)));
        const qsizetype begin = m_pool.indexOf(u' ', from) + 1;
        return m_pool.mid(begin, length / 2 + m_random.bounded(length)) + u' ' + ownWord(m_number);
    }
    Message nextMessage(const MessageId &parent);
    void commit()
    {
        check(m_database.run(u"COMMIT"_s));
        check(m_database.run(u"BEGIN"_s));
        m_committed = m_number;
    }

    Database &m_database;
    QRandomGenerator m_random{14};
    QString m_pool;
    int m_count;
    int m_number = 0;
    int m_committed = 0; // of m_number
};

Message Writer::nextMessage(const MessageId &parent)
{
    const bool isAnswer = m_number % 2 == 1;
    Message message{.id = MessageId::create(),
                    .parent = parent,
                    .role = isAnswer ? Role::Assistant : Role::User,
                    .content = {TextPart{.text = text(isAnswer ? TextLength : TextLength / 4)}},
                    .createdAt = time(),
                    .model = isAnswer ? u"vendor/model"_s : QString()};
    ++m_number;
    return message;
}

void Writer::writeChat(int messages)
{
    ChatRecord record{.id = ConversationId::create(),
                      .title = u"Chat that begins with "_s + ownWord(m_number),
                      .createdAt = time()};
    MessageId last;
    for (int written = 0; written < messages;) {
        SaveMessages saved{.chat = record.id};
        SetBranch branch{.chat = record.id, .firstRow = written};
        for (const int end = qMin(written + AtOnce, messages); written < end; ++written) {
            saved.messages.append(nextMessage(last));
            last = saved.messages.constLast().id;
            branch.messages.append(last);
        }
        record.changedAt = saved.messages.constLast().createdAt;
        for (const Change &change : {Change(SaveChat{record}), Change(saved), Change(branch)})
            check(applyChange(m_database, change));
        if (m_number / AtOnce > m_committed / AtOnce)
            commit();
    }
}

} // namespace

QString ownWord(int message)
{
    return u"own%1own"_s.arg(message);
}

QString commonWord()
{
    return wordNumber(1);
}

QString rareWord()
{
    return wordNumber(WordCount - 7);
}

void makeLargeProfile(const QString &directory, int count)
{
    const OpenedStore opened = openStore(directory);
    if (!opened.database)
        qFatal("the test's own disk");
    Database &database = *opened.database;
    check(database.run(u"PRAGMA synchronous=OFF"_s)); // nothing is promised yet
    check(database.run(u"PRAGMA cache_size=-400000"_s));
    Writer writer(database, count);
    const int inOthers = count - count / 20;
    for (int written = 0; written < inOthers; written += ChatLength)
        writer.writeChat(qMin(ChatLength, inOthers - written));
    writer.writeChat(count / 20);
}

} // namespace polylogue::tests
