// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/comparison/sentences.h"

#include <QRandomGenerator>
#include <QTest>

using namespace polylogue::app::comparison;
using namespace Qt::StringLiterals;

class tst_Sentences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWhereAReaderWouldSay_data();
    void endsWhereAReaderWouldSay();
    void leavesNothingOut();
    void plainSentenceHasWordsOnly_data();
    void plainSentenceHasWordsOnly();
};

void tst_Sentences::endsWhereAReaderWouldSay_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("sentences");

    QTest::newRow("two") << u"One is here. Two is there!"_s
                         << QStringList{u"One is here."_s, u"Two is there!"_s};
    QTest::newRow("broken lines") << u"One is\nhere. Two\nis there.\n"_s
                                  << QStringList{u"One is\nhere."_s, u"Two\nis there."_s};
    QTest::newRow("paragraphs") << u"No full stop\n\nAnother"_s
                                << QStringList{u"No full stop"_s, u"Another"_s};
    QTest::newRow("abbreviations")
        << u"Dr. Smith and J. Doe met, e.g. In May. They left."_s
        << QStringList{u"Dr. Smith and J. Doe met, e.g. In May."_s, u"They left."_s};
    QTest::newRow("numbers") << u"It costs 3.5 euros. Version 2.0 is out."_s
                             << QStringList{u"It costs 3.5 euros."_s, u"Version 2.0 is out."_s};
    QTest::newRow("heading") << u"# Title\nText follows."_s
                             << QStringList{u"# Title"_s, u"Text follows."_s};
    QTest::newRow("list") << u"- one thing\n- another. And more\n  of it\n1. Last"_s
                          << QStringList{u"- one thing"_s, u"- another."_s, u"And more\n  of it"_s,
                                         u"1. Last"_s};
    QTest::newRow("table") << u"| a | b |\n|---|---|\n| 1. | 2. |\n"_s
                           << QStringList{u"| a | b |"_s, u"|---|---|"_s, u"| 1. | 2. |"_s};
    QTest::newRow("code") << u"See:\n```py\na. b\n\nprint(1)\n```\nDone."_s
                          << QStringList{u"See:"_s,     u"```py"_s, u"a. b"_s, u""_s,
                                         u"print(1)"_s, u"```"_s,   u"Done."_s};
    QTest::newRow("fence within another")
        << u"~~~\n```\n~~~\nEnd."_s << QStringList{u"~~~"_s, u"```"_s, u"~~~"_s, u"End."_s};
    QTest::newRow("blank lines before") << u"\n\nOne."_s << QStringList{u""_s, u"One."_s};
    QTest::newRow("Chinese") << u"\u4f60\u597d\u3002\u518d\u89c1\u3002"_s
                             << QStringList{u"\u4f60\u597d\u3002"_s, u"\u518d\u89c1\u3002"_s};
    QTest::newRow("empty") << u""_s << QStringList{};
}

void tst_Sentences::endsWhereAReaderWouldSay()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, sentences);

    QStringList found;
    for (const Sentence &sentence : sentencesOf(text))
        found.append(text.sliced(sentence.start, sentence.length).trimmed());

    QCOMPARE(found, sentences);
}

void tst_Sentences::leavesNothingOut()
{
    QRandomGenerator random(7);
    const QString signs = u"ab. \n#-`|1)>A!\u4f60\u0301"_s;
    for (int round = 0; round < 2000; ++round) {
        QString text;
        for (int i = random.bounded(60); i > 0; --i)
            text += signs.at(random.bounded(int(signs.size())));
        qsizetype end = 0;

        for (const Sentence &sentence : sentencesOf(text)) {
            QCOMPARE(sentence.start, end);
            QCOMPARE_GT(sentence.length, 0);
            end += sentence.length;
        }

        QVERIFY2(end == text.size(), qPrintable(text));
    }
}

void tst_Sentences::plainSentenceHasWordsOnly_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("plain");

    QTest::newRow("words") << u"Just words.\n"_s << u"Just words."_s;
    QTest::newRow("item") << u"  - **Bold** start\n"_s << u"Bold start"_s;
    QTest::newRow("numbered") << u"12) It\n   goes on"_s << u"It goes on"_s;
    QTest::newRow("heading") << u"## A title"_s << u"A title"_s;
    QTest::newRow("quote") << u"> > said `so`"_s << u"said so"_s;
    QTest::newRow("link") << u"See [the page](https://example.org/a_b) now"_s
                          << u"See the page now"_s;
    QTest::newRow("row") << u"| a | b |"_s << u"a b"_s;
}

void tst_Sentences::plainSentenceHasWordsOnly()
{
    QFETCH(const QString, markdown);
    QFETCH(const QString, plain);

    QCOMPARE(plainSentence(markdown, {.length = markdown.size()}), plain);
}

QTEST_APPLESS_MAIN(tst_Sentences)
#include "tst_sentences.moc"
