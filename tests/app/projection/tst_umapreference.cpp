// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/fuzzygraph.h"
#include "app/projection/spectral.h"
#include "app/projection/umap.h"
#include "tests/app/projection/samples.h"

#include <QFile>
#include <QTest>

#include <numeric>

using namespace polylogue::app::projection;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Metric)

//! Step by step beside numbers of umap-learn, in a folder named by POLYLOGUE_UMAP_DATA: NAME.csv
//! and what was computed from it, for the data sets "digits" and "ag96".
class tst_UmapReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void neighboursAreTheSame();
    void scalesAreTheSame_data();
    void scalesAreTheSame();
    void graphsWeighTheSame_data();
    void graphsWeighTheSame();
    void everyEdgeWeighsTheSame();
    void spectralVectorsAreTheSame_data();
    void spectralVectorsAreTheSame();

private:
    struct Steps
    {
        Neighbours neighbours = {};
        LocalScales scales = {};
        Graph graph = {};
    };

    std::vector<std::vector<double>> table(const QString &name, int headerLines = 0) const;
    Steps stepsOf(const QString &name, Metric metric) const;

    QString m_folder;
};

void tst_UmapReference::initTestCase()
{
    m_folder = qEnvironmentVariable("POLYLOGUE_UMAP_DATA");
    if (m_folder.isEmpty())
        QSKIP("POLYLOGUE_UMAP_DATA names no folder of reference data");
}

std::vector<std::vector<double>> tst_UmapReference::table(const QString &name,
                                                          int headerLines) const
{
    QFile file(m_folder + u'/' + name);
    std::vector<std::vector<double>> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    for (const QByteArray &line : lines.sliced(headerLines)) {
        rows.emplace_back();
        for (const QByteArray &cell : line.split(','))
            rows.back().push_back(cell.toDouble());
    }
    return rows;
}

tst_UmapReference::Steps tst_UmapReference::stepsOf(const QString &name, Metric metric) const
{
    Matrix matrix;
    for (const std::vector<double> &row : table(name + u".csv"_s)) {
        ++matrix.rows;
        matrix.columns = row.size();
        for (const double value : row)
            matrix.values.push_back(float(value));
    }
    Workers workers(2);
    Steps steps;
    steps.neighbours = *exactNeighbours(matrix, 14, metric, workers);
    steps.scales = localScales(steps.neighbours, matrix.rows, 15, workers);
    steps.graph =
        fuzzyUnion(steps.neighbours, closenesses(steps.neighbours, steps.scales), matrix.rows);
    return steps;
}

void tst_UmapReference::neighboursAreTheSame()
{
    const auto rows = table(u"ag96_knn_idx.csv"_s);
    const auto distances = table(u"ag96_knn_dist.csv"_s);
    const Neighbours found = stepsOf(u"ag96"_s, Metric::Cosine).neighbours;

    QCOMPARE(rows.size(), size_t(96));
    for (size_t row = 0; row < rows.size(); ++row) {
        for (size_t at = 0; at < 14; ++at) {
            QCOMPARE(double(found.rows[row * 14 + at]), rows[row][at + 1]);
            QVERIFY(std::abs(double(found.distances[row * 14 + at]) - distances[row][at + 1])
                    < 1e-6);
        }
    }
}

void tst_UmapReference::scalesAreTheSame_data()
{
    QTest::addColumn<Metric>("metric");

    QTest::newRow("digits") << Metric::Euclidean;
    QTest::newRow("ag96") << Metric::Cosine;
}

void tst_UmapReference::scalesAreTheSame()
{
    QFETCH(const Metric, metric);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const auto expected = table(name + u"_rho_sigma.csv"_s, 1);

    const LocalScales found = stepsOf(name, metric).scales;

    QCOMPARE(found.nearest.size(), expected.size());
    for (size_t row = 0; row < expected.size(); ++row) {
        QVERIFY(std::abs(double(found.nearest[row]) / expected[row][0] - 1) < 1e-4);
        QVERIFY(std::abs(double(found.widths[row]) / expected[row][1] - 1) < 1e-4);
    }
}

void tst_UmapReference::graphsWeighTheSame_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<size_t>("edges");
    QTest::addColumn<double>("sum");

    QTest::newRow("digits") << Metric::Euclidean << size_t(34236) << 11293.4091796875;
    QTest::newRow("ag96") << Metric::Cosine << size_t(1662) << 605.6727294921875;
}

void tst_UmapReference::graphsWeighTheSame()
{
    QFETCH(const Metric, metric);
    QFETCH(const size_t, edges);
    QFETCH(const double, sum);

    const Graph graph = stepsOf(QString::fromLatin1(QTest::currentDataTag()), metric).graph;

    QCOMPARE(graph.target.size(), edges);
    const double found = std::accumulate(graph.weight.begin(), graph.weight.end(), 0.0);
    QVERIFY2(std::abs(found / sum - 1) < 1e-4, qPrintable(QString::number(found, 'f', 3)));
}

void tst_UmapReference::everyEdgeWeighsTheSame()
{
    const auto expected = table(u"ag96_graph.csv"_s, 1);
    const Graph graph = stepsOf(u"ag96"_s, Metric::Cosine).graph;

    QCOMPARE(graph.target.size(), expected.size());
    for (const std::vector<double> &edge : expected) {
        const auto point = size_t(edge[0]);
        size_t at = graph.firstEdge[point];
        while (at < graph.firstEdge[point + 1] && double(graph.target[at]) != edge[1])
            ++at;
        QVERIFY(at < graph.firstEdge[point + 1]);
        QVERIFY(std::abs(double(graph.weight[at]) - edge[2]) < 1e-4);
    }
}

void tst_UmapReference::spectralVectorsAreTheSame_data()
{
    QTest::addColumn<Metric>("metric");
    QTest::addColumn<double>("second");
    QTest::addColumn<double>("third");

    QTest::newRow("digits") << Metric::Euclidean << 0.002611300628722892 << 0.005161602495126374;
    QTest::newRow("ag96") << Metric::Cosine << 0.10103239139459363 << 0.12336454926641181;
}

void tst_UmapReference::spectralVectorsAreTheSame()
{
    QFETCH(const Metric, metric);
    QFETCH(const double, second);
    QFETCH(const double, third);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const auto expected = table(name + u"_spectral.csv"_s);

    const auto found = spectralVectors(stepsOf(name, metric).graph);

    QVERIFY(found);
    QVERIFY(std::abs(found->eigenvalues[0] / second - 1) < 1e-4);
    QVERIFY(std::abs(found->eigenvalues[1] / third - 1) < 1e-4);
    QCOMPARE(found->vectors[0].size(), expected.size());
    for (const size_t axis : std::vector<size_t>{0, 1}) {
        // Up to the sign: the cosine of the angle between the two is 1.
        double product = 0;
        double squared = 0;
        for (size_t point = 0; point < expected.size(); ++point) {
            product += expected[point][axis] * found->vectors[axis][point];
            squared += expected[point][axis] * expected[point][axis];
        }
        const double cosine = std::abs(product) / std::sqrt(squared);
        QVERIFY2(std::abs(cosine - 1) < 1e-4, qPrintable(QString::number(cosine, 'g', 9)));
    }
}

QTEST_APPLESS_MAIN(tst_UmapReference)
#include "tst_umapreference.moc"
