// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"
#include "app/mcp/floodgate.h"
#include "app/mcp/linesplitter.h"
#include "app/mcp/rpcmessage.h"
#include "app/mcp/servertool.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::mcp;

class tst_McpMessages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesAreWhatTheyWere_data();
    void messagesAreWhatTheyWere();
    void whatIsNoMessageIsNotTaken_data();
    void whatIsNoMessageIsNotTaken();
    void batchesAreTaken();
    void onlyOurIdsAreOurs_data();
    void onlyOurIdsAreOurs();
    void linesComeHoweverTheyAreCut();
    void linesThatAreTooLongAreLeftOut();
    void floodsAreToldFromNews();
    void toolsThatCannotBeTakenAreNamed_data();
    void toolsThatCannotBeTakenAreNamed();
    void marksLeadToArguments();
    void hintsAreReadAndBelievedOnlyWhereTheyStand();
    void namesAreWhatModelsMayCall_data();
    void namesAreWhatModelsMayCall();
    void noTwoToolsHaveOneName();
};

void tst_McpMessages::messagesAreWhatTheyWere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<RpcMessage::Kind>("kind");
    using Kind = RpcMessage::Kind;
    QTest::newRow("request") << R"({"jsonrpc":"2.0","id":0,"method":"ping"})"_ba << Kind::Request;
    QTest::newRow("request with a text as id")
        << R"({"jsonrpc":"2.0","id":"a","method":"m","params":{"a":1.50}})"_ba << Kind::Request;
    QTest::newRow("notification") << R"({"jsonrpc":"2.0","method":"m","params":{}})"_ba
                                  << Kind::Notification;
    QTest::newRow("result") << R"({"jsonrpc":"2.0","id":1,"result":{}})"_ba << Kind::Result;
    QTest::newRow("error")
        << R"({"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"No","data":[1]}})"_ba
        << Kind::Failure;
    QTest::newRow("error of nobody knows what")
        << R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"No"}})"_ba
        << Kind::Failure;
}

void tst_McpMessages::messagesAreWhatTheyWere()
{
    QFETCH(QByteArray, text);
    const auto messages = decodeRpc(text);
    QVERIFY(messages);
    QCOMPARE(messages->size(), 1);
    QTEST(messages->first().kind, "kind");
    QCOMPARE(encodeRpc(messages->first()), text);
}

void tst_McpMessages::whatIsNoMessageIsNotTaken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << "Server started"_ba;
    QTest::newRow("number") << "1"_ba;
    QTest::newRow("empty batch") << "[]"_ba;
    QTest::newRow("another version") << R"({"jsonrpc":"1.0","id":1,"result":{}})"_ba;
    QTest::newRow("result and error")
        << R"({"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":""}})"_ba;
    QTest::newRow("a result without id") << R"({"jsonrpc":"2.0","result":{}})"_ba;
    QTest::newRow("an object as id") << R"({"jsonrpc":"2.0","id":{},"method":"m"})"_ba;
    QTest::newRow("a number as method") << R"({"jsonrpc":"2.0","id":1,"method":1})"_ba;
    QTest::newRow("one half") << R"({"jsonrpc":"2.0","id":1,"res)"_ba;
    QTest::newRow("two at once")
        << R"({"jsonrpc":"2.0","method":"a"}{"jsonrpc":"2.0","method":"b"})"_ba;
    QTest::newRow("too deep") << "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":"
            + QByteArray(100, '[') + QByteArray(100, ']') + '}';
    QTest::newRow("a batch without end") << '['
            + QByteArray(R"({"jsonrpc":"2.0","method":"a"},)").repeated(200)
            + R"({"jsonrpc":"2.0","method":"a"}])";
}

void tst_McpMessages::whatIsNoMessageIsNotTaken()
{
    QFETCH(QByteArray, text);
    QVERIFY(!decodeRpc(text));
}

void tst_McpMessages::batchesAreTaken()
{
    const auto messages =
        decodeRpc(R"([{"jsonrpc":"2.0","method":"a"},{"jsonrpc":"2.0","id":1,"result":1}])");
    QVERIFY(messages);
    QCOMPARE(messages->size(), 2);
}

