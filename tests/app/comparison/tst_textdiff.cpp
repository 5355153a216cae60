// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/comparison/sequences.h"
#include "app/comparison/textdiff.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace polylogue::app::comparison;
using namespace Qt::StringLiterals;
using Kind = DiffSegment::Kind;

class tst_TextDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalTextsAreEqual();
    void marksWordsInsideSentences();
    void keepsSentencesThatStandElsewhereApart();
    void whiteSpaceIsNoDifferenceButInCode();
    void bothTextsCanBePutTogetherAgain_data();
    void bothTextsCanBePutTogetherAgain();
    void isBoundedForHostileTexts_data();
    void isBoundedForHostileTexts();
    void findsTheLongestCommonSequence();
    void goesByAnchorsWhereEffortEnds();
};

namespace {

QString leftOf(const TextDiff &diff)
{
    QString text;
    for (const DiffSegment &segment : diff.segments)
        text += segment.left;
    return text;
}

QString rightOf(const TextDiff &diff)
{
    QString text;
    for (const DiffSegment &segment : diff.segments)
        text += segment.right;
    return text;
}

QString sideOf(const DiffSegment &segment, Side side)
{
    QString text;
    for (const WordRun &run : segment.words) {
        if (run.side == Side::Both || run.side == side)
            text += run.text;
    }
    return text;
}

QString randomWords(QRandomGenerator &random, qsizetype bytes, int words, int perSentence)
{
    QString text;
    for (int i = 1; text.size() < bytes; ++i) {
        text += u"w%1"_s.arg(random.bounded(words));
        text += i % perSentence == 0 ? u". "_s : u" "_s;
    }
    return text;
}

} // namespace

void tst_TextDiff::equalTextsAreEqual()
{
    const QString text = u"# Title\n\nOne. Two.\n```\ncode\n```\n"_s;

    const TextDiff diff = diffTexts(text, text);

    for (const DiffSegment &segment : diff.segments)
        QCOMPARE(segment.kind, Kind::Equal);
    QCOMPARE(agreement(diff), 1.0);
    QCOMPARE(agreement(diffTexts({}, {})), 1.0);
}

void tst_TextDiff::marksWordsInsideSentences()
{
    const TextDiff diff = diffTexts(u"The cat sat on the old mat. It slept."_s,
                                    u"The dog sat on the mat today. It slept."_s);

    QCOMPARE(diff.segments.size(), 2);
    QCOMPARE(diff.segments.at(0).kind, Kind::Changed);
    const QList<WordRun> runs{{Side::Both, u"The "_s},    {Side::Left, u"cat"_s},
                              {Side::Right, u"dog"_s},    {Side::Both, u" sat on the "_s},
                              {Side::Left, u"old "_s},    {Side::Both, u"mat"_s},
                              {Side::Right, u" today"_s}, {Side::Both, u". "_s}};
    QCOMPARE(diff.segments.at(0).words, runs);
    QCOMPARE(diff.segments.at(1).kind, Kind::Equal);
}

void tst_TextDiff::keepsSentencesThatStandElsewhereApart()
{
    const TextDiff diff = diffTexts(u"Rain fell all night. The river rose by a metre."_s,
                                    u"The river rose by one metre. Nobody was hurt."_s);

    QList<Kind> kinds;
    for (const DiffSegment &segment : diff.segments)
        kinds.append(segment.kind);
    QCOMPARE(kinds, (QList<Kind>{Kind::Removed, Kind::Changed, Kind::Added}));
}

void tst_TextDiff::whiteSpaceIsNoDifferenceButInCode()
{
    const TextDiff prose = diffTexts(u"One and\ntwo.\n"_s, u"One and two. "_s);
    const TextDiff code = diffTexts(u"```\nif x:\n    y\n```"_s, u"```\nif x:\n  y\n```"_s);

    QCOMPARE(prose.segments.size(), 1);
    QCOMPARE(prose.segments.at(0).kind, Kind::Equal);
    QCOMPARE(code.segments.at(2).kind, Kind::Changed);
}

