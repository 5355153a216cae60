// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tables/tablereader.h"

#include <QFile>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::tables;
using namespace Qt::StringLiterals;

class tst_TableReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsDelimiterAndHeader_data();
    void findsDelimiterAndHeader();
    void cellsMayHoldAnything();
    void doesAsTold();
    void namesEveryColumnOnce();
    void fillsUpUnevenRows();
    void readsQuotationMarksAsTextWhereTheyDoNotFit();
    void tellsTheTypesOfColumns();
    void readsJsonLines();
    void readsAnArrayOfJson();
    void namesTheLineThatIsNoJson();
    void readsFilesInAnyEncoding_data();
    void readsFilesInAnyEncoding();
    void refusesWhatIsNoTable();
    void isQuickWithManyRows();
};

namespace {

QStringList namesOf(const Table &table)
{
    QStringList names;
    for (const Column &column : table.columns)
        names.append(column.name);
    return names;
}

} // namespace

void tst_TableReader::findsDelimiterAndHeader_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QChar>("delimiter");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QStringList>("firstRow");

    QTest::newRow("commas") << u"id,label\n1,World\n2,Sports\n"_s << QChar(u',')
                            << QStringList{u"id"_s, u"label"_s} << QStringList{u"1"_s, u"World"_s};
    QTest::newRow("semicolons, commas in numbers")
        << u"Name;Preis\nTee;1,50\nBrot;2,75\n"_s << QChar(u';')
        << QStringList{u"Name"_s, u"Preis"_s} << QStringList{u"Tee"_s, u"1,50"_s};
    QTest::newRow("tabs") << u"a\tb\nx, y\tz\nv, w\tu"_s << QChar(u'\t')
                          << QStringList{u"a"_s, u"b"_s} << QStringList{u"x, y"_s, u"z"_s};
    QTest::newRow("bars") << u"a|b|c\nd|e|f\n"_s << QChar(u'|')
                          << QStringList{u"a"_s, u"b"_s, u"c"_s}
                          << QStringList{u"d"_s, u"e"_s, u"f"_s};
    QTest::newRow("lines of text")
        << u"Stars shine, and the moon.\nA sea of clouds\nOne, two, three, four\n"_s << QChar()
        << QStringList{u"text"_s} << QStringList{u"Stars shine, and the moon."_s};
    QTest::newRow("no header") << u"1,World\n2,Sports\n"_s << QChar(u',')
                               << QStringList{u"column_1"_s, u"column_2"_s}
                               << QStringList{u"1"_s, u"World"_s};
    QTest::newRow("same word again")
        << u"cat,yes\ndog,no\ncat,no\n"_s << QChar(u',')
        << QStringList{u"column_1"_s, u"column_2"_s} << QStringList{u"cat"_s, u"yes"_s};
    QTest::newRow("ends of lines as in Windows")
        << u"a,b\r\n1,2\r\n"_s << QChar(u',') << QStringList{u"a"_s, u"b"_s}
        << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("one column with a name")
        << u"headline\nA long line about the weather of tomorrow\nAnother, as long as that one\n"_s
        << QChar() << QStringList{u"headline"_s}
        << QStringList{u"A long line about the weather of tomorrow"_s};
}

void tst_TableReader::findsDelimiterAndHeader()
{
    QFETCH(const QString, text);
    QFETCH(const QChar, delimiter);
    QFETCH(const QStringList, names);
    QFETCH(const QStringList, firstRow);

    const auto read = readTable(text);

    QVERIFY(read);
    QCOMPARE(read->delimiter, delimiter);
    QCOMPARE(namesOf(read->table), names);
    QCOMPARE(read->table.rows.value(0), firstRow);
    QCOMPARE(read->unevenRows, 0);
}

void tst_TableReader::cellsMayHoldAnything()
{
    const auto read = readTable(
        u"name,words\n\"a, b\",\"say \"\"so\"\"\"\n\"two\nlines\",un\"quoted\"\n,\"\"\nlast,x"_s);

    QVERIFY(read);
    const QList<QStringList> rows{{u"a, b"_s, u"say \"so\""_s},
                                  {u"two\nlines"_s, u"un\"quoted\""_s},
                                  {u""_s, u""_s},
                                  {u"last"_s, u"x"_s}};
    QCOMPARE(read->table.rows, rows);
}

void tst_TableReader::doesAsTold()
{
    const auto read = readTable(u"a,b;c\n1,2;3\n"_s, {.delimiter = u';', .hasHeader = false});
    const auto lines = readTable(u"{\"a\": 1}\n"_s, {.delimiter = QChar()});

    QVERIFY(read);
    QCOMPARE(read->table.rows.size(), 2);
    QCOMPARE(read->table.rows.at(0), QStringList({u"a,b"_s, u"c"_s}));
    QVERIFY(lines);
    QVERIFY(!lines->isJson);
    QCOMPARE(lines->table.rows.at(0), QStringList{u"{\"a\": 1}"_s});
}

void tst_TableReader::namesEveryColumnOnce()
{
    const auto read =
        readTable(u"name,,Name,n\n1,2,3,4,5\n"_s, {.delimiter = u',', .hasHeader = true});

    QVERIFY(read);
    QCOMPARE(namesOf(read->table),
             QStringList({u"name"_s, u"column_2"_s, u"Name_2"_s, u"n"_s, u"column_5"_s}));
}

