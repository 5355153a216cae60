// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::json;

class tst_JsonCodec final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadIsWrittenAgain_data();
    void whatIsReadIsWrittenAgain();
    void itIsIndentedOnRequest();
    void whatIsNoneIsRefusedWithItsPlace_data();
    void whatIsNoneIsRefusedWithItsPlace();
    void depthIsLimited();
};

void tst_JsonCodec::whatIsReadIsWrittenAgain_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("members in their order") << R"({"b":1,"a":[true,false,null],"b":2})"_ba;
    QTest::newRow("numbers digit by digit") << R"([1.0,1e2,-0,12345678901234567890123,0.10])"_ba;
    QTest::newRow("escapes") << R"(["\"\\n\r\t\u0001","ä€𝄞"])"_ba;
    QTest::newRow("a NUL character") << R"(["a\u0000b"])"_ba;
    QTest::newRow("empty ones") << R"({"":{},"a":[]})"_ba;
    QTest::newRow("a bare string") << R"("text")"_ba;
    QTest::newRow("a bare number") << "7"_ba;
}

void tst_JsonCodec::whatIsReadIsWrittenAgain()
{
    QFETCH(QByteArray, text);
    const auto node = parse(text);
    QVERIFY(node);
    QCOMPARE(write(*node), text);
    const auto again = parse(" \r\n\t" + write(*node, Layout::Indented) + '\n');
    QVERIFY(again);
    QCOMPARE(write(*again), text);
}

void tst_JsonCodec::itIsIndentedOnRequest()
{
    QCOMPARE(write(*parse(R"({"a":[1,{}],"b":{"c":null}})"), Layout::Indented), R"({
  "a": [
    1,
    {}
  ],
  "b": {
    "c": null
  }
})"_ba);
}

void tst_JsonCodec::whatIsNoneIsRefusedWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("nothing") << ""_ba << 1 << 1;
    QTest::newRow("a comma too many") << "{\n  \"ä\": 1,\n}"_ba << 3 << 1;
    QTest::newRow("single quotes") << "['a']"_ba << 1 << 2;
    QTest::newRow("not a number") << "NaN"_ba << 1 << 1;
    QTest::newRow("a zero in front") << "[01]"_ba << 1 << 3;
    QTest::newRow("cut off") << "{\"a\": [1"_ba << 1 << 9;
    QTest::newRow("something behind") << "1 2"_ba << 1 << 3;
    QTest::newRow("something behind a NUL") << QByteArray("1\0002", 3) << 1 << 2;
    QTest::newRow("no UTF-8") << "\"\xff\""_ba << 1 << 2;
    QTest::newRow("half a surrogate pair") << R"("\ud800")"_ba << 1 << 2;
}

void tst_JsonCodec::whatIsNoneIsRefusedWithItsPlace()
{
    QFETCH(QByteArray, text);
    SyntaxError error;
    QVERIFY(!parse(text, &error));
    QVERIFY(!error.words.isEmpty());
    QTEST(error.line, "line");
    QTEST(error.column, "column");
}

void tst_JsonCodec::depthIsLimited()
{
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QVERIFY(parse(nested(64)));
    SyntaxError error;
    QVERIFY(!parse(nested(65), &error));
    QVERIFY(!parse(nested(1'000'000), &error)); // no recursion
    QVERIFY(error.words.contains("within each other"_L1));
}

QTEST_APPLESS_MAIN(tst_JsonCodec)
#include "tst_jsoncodec.moc"