void tst_McpMessages::onlyOurIdsAreOurs_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<qint64>("own");
    QTest::newRow("number") << "7"_ba << 7LL;
    QTest::newRow("the same number") << "7.0"_ba << 7LL;
    QTest::newRow("text") << "\"7\""_ba << 0LL;
    QTest::newRow("fraction") << "7.5"_ba << 0LL;
    QTest::newRow("zero") << "0"_ba << 0LL;
    QTest::newRow("negative") << "-7"_ba << 0LL;
    QTest::newRow("huge") << "1e300"_ba << 0LL;
    QTest::newRow("null") << "null"_ba << 0LL;
}

void tst_McpMessages::onlyOurIdsAreOurs()
{
    QFETCH(QByteArray, id);
    const auto node = json::parse(id);
    QVERIFY(node);
    QTEST(ownId(*node).value_or(0), "own");
}

void tst_McpMessages::linesComeHoweverTheyAreCut()
{
    const QByteArray bytes = "one\r\n\n\r\ntwo\nthree";
    for (qsizetype size = 1; size <= bytes.size(); ++size) {
        LineSplitter splitter(100);
        QList<QByteArray> lines;
        for (qsizetype at = 0; at < bytes.size(); at += size)
            lines += splitter.feed(bytes.mid(at, size));
        QCOMPARE(lines, (QList{"one"_ba, "two"_ba}));
        QCOMPARE(splitter.feed("\n"), QList{"three"_ba});
    }
}

void tst_McpMessages::linesThatAreTooLongAreLeftOut()
{
    LineSplitter splitter(4);
    QCOMPARE(splitter.feed("1234\n12345"), QList{"1234"_ba});
    QVERIFY(splitter.takeOverflow());
    QVERIFY(!splitter.takeOverflow());
    QVERIFY(splitter.feed(QByteArray(1 << 20, 'x')).isEmpty());
    QCOMPARE(splitter.feed("\nabc\n"), QList{"abc"_ba});
}

void tst_McpMessages::floodsAreToldFromNews()
{
    Floodgate gate;
    for (int i = 0; i < 2000; ++i)
        QVERIFY(gate.take());
    bool isTooMuch = false;
    for (int i = 0; i < 10'000'000 && !isTooMuch; ++i)
        isTooMuch = !gate.take();
    QVERIFY(isTooMuch);
}

void tst_McpMessages::toolsThatCannotBeTakenAreNamed_data()
{
    QTest::addColumn<QByteArray>("tool");
    QTest::newRow("no schema") << R"({"name":"t"})"_ba;
    QTest::newRow("a schema that is none") << R"({"name":"t","inputSchema":true})"_ba;
    QTest::newRow("a task")
        << R"({"name":"t","inputSchema":{},"execution":{"taskSupport":"required"}})"_ba;
    const auto withProperty = [](const QByteArray &property) {
        return R"({"name":"t","inputSchema":{"type":"object","properties":{"a":)" + property
            + "}}}";
    };
    QTest::newRow("a mark that no header may have")
        << withProperty(R"({"type":"string","x-mcp-header":"a b"})");
    QTest::newRow("a mark that breaks lines")
        << withProperty(R"({"type":"string","x-mcp-header":"a\r\nb"})");
    QTest::newRow("an empty mark") << withProperty(R"({"type":"string","x-mcp-header":""})");
    QTest::newRow("a marked list") << withProperty(R"({"type":"array","x-mcp-header":"A"})");
    QTest::newRow("a marked number") << withProperty(R"({"type":"number","x-mcp-header":"A"})");
    QTest::newRow("a mark among items")
        << withProperty(R"({"type":"array","items":{"type":"string","x-mcp-header":"A"}})");
    QTest::newRow("one mark twice") << withProperty(
        R"({"type":"string","x-mcp-header":"A"},"b":{"type":"string","x-mcp-header":"a"})");
    QTest::newRow("too large a schema")
        << withProperty("{\"title\":\"" + QByteArray(300 * 1024, 'x') + "\"}");
}

