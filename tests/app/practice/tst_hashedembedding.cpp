// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/hashedembedding.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace polylogue::app::practice;

class tst_HashedEmbedding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextHasAVectorOfLengthOne_data();
    void everyTextHasAVectorOfLengthOne();
    void theSameTextHasTheSameVectorOnEveryMachine();
    void likeTextsLieCloserThanOthers_data();
    void likeTextsLieCloserThanOthers();
};

namespace {

double likeness(const QString &a, const QString &b)
{
    const auto left = hashedEmbedding(a, 1024);
    const auto right = hashedEmbedding(b, 1024);
    return std::inner_product(left.begin(), left.end(), right.begin(), 0.0);
}

} // namespace

void tst_HashedEmbedding::everyTextHasAVectorOfLengthOne_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("dimensions");

    QTest::newRow("sentence") << u"A ship left harbour at dawn"_s << 1024;
    QTest::newRow("few dimensions") << u"A ship left harbour at dawn"_s << 3;
    QTest::newRow("one dimension") << u"A ship left harbour at dawn"_s << 1;
    QTest::newRow("common words only") << u"and then it was"_s << 1024;
    QTest::newRow("no words") << u"?!"_s << 1024;
    QTest::newRow("Chinese") << u"\u4f60\u597d"_s << 1024;
}

void tst_HashedEmbedding::everyTextHasAVectorOfLengthOne()
{
    QFETCH(const QString, text);
    QFETCH(const int, dimensions);

    const auto vector = hashedEmbedding(text, dimensions);
    QCOMPARE(static_cast<int>(vector.size()), dimensions);
    const double square = std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0);
    QVERIFY2(std::abs(square - 1) < 1e-5, qPrintable(QString::number(square)));
}

void tst_HashedEmbedding::theSameTextHasTheSameVectorOnEveryMachine()
{
    const QString text = u"Software for ships, and ships for software"_s;
    const auto vector = hashedEmbedding(text, 1024);
    QCOMPARE(vector, hashedEmbedding(text, 1024));
    QVERIFY2(std::abs(vector[0] - 0.0172859672F) < 1e-6F,
             qPrintable(QString::number(vector[0], 'g', 9)));
    QVERIFY2(std::abs(vector[1000] + 0.00940366928F) < 1e-6F,
             qPrintable(QString::number(vector[1000], 'g', 9)));
}

void tst_HashedEmbedding::likeTextsLieCloserThanOthers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("like");
    QTest::addColumn<QString>("other");

    QTest::newRow("same words in another order")
        << u"the dog bit the man"_s << u"the man bit the dog"_s << u"prices rose in March"_s;
    QTest::newRow("forms of a word")
        << u"sailing ships"_s << u"a ship that sails"_s << u"cooking recipes"_s;
    QTest::newRow("a misspelling")
        << u"lighthouse keeper"_s << u"lighthuose keepr"_s << u"business news"_s;
    QTest::newRow("the same topic")
        << u"The striker scored in the final"_s << u"Their goalkeeper saved the championship"_s
        << u"The new chip makes computers faster"_s;
    QTest::newRow("capitals") << u"HELLO WORLD"_s << u"hello world"_s << u"farewell planet"_s;
}

void tst_HashedEmbedding::likeTextsLieCloserThanOthers()
{
    QFETCH(const QString, text);
    QFETCH(const QString, like);
    QFETCH(const QString, other);

    QCOMPARE_GT(likeness(text, like), likeness(text, other) + 0.1);
}

QTEST_APPLESS_MAIN(tst_HashedEmbedding)
#include "tst_hashedembedding.moc"
