// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/fuzzymatch.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::shell;

namespace {

std::optional<int> scoreOf(const QString &typed, const QString &text)
{
    return FuzzyPattern(typed).score(FuzzyText(text));
}

} // namespace

class tst_FuzzyMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsOrNot_data();
    void findsOrNot();
    void betterMatchScoresMore_data();
    void betterMatchScoresMore();
    void positionsNameTheBestCharacters_data();
    void positionsNameTheBestCharacters();
    void longTextsTakeNoTime();
};

void tst_FuzzyMatch::findsOrNot_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("nothing typed") << QString() << u"New chat"_s << true;
    QTest::newRow("beginning") << u"new"_s << u"New chat"_s << true;
    QTest::newRow("initials") << u"nc"_s << u"New chat"_s << true;
    QTest::newRow("letters left out") << u"setngs"_s << u"Settings"_s << true;
    QTest::newRow("within a word") << u"etti"_s << u"Settings"_s << true;
    QTest::newRow("one letter within a word") << u"t"_s << u"Settings"_s << true;
    QTest::newRow("words in any order") << u"chat new"_s << u"New chat"_s << true;
    QTest::newRow("one word missing") << u"new map"_s << u"New chat"_s << false;
    QTest::newRow("wrong order") << u"wen"_s << u"New chat"_s << false;
    QTest::newRow("strewn") << u"dhut"_s << u"Read the instructions again"_s << false;
    QTest::newRow("accents") << u"resume"_s << u"Résumé"_s << true;
    QTest::newRow("accents typed") << u"ü"_s << u"UBER"_s << true;
    QTest::newRow("Chinese") << u"机器"_s << u"关于机器学习"_s << true;
    QTest::newRow("Korean, other syllable") << u"가"_s << u"강"_s << false;
    QTest::newRow("nothing to find it in") << u"a"_s << QString() << false;
    QTest::newRow("emoji") << u"🦭"_s << u"seal 🦭 facts"_s << true;
}

void tst_FuzzyMatch::findsOrNot()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, text);
    QTEST(scoreOf(pattern, text).has_value(), "isFound");
}

void tst_FuzzyMatch::betterMatchScoresMore_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("the text itself") << u"map"_s << u"Map"_s << u"Map of seals"_s;
    QTest::newRow("beginning of the text") << u"chat"_s << u"Chat with seals"_s << u"New chat"_s;
    QTest::newRow("beginning of a word") << u"chat"_s << u"New chat"_s << u"Snapchat"_s;
    QTest::newRow("side by side") << u"set"_s << u"Reset"_s << u"Sixes, late"_s;
    QTest::newRow("in one piece") << u"seal"_s << u"Question about seals"_s
                                  << u"Search all chats"_s;
    QTest::newRow("initials") << u"ca"_s << u"Copy answer"_s << u"Recap"_s;
}

void tst_FuzzyMatch::betterMatchScoresMore()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, better);
    QFETCH(const QString, worse);
    const auto good = scoreOf(pattern, better);
    const auto bad = scoreOf(pattern, worse);
    QVERIFY(good);
    QVERIFY2(!bad || *good > *bad, qPrintable(u"%1 and %2"_s.arg(*good).arg(bad.value_or(0))));
}

void tst_FuzzyMatch::positionsNameTheBestCharacters_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<qsizetype>>("positions");
    QTest::newRow("none") << QString() << u"abc"_s << QList<qsizetype>();
    QTest::newRow("the later, whole one")
        << u"chat"_s << u"c h a chat"_s << QList<qsizetype>{6, 7, 8, 9};
    QTest::newRow("initials") << u"nc"_s << u"New chat"_s << QList<qsizetype>{0, 4};
    QTest::newRow("over a gap, the later beginning")
        << u"mt"_s << u"m t map tab"_s << QList<qsizetype>{0, 2};
    QTest::newRow("no match") << u"zz"_s << u"New chat"_s << QList<qsizetype>();
    QTest::newRow("two words") << u"ch ne"_s << u"New chat"_s << QList<qsizetype>{0, 1, 4, 5};
}

void tst_FuzzyMatch::positionsNameTheBestCharacters()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, text);
    QTEST(FuzzyPattern(pattern).positions(FuzzyText(text)), "positions");
}

void tst_FuzzyMatch::longTextsTakeNoTime()
{
    const QString text = QString(1'000'000, u'a') + u'b';
    QVERIFY(!scoreOf(u"ab"_s, text)); // beyond what a title shows
    QVERIFY(scoreOf(QString(10'000, u'a'), text));
}

QTEST_APPLESS_MAIN(tst_FuzzyMatch)
#include "tst_fuzzymatch.moc"
