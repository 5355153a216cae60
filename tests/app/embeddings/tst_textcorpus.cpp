// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/corpus.h"
#include "app/tables/tablereader.h"

#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::embeddings;
using namespace Qt::StringLiterals;

class tst_TextCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsAreGuessed_data();
    void columnsAreGuessed();
    void numbersStandBesideTexts();
    void titleGoesBeforeTheText();
    void rowsWithoutTextAreLeftOut();
    void sampleTakesAsManyOfEachLabel();
    void sameSeedTakesTheSameRows();
    void linesAreTexts();
    void allWordsAreLookedFor();
};

namespace {

tables::Table table(const QString &csv)
{
    const auto read = tables::readTable(csv, {.hasHeader = true});
    return read ? read->table : tables::Table();
}

tables::Table headlines(int each)
{
    QString csv = u"row,label,title\n"_s;
    for (int i = 0; i < each * 3; ++i)
        csv += u"%1,%2,Headline number %1\n"_s.arg(i).arg(i % 3);
    return table(csv);
}

} // namespace

void tst_TextCorpus::columnsAreGuessed_data()
{
    QTest::addColumn<QString>("csv");
    QTest::addColumn<int>("text");
    QTest::addColumn<int>("label");
    QTest::addColumn<int>("title");

    QTest::newRow("names") << u"row,label,title,description\n1,World,A title,What it is\n"_s << 3
                           << 1 << 2;
    QTest::newRow("the longest is the text")
        << u"kind,said\na,one two three\nb,four five six\na,seven eight nine\nb,ten eleven\n"
           "a,twelve thirteen\nb,some more words\n"_s
        << 1 << 0 << -1;
    QTest::newRow("one column") << u"headline\nRain fell.\nSun shone.\n"_s << 0 << -1 << -1;
}

void tst_TextCorpus::columnsAreGuessed()
{
    QFETCH(const QString, csv);
    const CorpusColumns columns = guessedColumns(table(csv));

    QTEST(columns.text, "text");
    QTEST(columns.label, "label");
    QTEST(columns.title, "title");
}

void tst_TextCorpus::numbersStandBesideTexts()
{
    const tables::Table one =
        table(u"body,label,price\nA house.,sale,12.5\nA flat.,rent,\nA hut.,sale,-3e2\n"_s);

    const CorpusColumns columns = guessedColumns(one);
    QCOMPARE(columns.number, 2);
    const Corpus corpus = corpusFromTable(one, columns);

    QCOMPARE(corpus.at(0).number, 12.5);
    QVERIFY(!corpus.at(1).number);
    QCOMPARE(corpus.at(2).number, -300.0);
}

void tst_TextCorpus::titleGoesBeforeTheText()
{
    const tables::Table one = table(u"label,title,body\nWorld,Talks end,Both sides left.\n"_s);
    CorpusColumns columns{.text = 2, .label = 0, .title = 1};

    QCOMPARE(corpusFromTable(one, columns),
             (Corpus{{.text = u"Talks end\nBoth sides left."_s,
                      .label = u"World"_s,
                      .title = u"Talks end"_s,
                      .source = u"1"_s}}));
    columns.isTitleEmbedded = false;
    QCOMPARE(corpusFromTable(one, columns).constFirst().text, u"Both sides left."_s);
}

void tst_TextCorpus::rowsWithoutTextAreLeftOut()
{
    const Corpus corpus =
        corpusFromTable(table(u"label,body\na,one\nb,  \nc,three\n"_s), {.text = 1, .label = 0});

    QCOMPARE(textsOf(corpus), (QStringList{u"one"_s, u"three"_s}));
    QCOMPARE(corpus.at(1).source, u"3"_s);
}

void tst_TextCorpus::sampleTakesAsManyOfEachLabel()
{
    const Corpus corpus = corpusFromTable(headlines(40), {.text = 2, .label = 1},
                                          {.labels = {u"2"_s, u"0"_s}, .each = 32});

    QCOMPARE(corpus.size(), 64);
    QStringList labels;
    for (const CorpusText &text : corpus)
        labels.append(text.label);
    QCOMPARE(labels, QStringList(32, u"2"_s) + QStringList(32, u"0"_s));
    const QStringList texts = textsOf(corpus);
    QCOMPARE(QSet<QString>(texts.begin(), texts.end()).size(), 64);
}

void tst_TextCorpus::sameSeedTakesTheSameRows()
{
    const tables::Table all = headlines(40);
    const CorpusColumns columns{.text = 2, .label = 1};
    const Sample sample{.labels = {u"0"_s, u"1"_s}, .each = 5, .seed = 42};

    const QStringList first = textsOf(corpusFromTable(all, columns, sample));

    QCOMPARE(textsOf(corpusFromTable(all, columns, sample)), first);
    QVERIFY(textsOf(corpusFromTable(all, columns, {.labels = sample.labels, .each = 5, .seed = 43}))
            != first);
    QCOMPARE(corpusFromTable(all, columns, {.each = 7}).size(), 7);
}

void tst_TextCorpus::linesAreTexts()
{
    QCOMPARE(corpusFromLines(u"one\r\n\n two \n"_s),
             (Corpus{{.text = u"one"_s, .source = u"1"_s}, {.text = u"two"_s, .source = u"3"_s}}));
}

void tst_TextCorpus::allWordsAreLookedFor()
{
    const Corpus corpus{{.text = u"Prices rise"_s, .label = u"Trade"_s},
                        {.text = u"A match"_s, .label = u"Sport"_s, .title = u"Prices"_s},
                        {.text = u"Rain"_s}};

    QCOMPARE(textsWith(corpus, u" PRICES "_s), (QList<qsizetype>{0, 1}));
    QCOMPARE(textsWith(corpus, u"prices trade"_s), QList<qsizetype>{0});
    QCOMPARE(textsWith(corpus, u"snow"_s), QList<qsizetype>());
}

QTEST_APPLESS_MAIN(tst_TextCorpus)
#include "tst_textcorpus.moc"
