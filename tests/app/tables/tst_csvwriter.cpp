// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tables/csvwriter.h"
#include "app/tables/tablereader.h"

#include <QTest>

using namespace polylogue::app::tables;
using namespace Qt::StringLiterals;

class tst_CsvWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotesOnlyWhatNeedsIt_data();
    void quotesOnlyWhatNeedsIt();
    void isReadBack();
};

void tst_CsvWriter::quotesOnlyWhatNeedsIt_data()
{
    QTest::addColumn<QStringList>("cells");
    QTest::addColumn<QString>("record");

    QTest::newRow("plain") << QStringList{u"a"_s, u"b c"_s, u""_s} << u"a,b c,"_s;
    QTest::newRow("comma") << QStringList{u"a,b"_s} << u"\"a,b\""_s;
    QTest::newRow("quotation mark") << QStringList{u"say \"so\""_s} << u"\"say \"\"so\"\"\""_s;
    QTest::newRow("lines") << QStringList{u"a\nb"_s} << u"\"a\nb\""_s;
    QTest::newRow("formula") << QStringList{u"=1+1"_s} << u"'=1+1"_s;
    QTest::newRow("command") << QStringList{u"@SUM(A1)"_s, u"+cmd|' /C calc'!A0"_s}
                             << u"'@SUM(A1),'+cmd|' /C calc'!A0"_s;
    QTest::newRow("formula behind a space") << QStringList{u" =1"_s} << u"' =1"_s;
    QTest::newRow("full-width sign") << QStringList{u"\uff1d1"_s} << u"'\uff1d1"_s;
    QTest::newRow("tab") << QStringList{u"\t=1"_s} << u"'\t=1"_s;
    QTest::newRow("list of Markdown") << QStringList{u"- one"_s} << u"'- one"_s;
    QTest::newRow("negative number") << QStringList{u"-3.5"_s} << u"-3.5"_s;
}

void tst_CsvWriter::quotesOnlyWhatNeedsIt()
{
    QFETCH(const QStringList, cells);
    QFETCH(const QString, record);

    QCOMPARE(csvRecord(cells), record);
}

void tst_CsvWriter::isReadBack()
{
    const QStringList names{u"name"_s, u"what was said"_s};
    const QStringList row{u"a \"b\", c"_s, u"one\n\ntwo;three"_s};

    const auto read = readTable(csvRecord(names) + u'\n' + csvRecord(row) + u'\n');

    QVERIFY(read);
    QCOMPARE(read->table.columns.at(1).name, names.at(1));
    QCOMPARE(read->table.rows, QList<QStringList>{row});
}

QTEST_APPLESS_MAIN(tst_CsvWriter)
#include "tst_csvwriter.moc"
