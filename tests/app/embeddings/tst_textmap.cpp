// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/mapjob.h"
#include "app/embeddings/textmapfile.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace polylogue::app;
using namespace polylogue::app::embeddings;
using namespace Qt::StringLiterals;

class tst_TextMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreLaidOutAndClustered();
    void clustersCanBeFoundAnewWhereTextsStay();
    void nearestTextsComeFirst();
    void newVectorsHavePlacesOnMapsOfBothKinds();
    void mapIsReadAsItWasWritten();
    void whatIsNoMapIsTold_data();
    void whatIsNoMapIsTold();
    void jobThatIsNotWantedEnds();
};

namespace {

TextMap twoTopics(int rows)
{
    TextMap map{.title = u"Two"_s, .model = u"m"_s, .inputType = u"clustering"_s};
    projection::Matrix vectors{.rows = size_t(rows), .columns = 3};
    for (int row = 0; row < rows; ++row) {
        const bool isSport = row % 2 == 0;
        map.corpus.append({.text = isSport ? u"The team won match %1."_s.arg(row)
                                           : u"The price of oil rose to %1."_s.arg(row),
                           .label = isSport ? u"Sport"_s : u"Trade"_s,
                           .source = QString::number(row + 1)});
        const float shift = float(row) / 500;
        vectors.values.insert(vectors.values.end(),
                              {isSport ? 1.0F : shift, isSport ? shift : 1.0F, shift});
    }
    map.vectors = std::make_shared<const projection::Matrix>(std::move(vectors));
    return map;
}

TextMap laidOut(const TextMap &map, bool onlyClusters = false)
{
    MapJob job(map, onlyClusters);
    TextMap result;
    bool isDone = false;
    QObject::connect(&job, &MapJob::finished, &job, [&](const TextMap &made) {
        result = made;
        isDone = true;
    });
    job.start();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isDone, 60'000); }();
    return result;
}

} // namespace

void tst_TextMap::textsAreLaidOutAndClustered()
{
    const TextMap map = laidOut(twoTopics(60));

    QCOMPARE(map.positions.size(), size_t(60));
    QCOMPARE(map.clusters.of.ofRow.size(), size_t(60));
    QCOMPARE(map.clusters.of.count, 2);
    QCOMPARE(map.clusters.names.size(), 2);
    const int sport = map.clusters.of.ofRow[0];
    QVERIFY(map.clusters.names.at(sport).contains(u"team"_s));
    QVERIFY(map.clusters.of.ofRow[1] != sport);
    QCOMPARE(laidOut(twoTopics(60)).positions, map.positions);
}

void tst_TextMap::clustersCanBeFoundAnewWhereTextsStay()
{
    TextMap map = laidOut(twoTopics(60));
    map.clustering = {.method = ClusterSetup::Method::Means, .count = 3};

    const TextMap again = laidOut(map, true);

    QCOMPARE(again.positions, map.positions);
    QCOMPARE(again.clusters.of.count, 3);
    map.clustering.method = ClusterSetup::Method::None;
    QCOMPARE(laidOut(map, true).clusters.of.count, 0);
}

void tst_TextMap::nearestTextsComeFirst()
{
    const TextMap map = twoTopics(20);

    QCOMPARE(nearestRows({1, 0, 0}, map, 3), (QList<qsizetype>{0, 2, 4}));
    QCOMPARE(nearestRows({1, 0}, map, 3), QList<qsizetype>());
}

void tst_TextMap::newVectorsHavePlacesOnMapsOfBothKinds()
{
    TextMap map = twoTopics(40);
    for (const bool isQuick : {true, false}) {
        map.layout.isQuick = isQuick;
        const TextMap made = laidOut(map);
        projection::Matrix query = rowsOf(*map.vectors, {6});

        const projection::Positions places = placesOf(query, made);

        QCOMPARE(places.size(), size_t(1));
        const double away =
            std::hypot(places[0].x - made.positions[6].x, places[0].y - made.positions[6].y);
        const double across = std::hypot(made.positions[0].x - made.positions[1].x,
                                         made.positions[0].y - made.positions[1].y);
        QVERIFY(away < across / 2);
        if (isQuick)
            QVERIFY(away < 1e-4);
    }
}

void tst_TextMap::mapIsReadAsItWasWritten()
{
    const QTemporaryDir folder;
    TextMap map = laidOut(twoTopics(30));
    map.positions[3] = projection::nowhere;
    map.clusters.names[0] = u"my \"name\""_s;
    map.numberName = u"price"_s;
    map.corpus[2].number = -1.5;
    const QString path = folder.filePath(u"a.map"_s);

    QVERIFY(writeMap(path, map));

    QVERIFY(isMapFile(path));
    const auto read = readMap(path);
    QVERIFY(read);
    QCOMPARE(read->title, map.title);
    QCOMPARE(read->model, map.model);
    QCOMPARE(read->numberName, map.numberName);
    QCOMPARE(read->corpus, map.corpus);
    QCOMPARE(*read->vectors, *map.vectors);
    QCOMPARE(read->clusters, map.clusters);
    QCOMPARE(read->layout, map.layout);
    QVERIFY(std::isnan(read->positions[3].x));
    QCOMPARE(read->positions[4], map.positions[4]);
}

void tst_TextMap::whatIsNoMapIsTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("type");

    QTest::newRow("nothing") << QByteArray() << u"not_a_map"_s;
    QTest::newRow("a table") << QByteArray("a,b\n1,2\n") << u"not_a_map"_s;
    QTest::newRow("no dimensions") << QByteArray("{\"a_polylogue_map\":1}\n") << u"not_a_map"_s;
    QTest::newRow("a broken line")
        << QByteArray("{\"a_polylogue_map\":1,\"dimensions\":2}\n{\"text\":\"a\"}\n")
        << u"map_damaged"_s;
}

void tst_TextMap::whatIsNoMapIsTold()
{
    QFETCH(const QByteArray, bytes);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"a.map"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();

    const auto read = readMap(file.fileName());

    QVERIFY(!read);
    QTEST(read.error().type, "type");
}

void tst_TextMap::jobThatIsNotWantedEnds()
{
    MapJob job(twoTopics(4000));
    QSignalSpy progressed(&job, &MapJob::progressed);
    job.start();
    QTRY_VERIFY_WITH_TIMEOUT(!progressed.isEmpty(), 60'000);
}

QTEST_GUILESS_MAIN(tst_TextMap)
#include "tst_textmap.moc"
