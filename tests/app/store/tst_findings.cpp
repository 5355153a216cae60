// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/findings.h"
#include "freshdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::store;
using polylogue::tests::FreshDatabase;

namespace {

const endpoint::EndpointId server = endpoint::EndpointId::create();

FindingRecord recordAt(int second, const QString &source = u"probe"_s)
{
    return {.endpoint = server,
            .model = u"llama_4_maverick"_s,
            .capability = u"images"_s,
            .source = source,
            .verdict = u"refused"_s,
            .ground = u"refused_by_server"_s,
            .words = u"No “pictures” here"_s,
            .at = QDateTime::fromSecsSinceEpoch(1'795'000'000 + second, Qt::UTC),
            .exchanges = {{.at = QDateTime::fromSecsSinceEpoch(1'795'000'000, Qt::UTC),
                           .path = u"/chat/completions"_s,
                           .request = u"{\"model\":\"m\"}"_s,
                           .answer = u"{\"n\":%1}"_s.arg(second),
                           .httpStatus = 400,
                           .milliseconds = 17},
                          {}}};
}

QList<FindingRecord> stored(FreshDatabase &database)
{
    return loadFindings(*database, server).value_or({});
}

} // namespace

class tst_Findings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areReadAsTheyWereWritten();
    void canBeWrittenAgain();
    void ofAProbeTheNewestFiveStay();
    void ofTheUserTheNewestStays();
    void areRemovedBySource();
    void belongToTheirEndpoint();
};

void tst_Findings::areReadAsTheyWereWritten()
{
    FreshDatabase database;
    const FindingRecord written = recordAt(1);
    QVERIFY(database.apply({SaveFinding{written}}));
    database.reopen();

    const QList<FindingRecord> read = stored(database);
    QCOMPARE(read.size(), 1);
    FindingRecord expected = written;
    expected.key = read.first().key;
    expected.exchanges.clear();
    QCOMPARE(read.first(), expected);
    const auto exchanges = loadExchanges(*database, expected.key);
    QVERIFY(exchanges);
    QCOMPARE(exchanges->size(), 2);
    QCOMPARE(exchanges->first(), written.exchanges.first());
}

void tst_Findings::canBeWrittenAgain()
{
    FreshDatabase database;
    QVERIFY(database.apply({SaveFinding{recordAt(1)}, SaveFinding{recordAt(1)}}));
    QCOMPARE(stored(database).size(), 1);
    QCOMPARE(database.value(u"SELECT count(*) FROM finding_exchanges"_s).toInt(), 2);
}

void tst_Findings::ofAProbeTheNewestFiveStay()
{
    FreshDatabase database;
    for (const int second : {3, 1, 7, 5, 2, 6, 4})
        QVERIFY(database.apply({SaveFinding{recordAt(second)}}));

    QStringList answers;
    for (const FindingRecord &finding : stored(database))
        answers.append(loadExchanges(*database, finding.key)->first().answer);

    QCOMPARE(answers,
             QStringList(
                 {u"{\"n\":7}"_s, u"{\"n\":6}"_s, u"{\"n\":5}"_s, u"{\"n\":4}"_s, u"{\"n\":3}"_s}));
    QCOMPARE(database.value(u"SELECT count(*) FROM finding_exchanges"_s).toInt(), 10);
}

void tst_Findings::ofTheUserTheNewestStays()
{
    FreshDatabase database;
    FindingRecord bare = recordAt(2, u"user"_s);
    bare.words = QString();
    bare.exchanges.clear();
    QVERIFY(database.apply(
        {SaveFinding{recordAt(1, u"user"_s)}, SaveFinding{recordAt(1)}, SaveFinding{bare}}));
    const QList<FindingRecord> read = stored(database);
    QCOMPARE(read.size(), 2);
    QCOMPARE(read.first().source, u"user"_s);
    QCOMPARE(read.first().at, bare.at);
}

void tst_Findings::areRemovedBySource()
{
    FreshDatabase database;
    QVERIFY(database.apply({SaveFinding{recordAt(1, u"user"_s)}, SaveFinding{recordAt(1)}}));
    QVERIFY(database.apply({RemoveFindings{.endpoint = server,
                                           .model = u"llama_4_maverick"_s,
                                           .capability = u"images"_s,
                                           .source = u"user"_s}}));
    QCOMPARE(stored(database).size(), 1);
    QCOMPARE(stored(database).first().source, u"probe"_s);
}

void tst_Findings::belongToTheirEndpoint()
{
    FreshDatabase database;
    QVERIFY(database.apply({SaveFinding{recordAt(1)}}));
    QVERIFY(loadFindings(*database, endpoint::EndpointId::create())->isEmpty());
}

QTEST_GUILESS_MAIN(tst_Findings)
#include "tst_findings.moc"
