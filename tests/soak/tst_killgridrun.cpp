// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/chatstore.h"
#include "tests/support/faultserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! Kills a grid run again and again until it has ended: what was stored as answered is never asked
//! again, and no more is asked twice than was being asked when the program was killed.
class tst_KillGridRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noAnsweredCellIsAskedAgain();

private:
    void makeRun();
    //! Reads the store as the next start does. \return the questions that have an answer.
    QSet<QString> answered();
    QHash<QString, int> asked() const;

    QTemporaryDir m_data;
    FaultServer m_server;
    store::GridRunId m_run = store::GridRunId::create();
};

namespace {

constexpr int lanes = 2;
constexpr int parallel = 4;

int mostKills()
{
    const int wanted = qEnvironmentVariableIntValue("POLYLOGUE_SOAK_ROUNDS");
    return wanted > 0 ? wanted : 6;
}

//! More than are answered between the kills.
int rows()
{
    return 12 * mostKills();
}

QString question(qsizetype row, qsizetype lane)
{
    return u"m%1: Question %2"_s.arg(lane).arg(row);
}

} // namespace

void tst_KillGridRun::makeRun()
{
    store::GridRun run{.id = m_run,
                       .title = u"Killed"_s,
                       .createdAt = QDateTime::currentDateTimeUtc(),
                       .setup = {.models = {u"m0"_s, u"m1"_s},
                                 .prompts = {{.text = u"Question {{number}}"_s}},
                                 .parallel = parallel},
                       .columns = {u"number"_s}};
    for (int row = 0; row < rows(); ++row)
        run.rows.append(QStringList{QString::number(row)});
    store::ChatStore chats(m_data.path());
    bool isSaved = false;
    chats.write({store::SaveGridRun{run}}, this, [&](const base::Status &) { isSaved = true; });
    QTRY_VERIFY(isSaved);
}

QSet<QString> tst_KillGridRun::answered()
{
    QSet<QString> questions;
    store::ChatStore chats(m_data.path());
    bool isRead = false;
    chats.loadGridRun(m_run, this, [&](const base::Result<store::StoredGridRun> &stored) {
        isRead = stored && stored->unreadable == 0;
        for (const store::GridCell &cell : stored.value_or({}).cells) {
            if (textOf(cell.answer.content) == u"one two three"_s)
                questions.insert(question(cell.row, cell.lane));
        }
    });
    [&] { QTRY_VERIFY(isRead); }();
    return questions;
}

QHash<QString, int> tst_KillGridRun::asked() const
{
    QHash<QString, int> counts;
    for (const SeenRequest &seen : m_server.requests("/v1/chat/completions")) {
        const QJsonObject body = QJsonDocument::fromJson(seen.body).object();
        ++counts[body["model"_L1].toString() + u": "_s
                 + body["messages"_L1].toArray().last().toObject().value("content"_L1).toString()];
    }
    return counts;
}

void tst_KillGridRun::noAnsweredCellIsAskedAgain()
{
    m_server.on("/v1/chat/completions", Reply::chat({"one ", "two ", "three"}, 15ms));
    makeRun();
    const quint32 seed = QRandomGenerator::system()->generate();
    QRandomGenerator random(seed);
    qInfo("seed %u", seed);
    int kills = 0;
    qsizetype askedAgain = 0;
    QHash<QString, int> before;

    for (bool hasEnded = false; !hasEnded;) {
        const QSet<QString> done = answered();
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral(POLYLOGUE_RUN_GRID),
                      {m_data.path(), m_server.url().toString()});
        QVERIFY(process.waitForStarted());
        hasEnded = process.waitForFinished(kills < mostKills() ? random.bounded(100, 500) : 60'000);
        if (!hasEnded) {
            QVERIFY2(kills < mostKills(), "it does not end by itself");
            process.kill();
            QVERIFY(process.waitForFinished());
            ++kills;
        }

        const QHash<QString, int> now = asked();
        for (auto cell = now.cbegin(); cell != now.cend(); ++cell) {
            const int more = cell.value() - before.value(cell.key());
            QVERIFY2(more == 0 || !done.contains(cell.key()), qPrintable(cell.key()));
            QVERIFY2(more <= 1, qPrintable(cell.key()));
            askedAgain += before.contains(cell.key()) && more > 0;
        }
        before = now;
    }

    QCOMPARE(before.size(), rows() * lanes);
    QCOMPARE(answered().size(), rows() * lanes);
    QVERIFY(kills > 0); // else this tested nothing
    QCOMPARE_LE(askedAgain, kills * parallel);
    qInfo("%d kills, %d of %d cells had no answer yet and were asked again", kills, int(askedAgain),
          rows() * lanes);
}

QTEST_GUILESS_MAIN(tst_KillGridRun)
#include "tst_killgridrun.moc"
