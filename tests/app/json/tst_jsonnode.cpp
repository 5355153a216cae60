// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::json;

class tst_JsonNode final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameMeansTheSameValue_data();
    void sameMeansTheSameValue();
    void theLastOfANameCounts();
    void pointersLeadToTheirPlace_data();
    void pointersLeadToTheirPlace();
};

void tst_JsonNode::sameMeansTheSameValue_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("numbers") << "[1,1e1]"_ba
                             << "[1.0,10]"_ba << true;
    QTest::newRow("order of members") << R"({"a":1,"b":2})"_ba
                                      << R"({"b":2,"a":1})"_ba << true;
    QTest::newRow("order of elements") << "[1,2]"_ba
                                       << "[2,1]"_ba << false;
    QTest::newRow("a member more") << R"({"a":1})"_ba
                                   << R"({"a":1,"b":2})"_ba << false;
    QTest::newRow("another name") << R"({"a":null})"_ba
                                  << R"({"b":null})"_ba << false;
    QTest::newRow("a number and its text") << "1"_ba
                                           << "\"1\""_ba << false;
    QTest::newRow("false and zero") << "false"_ba
                                    << "0"_ba << false;
    QTest::newRow("a name twice") << R"({"a":1,"a":2})"_ba
                                  << R"({"a":2})"_ba << true;
}

void tst_JsonNode::sameMeansTheSameValue()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QTEST(isSame(*parse(a), *parse(b)), "same");
    QTEST(isSame(*parse(b), *parse(a)), "same");
}

void tst_JsonNode::theLastOfANameCounts()
{
    QCOMPARE(parse(R"({"a":1,"b":2,"a":3})")->member(u"a")->text, u"3"_s);
    QVERIFY(!parse(R"({"a":1})")->member(u"c"));
    QVERIFY(!parse("[1]")->member(u"a"));
}

void tst_JsonNode::pointersLeadToTheirPlace_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QByteArray>("found"); // empty: nothing
    QTest::newRow("the whole") << u""_s << R"({"a":[10,{"b/c":true}],"~":null,"":5})"_ba;
    QTest::newRow("an element") << u"/a/0"_s << "10"_ba;
    QTest::newRow("a slash in a name") << u"/a/1/b~1c"_s << "true"_ba;
    QTest::newRow("a tilde") << u"/~0"_s << "null"_ba;
    QTest::newRow("an empty name") << u"/"_s << "5"_ba;
    QTest::newRow("behind the end") << u"/a/2"_s << ""_ba;
    QTest::newRow("a number that is written otherwise") << u"/a/00"_s << ""_ba;
    QTest::newRow("below a number") << u"/a/0/x"_s << ""_ba;
    QTest::newRow("no pointer") << u"a"_s << ""_ba;
}

void tst_JsonNode::pointersLeadToTheirPlace()
{
    QFETCH(QString, pointer);
    QFETCH(QByteArray, found);
    const JsonNode root = *parse(R"({"a":[10,{"b/c":true}],"~":null,"":5})");
    const JsonNode *node = resolve(root, pointer);
    QCOMPARE(node ? write(*node) : QByteArray(), found);
    QCOMPARE(pointerTo(u"/x"_s, u"a/b~"_s), u"/x/a~1b~0"_s);
}

QTEST_APPLESS_MAIN(tst_JsonNode)
#include "tst_jsonnode.moc"
