// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/words.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::practice;

class tst_Words : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void likeWordsHaveOneStem_data();
    void likeWordsHaveOneStem();
    void tokensMakeTheTextAgain_data();
    void tokensMakeTheTextAgain();
    void aWordIsAboutOneTokenAndAThird();
    void tellingSentencesAreThoseOfTheTopic();
    void languagesAreGuessed_data();
    void languagesAreGuessed();
};

void tst_Words::likeWordsHaveOneStem_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");

    QTest::newRow("plural") << u"harbours"_s << u"harbour"_s;
    QTest::newRow("plural of y") << u"stories"_s << u"story"_s;
    QTest::newRow("past") << u"generated"_s << u"generate"_s;
    QTest::newRow("doubled letter") << u"running"_s << u"runs"_s;
    QTest::newRow("genitive") << u"keeper's"_s << u"keepers"_s;
}

void tst_Words::likeWordsHaveOneStem()
{
    QFETCH(const QString, one);
    QFETCH(const QString, other);
    QCOMPARE(stemOf(one), stemOf(other));
}

void tst_Words::tokensMakeTheTextAgain_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("empty") << u""_s;
    QTest::newRow("sentence") << u"The tide, they say, comes twice a day.\n\nAlways!"_s;
    QTest::newRow("blanks at both ends") << u"  a  "_s;
    QTest::newRow("long word") << QString(100, u'x');
    QTest::newRow("emoji") << u"\U0001F642\U0001F642\U0001F469\u200D\U0001F680 e\u0301!"_s;
    QTest::newRow("Chinese") << u"\u4f60\u597d\uff0c\u4e16\u754c"_s;
}

void tst_Words::tokensMakeTheTextAgain()
{
    QFETCH(const QString, text);

    const QStringList tokens = tokensOf(text);
    QCOMPARE(tokens.join(QString()), text);
    for (const QString &token : tokens) {
        QVERIFY(!token.isEmpty());
        QVERIFY2(!token.front().isLowSurrogate() && !token.back().isHighSurrogate(),
                 "half a character");
    }
}

void tst_Words::aWordIsAboutOneTokenAndAThird()
{
    const QString text = u"Whoever starts with practice soon finds that the small things decide. "
                         "A first look shows the outline, and a second one shows what it hides."_s;
    const double ratio =
        static_cast<double>(tokensOf(text).size()) / static_cast<double>(wordsOf(text).size());
    QVERIFY2(ratio > 1.1 && ratio < 1.5, qPrintable(QString::number(ratio)));
}

void tst_Words::tellingSentencesAreThoseOfTheTopic()
{
    const QString text =
        u"I had toast for breakfast today, as I do. The lighthouse of Saltmouth warns ships of "
        "the reef. It rained a little later on. Ships near the reef look for the lighthouse at "
        "night. My shoes were still wet by then. The keeper of the lighthouse counts the ships."_s;
    const QStringList telling = tellingSentencesOf(text, 2);

    QCOMPARE(telling.size(), 2);
    for (const QString &sentence : telling)
        QVERIFY2(sentence.contains("lighthouse"_L1), qPrintable(sentence));
    QCOMPARE(tellingSentencesOf(u"One."_s, 5), QStringList{u"One."_s});
    QCOMPARE(tellingSentencesOf(u""_s, 5), QStringList());
}

void tst_Words::languagesAreGuessed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");

    QTest::newRow("English") << u"Please tell me what the weather is like"_s << u"English"_s;
    QTest::newRow("German") << u"Wie wird das Wetter und was soll ich anziehen"_s << u"German"_s;
    QTest::newRow("French") << u"Quel temps fait-il dans la ville et pour combien de temps"_s
                            << u"French"_s;
    QTest::newRow("Spanish") << u"\u00bfQu\u00e9 tiempo hace hoy en la ciudad y por la noche?"_s
                             << u"Spanish"_s;
    QTest::newRow("none") << u"xyzzy plugh"_s << QString();
}

void tst_Words::languagesAreGuessed()
{
    QFETCH(const QString, text);
    QFETCH(const QString, language);
    QCOMPARE(languageOf(text), language);
}

QTEST_APPLESS_MAIN(tst_Words)
#include "tst_words.moc"
