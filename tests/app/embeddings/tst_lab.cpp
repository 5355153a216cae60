// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/lab.h"

#include <QTest>

#include <cmath>

using namespace polylogue::app::embeddings;
using namespace polylogue::app::projection;
using namespace Qt::StringLiterals;

class tst_Lab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cosinesAreThoseOfAngles();
    void ownDocumentIsRankedAmongAll();
    void nearDuplicatesAreToldOnce();
    void oneModelAgreesWithItself();
    void modelsAgreeAsFarAsTheirNeighboursDo();
    void hitRateCountsNeighboursOfTheSameLabel();
    void labelsOfOneTextDoNotCount();
    void nothingComesOfNothing();
    void workCanBeStopped();
};

namespace {

//! Directions in the plane, in degrees.
Matrix directions(const std::vector<double> &degrees)
{
    Matrix matrix{.rows = degrees.size(), .columns = 2};
    for (const double degree : degrees) {
        const double angle = degree * 3.141592653589793 / 180;
        matrix.values.push_back(float(2 * std::cos(angle)));
        matrix.values.push_back(float(2 * std::sin(angle)));
    }
    return matrix;
}

bool isNear(double left, double right)
{
    return std::abs(left - right) < 1e-6;
}

} // namespace

void tst_Lab::cosinesAreThoseOfAngles()
{
    const Matrix found = cosines(directions({0, 90}), directions({0, 60, 180}));

    QCOMPARE(found.rows, size_t(2));
    QCOMPARE(found.columns, size_t(3));
    const double wanted[] = {1, 0.5, -1, 0, std::sqrt(3) / 2, 0};
    for (size_t i = 0; i < 6; ++i)
        QVERIFY(isNear(double(found.values[i]), wanted[i]));

    Matrix broken = directions({0});
    broken.values[1] = std::nanf("");
    QVERIFY(std::isnan(cosines(broken, directions({0})).values[0]));
    const Matrix zero{.rows = 1, .columns = 2, .values = {0, 0}};
    QVERIFY(std::isnan(cosines(zero, zero).values[0]));
}

void tst_Lab::ownDocumentIsRankedAmongAll()
{
    const QList<QueryMatch> matches =
        queryMatches(directions({0, 50, 95}), directions({10, 90, 100}));

    QCOMPARE(matches.size(), 3);
    QVERIFY(isNear(matches.at(0).cosine, std::cos(10 * 3.141592653589793 / 180)));
    QCOMPARE(matches.at(0).rank, 1);
    // 50 lies as near to 10 as to 90: nothing is nearer than its own.
    QCOMPARE(matches.at(2).rank, 1);
    QCOMPARE(queryMatches(directions({0, 15}), directions({10, 90})).at(1).rank, 2);
}

void tst_Lab::nearDuplicatesAreToldOnce()
{
    Workers workers(2);
    Matrix vectors = directions({0, 40, 1, 90, 40, 200});
    vectors.values[10] = std::nanf(""); // the last takes no part

    const auto pairs = nearDuplicates(vectors, 0.99, 100, workers);

    QVERIFY(pairs);
    QCOMPARE(pairs->size(), 2);
    QCOMPARE(pairs->at(0).first, 1);
    QCOMPARE(pairs->at(0).second, 4);
    QVERIFY(isNear(pairs->at(0).cosine, 1));
    QCOMPARE(pairs->at(1).first, 0);
    QCOMPARE(pairs->at(1).second, 2);
    QCOMPARE(nearDuplicates(vectors, 0.99, 1, workers)->size(), 1);
    QCOMPARE(nearDuplicates(vectors, -1, 100, workers)->size(), 10);
    vectors.values[0] = vectors.values[1] = vectors.values[4] = vectors.values[5] = 0;
    QCOMPARE(nearDuplicates(vectors, 0.99, 100, workers)->size(), 1); // zeros are alike to none
}

void tst_Lab::oneModelAgreesWithItself()
{
    Workers workers(2);
    const Matrix vectors = directions({0, 10, 25, 45, 70, 100});

    const auto result = agreement(vectors, vectors, 3, workers);

    QVERIFY(result);
    QCOMPARE(result->mean, 1.0);
    QCOMPARE(result->left.rows, result->right.rows);
    QCOMPARE(result->left.rows[0], 1U);
}

void tst_Lab::modelsAgreeAsFarAsTheirNeighboursDo()
{
    Workers workers(2);

    // 0 is beside 1 and 2; for the other model beside 2 and 3.
    const auto result =
        agreement(directions({0, 10, 20, 170}), directions({0, 170, 10, 20}), 2, workers);

    QVERIFY(result);
    QCOMPARE(result->ofRow[0], 0.5);
    QCOMPARE(result->left.rows[0], 1U);
    QCOMPARE(result->right.rows[0], 2U);
    double sum = 0;
    for (const double share : result->ofRow)
        sum += share;
    QCOMPARE(result->mean, sum / 4);
}

void tst_Lab::hitRateCountsNeighboursOfTheSameLabel()
{
    Workers workers(2);
    const Matrix vectors = directions({0, 3, 10, 90, 94, 12});
    const QStringList labels{u"a"_s, u"a"_s, u"b"_s, u"b"_s, u"b"_s, u""_s};

    const auto rates = hitRates(vectors, labels, 2, workers);

    QVERIFY(rates);
    QCOMPARE(rates->texts, 5);
    // The first neighbours of the two a are each other, and of 3 and 4 as well; that of 2 is an a.
    QVERIFY(isNear(rates->hitRate.at(0), 4.0 / 5));
    QVERIFY(isNear(rates->hitRate.at(1), 4.0 / 5));
    QVERIFY(isNear(rates->precision.at(0), 4.0 / 5));
    QVERIFY(isNear(rates->precision.at(1), (0.5 + 0.5 + 0 + 1 + 1) / 5));
    QCOMPARE(rates->labels.size(), 2);
    QCOMPARE(rates->labels.at(0).label, u"b"_s);
    QCOMPARE(rates->labels.at(0).texts, 3);
    QVERIFY(isNear(rates->labels.at(0).hitRate, 2.0 / 3));
    QCOMPARE(rates->labels.at(1).hitRate, 1.0);
}

void tst_Lab::labelsOfOneTextDoNotCount()
{
    Workers workers(1);

    const auto rates = hitRates(directions({0, 1, 2}), {u"a"_s, u"a"_s, u"alone"_s}, 1, workers);

    QCOMPARE(rates->texts, 2);
    QCOMPARE(rates->labels.size(), 1);
}

void tst_Lab::nothingComesOfNothing()
{
    Workers workers(1);
    const Matrix one = directions({30});

    QVERIFY(nearDuplicates(one, 0.5, 10, workers)->isEmpty());
    QCOMPARE(agreement(one, one, 5, workers)->mean, 0.0);
    QCOMPARE(hitRates(one, {u"a"_s}, 5, workers)->texts, 0);
    QCOMPARE(hitRates(Matrix(), {}, 5, workers)->texts, 0);
}

void tst_Lab::workCanBeStopped()
{
    Workers workers(1);
    std::vector<double> degrees;
    for (int i = 0; i < 500; ++i)
        degrees.push_back(i * 0.7);
    const Matrix vectors = directions(degrees);
    const auto stop = [](const Progress &) { return false; };

    QVERIFY(!nearDuplicates(vectors, 0.5, 10, workers, stop));
    QVERIFY(!agreement(vectors, vectors, 5, workers, stop));
}

QTEST_APPLESS_MAIN(tst_Lab)
#include "tst_lab.moc"
