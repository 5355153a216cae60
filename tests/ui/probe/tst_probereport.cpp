// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/probe/probemodel.h"
#include "ui/probe/probereport.h"
#include "ui/probe/probewords.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::probe;
using namespace polylogue::ui::probe;

namespace {

Finding findingOf(const QString &model, Capability capability, const Judgement &judgement,
                  int minute = 0)
{
    return {.model = model,
            .capability = capability,
            .judgement = judgement,
            .at = QDateTime({2026, 11, 23}, {12, minute}, Qt::UTC)};
}

FindingTable sample()
{
    FindingTable table;
    table.add(findingOf(u"a"_s, Capability::Images, {Verdict::Yes, Ground::RightAnswer, {}}));
    table.add(findingOf(u"a"_s, Capability::Images,
                        {Verdict::Refused, Ground::RefusedByServer, u"no | \"images\""_s}, 5));
    table.add(
        findingOf(u"=b"_s, Capability::BatchLimit, {Verdict::Yes, Ground::Measured, u"1096"_s}));
    return table;
}

} // namespace

class tst_ProbeReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markdownHasTheMatrixAndWhatItHidesBelow();
    void csvIsForPrograms();
    void everythingHasWords();
    void theModelShowsWhatIsWanted_data();
    void theModelShowsWhatIsWanted();
    void theModelTellsOfChanges();
};

void tst_ProbeReport::markdownHasTheMatrixAndWhatItHidesBelow()
{
    const QString report =
        QString::fromUtf8(markdownReport(sample(), {u"a"_s, u"=b"_s}, u"api.example"_s));
    QVERIFY(report.startsWith(u"# What can it do?\n\napi\\.example\n\n| | a | =b |\n"_s));
    QVERIFY(report.contains(u"| Sees images | refused |  |"_s));
    QVERIFY(report.contains(u"| Texts in one request |  | at most 1,096 |"_s));
    QVERIFY(report.contains(u"- a, Sees images: refused, before: yes"_s));
    QVERIFY(report.contains(u"- a, Sees images: no \\| \"images\""_s));
}

void tst_ProbeReport::csvIsForPrograms()
{
    const QByteArray csv = csvReport(sample(), {u"a"_s, u"=b"_s});
    QCOMPARE(csv,
             "model,capability,verdict,reason,words,source,at,before\r\n"
             "\"a\",\"images\",\"refused\",\"refused_by_server\",\"no | \"\"images\"\"\","
             "\"probe\",\"2026-11-23T12:05:00Z\",\"yes\"\r\n"
             "\"'=b\",\"batch_limit\",\"yes\",\"measured\",\"1096\",\"probe\","
             "\"2026-11-23T12:00:00Z\",\"\"\r\n"_ba);
}

void tst_ProbeReport::everythingHasWords()
{
    QSet<QString> names;
    for (const Capability capability : allCapabilities()) {
        names.insert(capabilityText(capability));
        const Explanation explanation = explanationOf(capability);
        QVERIFY(!explanation.question.isEmpty());
        QVERIFY(!explanation.purpose.isEmpty());
        QVERIFY(!explanation.proof.isEmpty());
    }
    QCOMPARE(names.size(), allCapabilities().size());
    for (int ground = 1; ground <= int(Ground::Contradictory); ++ground)
        QVERIFY(!groundText({Verdict::Unsure, Ground(ground), {}}).isEmpty());
}

void tst_ProbeReport::theModelShowsWhatIsWanted_data()
{
    using Show = ProbeModel::Show;
    QTest::addColumn<QString>("filter");
    QTest::addColumn<Show>("show");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("all") << QString() << Show::All << 19 << 3;
    QTest::newRow("known") << QString() << Show::Known << 2 << 3;
    QTest::newRow("changed") << QString() << Show::Changed << 1 << 3;
    QTest::newRow("different") << QString() << Show::Different << 2 << 3;
    QTest::newRow("one model") << u"B"_s << Show::All << 19 << 1;
    QTest::newRow("one model, known") << u"b"_s << Show::Known << 1 << 1;
    QTest::newRow("no model") << u"x"_s << Show::All << 19 << 0;
}

void tst_ProbeReport::theModelShowsWhatIsWanted()
{
    QFETCH(const QString, filter);
    QFETCH(const ProbeModel::Show, show);
    const FindingTable table = sample();
    ProbeModel model(table);
    const QAbstractItemModelTester tester(&model);
    model.setModels({u"a"_s, u"=b"_s, u"unasked"_s});
    if (filter == "B"_L1 || filter == "b"_L1)
        model.setModels({u"a"_s, u"=b"_s});
    model.setFilter(filter, show);
    QTEST(model.rowCount(), "rows");
    QTEST(model.columnCount(), "columns");
}

void tst_ProbeReport::theModelTellsOfChanges()
{
    FindingTable table = sample();
    ProbeModel model(table);
    const QAbstractItemModelTester tester(&model);
    model.setModels({u"a"_s});
    const QModelIndex cell = model.index(model.rowOf(Capability::Images), 0);
    QCOMPARE(cell.data().toString(), u"refused"_s);
    QVERIFY(cell.data(ProbeModel::ChangedRole).toBool());
    QCOMPARE(cell.data(Qt::AccessibleTextRole).toString(), u"a, Sees images: refused, changed"_s);
    table.add(findingOf(u"a"_s, Capability::Images, {Verdict::Refused, {}, {}}, 9));
    model.refresh(u"a"_s);
    QVERIFY(!cell.data(ProbeModel::ChangedRole).toBool());
    const QModelIndex other = model.index(model.rowOf(Capability::Tools), 0);
    QCOMPARE(other.data(Qt::AccessibleTextRole).toString(), u"a, Calls tools: not asked yet"_s);
}

QTEST_MAIN(tst_ProbeReport)
#include "tst_probereport.moc"