void tst_McpMessages::toolsThatCannotBeTakenAreNamed()
{
    QFETCH(QByteArray, tool);
    const auto node = json::parse(R"({"tools":[)" + tool
                                  + R"(,{"name":"good","inputSchema":{"type":"object"}}]})");
    QVERIFY(node);
    const auto page = readToolPage(*node);
    QVERIFY(page);
    QCOMPARE(page->refused, QStringList{u"t"_s});
    QCOMPARE(page->tools.size(), 1);
}

void tst_McpMessages::marksLeadToArguments()
{
    const auto node = json::parse(
        R"({"tools":[{"name":"t","inputSchema":{"type":"object","properties":{
            "region":{"type":"string","x-mcp-header":"Region","default":{"x-mcp-header":1}},
            "deep":{"type":"object","properties":{"a/b":{"type":"integer","x-mcp-header":"Deep"}}}
        }}}]})");
    QVERIFY(node);
    const auto page = readToolPage(*node);
    QVERIFY(page);
    QCOMPARE(page->tools.size(), 1);
    QCOMPARE(page->tools.first().headers,
             (QList<HeaderMark>{{.header = u"Region"_s, .pointer = u"/region"_s},
                                {.header = u"Deep"_s, .pointer = u"/deep/a~1b"_s}}));
}

void tst_McpMessages::hintsAreReadAndBelievedOnlyWhereTheyStand()
{
    const auto node = json::parse(R"({"tools":[
        {"name":"a","inputSchema":{},"annotations":{"readOnlyHint":true,"openWorldHint":false}},
        {"name":"b","inputSchema":{},"annotations":{"readOnlyHint":"yes"}}]})");
    QVERIFY(node);
    const auto page = readToolPage(*node);
    QVERIFY(page);
    QVERIFY(page->tools.first().readsOnly && !page->tools.first().destroys);
    QVERIFY(!page->tools.first().reachesOut);
    QVERIFY(!page->tools.last().readsOnly && page->tools.last().destroys);
}

void tst_McpMessages::namesAreWhatModelsMayCall_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("begins");
    QTest::addColumn<bool>("isHashed");
    QTest::newRow("plain") << u"memory"_s << u"read_graph"_s << u"memory__read_graph"_s << false;
    QTest::newRow("a dot") << u"memory"_s << u"read.graph"_s << u"memory__read_graph_"_s << true;
    QTest::newRow("a space") << u"my server"_s << u"go"_s << u"my_server__go_"_s << true;
    QTest::newRow("underscores") << u"a__b_"_s << u"go"_s << u"a_b__go_"_s << true;
    QTest::newRow("nothing left") << u"日本"_s << u"go"_s << u"server__go_"_s << true;
    QTest::newRow("long") << u"s"_s << QString(100, u't') << u"s__tttt"_s << true;
}

void tst_McpMessages::namesAreWhatModelsMayCall()
{
    QFETCH(QString, server);
    QFETCH(QString, tool);
    QFETCH(QString, begins);
    QFETCH(bool, isHashed);
    const QString name = toolNameFor(server, tool);
    QVERIFY2(name.startsWith(begins), qPrintable(name));
    QCOMPARE(name == begins, !isHashed);
    static const QRegularExpression allowed(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    QVERIFY2(allowed.match(name).hasMatch(), qPrintable(name));
    QCOMPARE(toolNameFor(server, tool), name);
}

void tst_McpMessages::noTwoToolsHaveOneName()
{
    const QStringList parts{u"a"_s,  u"a_"_s,  u"_a"_s,  u"a__b"_s,         u"b"_s,
                            u"_b"_s, u"a.b"_s, u"a b"_s, u"a-b"_s,          u"a_b"_s,
                            u"_"_s,  u""_s,    u"."_s,   QString(70, u'x'), QString(71, u'x')};
    QSet<QString> names;
    for (const QString &server : parts) {
        for (const QString &tool : parts)
            names.insert(toolNameFor(server, tool));
    }
    QCOMPARE(names.size(), parts.size() * parts.size());
}

QTEST_APPLESS_MAIN(tst_McpMessages)
#include "tst_mcpmessages.moc"
