// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/comparison/agreement.h"
#include "tests/app/comparison/markedpairs.h"

#include <QFile>
#include <QTest>

using namespace polylogue::app::comparison;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;

class tst_Agreement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codeAndSignsAreNoSentences();
    void oneSentenceMaySayWhatTwoSay();
    void unrelatedSentencesHaveNoCounterpart();
    void singleSentencesAreComparedByTheirWordsToo();
    void emptyAnswersAgreeInNothing();
    void findsOutliersOfMarkedPairs();
};

void tst_Agreement::codeAndSignsAreNoSentences()
{
    const QList<MeantSentence> sentences =
        meantSentences(u"# Title\n\n- **One** thing.\n---\n```\ncode\n```\n1 + 1\n\nEnd."_s);

    QStringList words;
    for (const MeantSentence &sentence : sentences)
        words.append(sentence.words);
    QCOMPARE(words, QStringList({u"Title"_s, u"One thing."_s, u"End."_s}));
    QCOMPARE(sentences.at(1).place.start, 9);
}

void tst_Agreement::oneSentenceMaySayWhatTwoSay()
{
    const MeantAnswer left{.sentences = {u"a b"_s, u"c d"_s, u"x"_s},
                           .vectors = {{1, 0.2F, 0}, {0.2F, 1, 0}, {0, 0, 1}}};
    const MeantAnswer right{.sentences = {u"a c"_s}, .vectors = {{1, 1, 0}}};

    const Counterparts found = counterparts(left, right);

    QCOMPARE(found.ofLeft, (std::vector<qsizetype>{0, 0, -1}));
    QCOMPARE_GE(found.ofRight.at(0), 0);
}

void tst_Agreement::unrelatedSentencesHaveNoCounterpart()
{
    // A model to which everything is near everything.
    const MeantAnswer left{.sentences = {u"a"_s, u"b"_s}, .vectors = {{1, 1, 1, 0}, {1, 1, 0, 1}}};
    const MeantAnswer right{.sentences = {u"c"_s, u"d"_s}, .vectors = {{1, 0, 1, 1}, {0, 1, 1, 1}}};

    const Counterparts found = counterparts(left, right);

    QCOMPARE(found.ofLeft, (std::vector<qsizetype>{-1, -1}));
    QCOMPARE(found.ofRight, (std::vector<qsizetype>{-1, -1}));
}

void tst_Agreement::singleSentencesAreComparedByTheirWordsToo()
{
    const MeantAnswer left{.sentences = {u"Canberra is the capital."_s}, .vectors = {{1, 0.5F}}};
    const MeantAnswer same{.sentences = {u"The capital is Canberra."_s}, .vectors = {{1, 0.4F}}};
    const MeantAnswer other{.sentences = {u"It snows."_s}, .vectors = {{-0.2F, 1}}};

    QCOMPARE(counterparts(left, same).ofLeft.at(0), 0);
    QCOMPARE(counterparts(left, other).ofLeft.at(0), -1);
}

void tst_Agreement::emptyAnswersAgreeInNothing()
{
    const MeantAnswer one{.sentences = {u"a"_s}, .vectors = {{0, 0}}};

    QCOMPARE(counterparts(one, {}).ofLeft, std::vector<qsizetype>{-1});
    QCOMPARE(counterparts({}, {}).ofLeft.size(), 0u);
    QCOMPARE(counterparts(one, one).ofLeft.size(), 1u); // a zero vector is no number less
}

void tst_Agreement::findsOutliersOfMarkedPairs()
{
    // Of real word vectors (GloVe, means weighted by rarity), a byte a number.
    constexpr size_t dimension = 100;
    QFile file(QStringLiteral(POLYLOGUE_TEST_DATA "/agreement/vectors.i8"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    qsizetype at = 0;
    const auto meant = [&](const MarkedAnswer &answer) {
        MeantAnswer with{.sentences = answer.sentences};
        for (qsizetype i = 0; i < answer.sentences.size(); ++i) {
            Vector vector;
            for (size_t number = 0; number < dimension; ++number)
                vector.push_back(float(static_cast<signed char>(bytes.at(at++))));
            with.vectors.push_back(vector);
        }
        return with;
    };
    const QList<MarkedPair> pairs = markedPairs();
    QCOMPARE(pairs.size(), 40);
    OutlierScore score;

    for (const MarkedPair &pair : pairs) {
        const MeantAnswer left = meant(pair.left);
        const Counterparts found = counterparts(left, meant(pair.right));
        for (size_t i = 0; i < found.ofLeft.size(); ++i)
            score.add(pair.left.isAlone[i], found.ofLeft[i] < 0);
        for (size_t i = 0; i < found.ofRight.size(); ++i)
            score.add(pair.right.isAlone[i], found.ofRight[i] < 0);
    }

    QCOMPARE(at, bytes.size()); // else sentences were changed without their vectors
    qInfo("%s", qPrintable(score.text()));
    QCOMPARE_GE(score.f1(), 0.8);
}

QTEST_APPLESS_MAIN(tst_Agreement)
#include "tst_agreement.moc"
