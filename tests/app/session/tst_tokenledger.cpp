// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/tokenledger.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using conversation::ConversationId;
using session::TokenLedger;
using store::ChatStore;
using store::RecordUse;
using store::TokenUse;

class tst_TokenLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sumsAreKeptUpAndComeBack();
    void whatEndsWhileSumsAreReadIsCountedOnce();
    void onlyTheLastDaysAreKnown();
    void temporaryChatsCountForTheDayOnly();

private:
    void start();
    void settle();
    static TokenUse use(qint64 input, const QDate &day = {})
    {
        return {.model = u"m"_s, .day = day, .input = input, .cached = 1, .output = 2};
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<ChatStore> m_store;
    std::unique_ptr<TokenLedger> m_ledger;
    const ConversationId m_chat = ConversationId::create();
    const ConversationId m_other = ConversationId::create();
    const QDate m_today = QDate::currentDate();
};

void tst_TokenLedger::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    start();
}

void tst_TokenLedger::cleanup()
{
    m_ledger.reset();
    m_store.reset();
}

void tst_TokenLedger::start()
{
    m_ledger.reset();
    m_store.reset();
    m_store = std::make_unique<ChatStore>(m_directory->path());
    m_ledger = std::make_unique<TokenLedger>(*m_store);
    m_ledger->reload();
}

//! Until all that was asked for before has come.
void tst_TokenLedger::settle()
{
    bool isDone = false;
    m_store->write({}, this, [&isDone](const base::Status &) { isDone = true; });
    QTRY_VERIFY(isDone);
}

void tst_TokenLedger::sumsAreKeptUpAndComeBack()
{
    m_ledger->follow(m_chat);
    settle();
    QSignalSpy changed(m_ledger.get(), &TokenLedger::changed);
    m_ledger->record(m_chat, false, use(10));
    m_ledger->record(m_chat, false, use(20));
    m_ledger->record(m_other, false, use(5));
    QCOMPARE(changed.size(), 3);
    const QList<TokenUse> ofChat{{u"m"_s, {}, 30, 2, 4}};
    const QList<TokenUse> ofDay{{u"m"_s, m_today, 35, 3, 6}};
    QCOMPARE(m_ledger->ofChat(m_chat), ofChat);
    QCOMPARE(m_ledger->ofChat(m_other), QList<TokenUse>());
    QCOMPARE(m_ledger->byDay(), ofDay);

    start();

    m_ledger->follow(m_chat);
    m_ledger->follow(m_other);
    settle();
    QCOMPARE(m_ledger->ofChat(m_chat), ofChat);
    QCOMPARE(m_ledger->ofChat(m_other), QList<TokenUse>({{u"m"_s, {}, 5, 1, 2}}));
    QCOMPARE(m_ledger->byDay(), ofDay);
}

void tst_TokenLedger::whatEndsWhileSumsAreReadIsCountedOnce()
{
    m_ledger->record(m_chat, false, use(10));
    settle();
    start();
    m_ledger->follow(m_chat);
    m_ledger->record(m_chat, false, use(1)); // nothing has been read yet
    settle();
    QCOMPARE(m_ledger->ofChat(m_chat), QList<TokenUse>({{u"m"_s, {}, 11, 2, 4}}));
    QCOMPARE(m_ledger->byDay(), QList<TokenUse>({{u"m"_s, m_today, 11, 2, 4}}));

    m_ledger->reload();
    m_ledger->reload();
    settle();
    QCOMPARE(m_ledger->ofChat(m_chat), QList<TokenUse>({{u"m"_s, {}, 11, 2, 4}}));
    QCOMPARE(m_ledger->byDay(), QList<TokenUse>({{u"m"_s, m_today, 11, 2, 4}}));
}

void tst_TokenLedger::onlyTheLastDaysAreKnown()
{
    const auto at = [this](int daysAgo) { return m_today.addDays(-daysAgo).startOfDay().toUTC(); };
    QList<store::Change> changes;
    for (const int daysAgo : {0, 3, TokenLedger::Days - 1, TokenLedger::Days})
        changes.append(RecordUse{.chat = m_chat, .endedAt = at(daysAgo), .use = use(daysAgo + 1)});
    m_store->write(changes);
    m_ledger->follow(m_chat);
    m_ledger->reload();
    settle();
    QCOMPARE(m_ledger->byDay(),
             QList<TokenUse>({use(TokenLedger::Days, m_today.addDays(1 - TokenLedger::Days)),
                              use(4, m_today.addDays(-3)), use(1, m_today)}));
    QCOMPARE(m_ledger->ofChat(m_chat).constFirst().input,
             qint64(1 + 4 + TokenLedger::Days + TokenLedger::Days + 1));
}

void tst_TokenLedger::temporaryChatsCountForTheDayOnly()
{
    m_ledger->follow(m_chat);
    m_ledger->record(m_chat, true, use(10));
    settle();
    QCOMPARE(m_ledger->ofChat(m_chat).size(), 1);

    start();

    m_ledger->follow(m_chat);
    settle();
    QCOMPARE(m_ledger->ofChat(m_chat), QList<TokenUse>());
    QCOMPARE(m_ledger->byDay(), QList<TokenUse>({use(10, m_today)}));
}

QTEST_GUILESS_MAIN(tst_TokenLedger)

#include "tst_tokenledger.moc"