void tst_TextDiff::bothTextsCanBePutTogetherAgain_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 200; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void tst_TextDiff::bothTextsCanBePutTogetherAgain()
{
    QFETCH(const int, seed);
    QRandomGenerator random{quint32(seed)};
    const QStringList pieces{u"the "_s, u"a cat"_s, u". "_s,   u"\n"_s,           u"\n\n"_s,
                             u"- "_s,   u"```\n"_s, u"Dog "_s, u"\u4f60\u597d"_s, u"'s"_s,
                             u"  "_s,   u"# "_s,    u"1. "_s};
    const auto make = [&] {
        QString text;
        for (int i = random.bounded(80); i > 0; --i)
            text += pieces.at(random.bounded(int(pieces.size())));
        return text;
    };
    const QString left = make();
    const QString right = seed % 3 == 0 ? QString(left).replace(u"cat"_s, u"cow"_s) : make();

    const TextDiff diff = diffTexts(left, right);

    QCOMPARE(leftOf(diff), left);
    QCOMPARE(rightOf(diff), right);
    for (const DiffSegment &segment : diff.segments) {
        if (segment.kind != Kind::Changed)
            continue;
        QCOMPARE(sideOf(segment, Side::Left), segment.left);
        QCOMPARE(sideOf(segment, Side::Right), segment.right);
    }
}

void tst_TextDiff::isBoundedForHostileTexts_data()
{
    QTest::addColumn<int>("words");
    QTest::addColumn<int>("perSentence");

    QTest::newRow("sentences") << 5000 << 12;
    QTest::newRow("few words") << 3 << 12;
    QTest::newRow("a word a sentence") << 40 << 1;
    QTest::newRow("one sentence") << 5000 << 1'000'000;
    QTest::newRow("one sentence of few words") << 2 << 1'000'000;
    QTest::newRow("long sentences of few words") << 9 << 700;
}

void tst_TextDiff::isBoundedForHostileTexts()
{
    QFETCH(const int, words);
    QFETCH(const int, perSentence);
    QRandomGenerator random(11);
    const QString left = randomWords(random, 60'000, words, perSentence);
    const QString right = randomWords(random, 60'000, words, perSentence);
    QElapsedTimer timer;
    timer.start();

    const TextDiff diff = diffTexts(left, right);

    // bench_diff measures; a build for debugging with others beside it is slower.
    QCOMPARE_LT(timer.elapsed(), 5000);
    QCOMPARE(leftOf(diff), left);
    QCOMPARE(rightOf(diff), right);
}

void tst_TextDiff::findsTheLongestCommonSequence()
{
    Effort effort;
    const Pairs pairs = commonSequence({9, 1, 2, 3, 4, 1}, {1, 7, 3, 4, 2, 1}, effort);

    QCOMPARE(pairs, (Pairs{{1, 0}, {3, 2}, {4, 3}, {5, 5}}));
    QVERIFY(!effort.isExhausted);
}

void tst_TextDiff::goesByAnchorsWhereEffortEnds()
{
    std::vector<int> left;
    std::vector<int> right;
    for (int i = 0; i < 3000; ++i) {
        left.push_back(i % 10 == 0 ? 1000 + i : i % 7);
        right.push_back(i % 10 == 0 ? 1000 + i : i % 5);
    }
    Effort effort{.steps = 100'000};

    const Pairs pairs = commonSequence(left, right, effort);

    QCOMPARE_GE(pairs.size(), 300u);
    for (size_t i = 1; i < pairs.size(); ++i) {
        QCOMPARE_LT(pairs[i - 1].first, pairs[i].first);
        QCOMPARE_LT(pairs[i - 1].second, pairs[i].second);
        QCOMPARE(left[size_t(pairs[i].first)], right[size_t(pairs[i].second)]);
    }
}

QTEST_APPLESS_MAIN(tst_TextDiff)
#include "tst_textdiff.moc"