void tst_TableReader::fillsUpUnevenRows()
{
    const auto read = readTable(u"a,b,c\n1,2,3\n4,5\n\n6,7,8\n"_s);

    QVERIFY(read);
    QCOMPARE(read->unevenRows, 1);
    QCOMPARE(read->table.rows.size(), 3);
    QCOMPARE(read->table.rows.at(1), QStringList({u"4"_s, u"5"_s, u""_s}));
}

void tst_TableReader::readsQuotationMarksAsTextWhereTheyDoNotFit()
{
    const auto read = readTable(u"a\tb\n\"open\t1\nnext\t2\n"_s);

    QVERIFY(read);
    QVERIFY(read->hasOpenQuote);
    QCOMPARE(read->table.rows.size(), 2);
    QCOMPARE(read->table.rows.at(0).at(0), u"\"open"_s);
}

void tst_TableReader::tellsTheTypesOfColumns()
{
    const auto read = readTable(u"n,b,d,t,e,m\n"
                                "1,true,2026-11-23,word,,1\n"
                                "-2.5e3,No,2026-11-23T10:00:00,nan,,x\n"
                                ",,,,,\n"_s);

    QVERIFY(read);
    QList<ColumnType> types;
    for (const Column &column : read->table.columns)
        types.append(column.type);
    const QList<ColumnType> expected{ColumnType::Number, ColumnType::Boolean, ColumnType::Date,
                                     ColumnType::Text,   ColumnType::Empty,   ColumnType::Text};
    QCOMPARE(types, expected);
}

void tst_TableReader::readsJsonLines()
{
    const auto read =
        readTable(u"{\"z\": \"one\", \"a\": 1.5}\n\n"
                  "{\"a\": 12345678901, \"more\": [1, {\"x\": null}], \"z\": null}\n"_s);

    QVERIFY(read);
    QVERIFY(read->isJson);
    QCOMPARE(namesOf(read->table), QStringList({u"z"_s, u"a"_s, u"more"_s}));
    QCOMPARE(read->table.rows.at(0), QStringList({u"one"_s, u"1.5"_s, u""_s}));
    QCOMPARE(read->table.rows.at(1), QStringList({u""_s, u"12345678901"_s, u"[1,{\"x\":null}]"_s}));
}

void tst_TableReader::readsAnArrayOfJson()
{
    const auto objects = readTable(u"[{\"a\": true},\n {\"a\": \"x\"}]"_s);
    const auto arrays = readTable(u"[\"a\", 1]\n[\"b\", 2]"_s);

    QVERIFY(objects);
    QCOMPARE(objects->table.rows, (QList<QStringList>{{u"true"_s}, {u"x"_s}}));
    QVERIFY(arrays);
    QCOMPARE(arrays->table.rows, (QList<QStringList>{{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}}));
}

void tst_TableReader::namesTheLineThatIsNoJson()
{
    const auto read = readTable(u"{\"a\": 1}\n{\"a\": oops}\n"_s);

    QVERIFY(!read);
    QCOMPARE(read.error().type, u"not_json"_s);
    QCOMPARE(read.error().subject, u"2"_s);
}

void tst_TableReader::readsFilesInAnyEncoding_data()
{
    QTest::addColumn<QByteArray>("bytes");

    const QString text = u"Stadt;Wort\nMünchen;Grüße aus Österreich, schöne Straße\n"_s;
    QTest::newRow("UTF-8") << text.toUtf8();
    QTest::newRow("UTF-8 with a mark") << "\xef\xbb\xbf" + text.toUtf8();
    QTest::newRow("Latin 1") << text.toLatin1();
    QTest::newRow("UTF-16") << QByteArray(
        QStringEncoder(QStringConverter::Utf16, QStringConverter::Flag::WriteBom)(text));
}

void tst_TableReader::readsFilesInAnyEncoding()
{
    QFETCH(const QByteArray, bytes);
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"table.csv"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();

    const auto text = readTableFile(path);

    QVERIFY(text);
    const auto read = readTable(*text);
    QVERIFY(read);
    QCOMPARE(read->table.rows.value(0).value(0), u"München"_s);
    QCOMPARE(namesOf(read->table), QStringList({u"Stadt"_s, u"Wort"_s}));
}

void tst_TableReader::refusesWhatIsNoTable()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"picture.csv"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
    file.close();

    QCOMPARE(readTable(u" \n\n"_s).error().type, u"empty"_s);
    QCOMPARE(readTable(u"[]"_s).error().type, u"empty"_s);
    QCOMPARE(readTable(QString(6000, u','), {.delimiter = u','}).error().type,
             u"too_many_columns"_s);
    QCOMPARE(readTableFile(path).error().type, u"not_text"_s);
    QCOMPARE(readTableFile(directory.filePath(u"none"_s)).error().type, u"not_found"_s);
}

void tst_TableReader::isQuickWithManyRows()
{
    QString text = u"id,label,text\n"_s;
    for (int i = 0; i < 50'000; ++i)
        text += u"%1,World,\"Somebody said, on day %1, that it rained\"\n"_s.arg(i);
    QElapsedTimer timer;
    timer.start();

    const auto read = readTable(text);

    QVERIFY(read);
    QCOMPARE(read->table.rows.size(), 50'000);
    QCOMPARE_LT(timer.elapsed(), 5000); // quadratic work would take minutes
}

QTEST_APPLESS_MAIN(tst_TableReader)
#include "tst_tablereader.moc"
