// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/storedtooljson.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::tools;

class tst_StoredToolJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void aDamagedRuleIsLeftOut();
    void theSourceChangesATool();
    void theSourceAllowsNoOrigin();
    void toolsCanBePasted_data();
    void toolsCanBePasted();
    void whatIsNoToolIsRefused();
};

void tst_StoredToolJson::whatIsWrittenIsReadAgain()
{
    StoredTools all{.tools = exampleTools()};
    all.tools.append({.id = ToolId::create(),
                      .definition = {.name = u"list"_s, .description = u"Lists"_s},
                      .isEnabled = false,
                      .kind = ToolKind::Command,
                      .command = {.program = u"ls"_s,
                                  .arguments = {u"-l"_s, u"a b"_s},
                                  .timeLimit = std::chrono::seconds(7)}});
    all.tools.append({.id = ToolId::create(),
                      .definition = {.name = u"ask"_s},
                      .kind = ToolKind::Http,
                      .address = QUrl(u"https://example.org/a?b=1"_s),
                      .allowedOrigin = u"https://example.org:443"_s});
    const Tool tool{.definition = {.name = u"list"_s}, .server = u"files"_s};
    all.rules = {ruleFor(tool, {}, true), ruleFor(tool, R"({"a":1})"_ba, false)};
    const auto read = decodeTools(encodeTools(all));
    QVERIFY(read);
    QCOMPARE(read->tools, all.tools);
    QCOMPARE(read->rules, all.rules);
    QVERIFY(!decodeTools("[]"));
    QVERIFY(!decodeTools("nothing"));
}

void tst_StoredToolJson::aDamagedRuleIsLeftOut()
{
    // Without its arguments it would allow more than the user did.
    const auto read = decodeTools(R"({"rules":[{"tool":"a","allow":true,"arguments":[1]},
                                               {"tool":"b"}]})");
    QVERIFY(read);
    QCOMPARE(read->rules.size(), 1);
    QCOMPARE(read->rules.first().isAllowed, false);
}

void tst_StoredToolJson::theSourceChangesATool()
{
    const StoredTool tool = exampleTools().first();
    const auto same = withSource(tool, sourceOf(tool));
    QVERIFY(same);
    QCOMPARE(*same, tool);
    const auto changed = withSource(tool, sourceOf(tool).replace(u"magic_number\""_s, u"x\""_s));
    QVERIFY(changed);
    QCOMPARE(changed->definition.name, u"x"_s);
    QCOMPARE(changed->id, tool.id);
    const auto broken = withSource(tool, u"{\n\"name\": }"_s);
    QVERIFY(!broken);
    QVERIFY2(broken.error().detail.startsWith(u"2:"_s), qPrintable(broken.error().detail));
}

void tst_StoredToolJson::theSourceAllowsNoOrigin()
{
    StoredTool tool{.id = ToolId::create(),
                    .definition = {.name = u"ask"_s},
                    .kind = ToolKind::Http,
                    .address = QUrl(u"https://example.org/"_s),
                    .allowedOrigin = u"https://example.org:443"_s};
    QCOMPARE(faultOf(tool), ToolFault::None);
    const auto moved =
        withSource(tool, uR"({"name":"ask","kind":"http","address":"https://evil.example/",
                   "allowed_origin":"https://evil.example:443"})"_s);
    QVERIFY(moved);
    QCOMPARE(faultOf(*moved), ToolFault::Origin);
}

void tst_StoredToolJson::toolsCanBePasted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("names");
    const QString function =
        uR"({"name":"magic_number","description":"d","parameters":{"type":"object"}})"_s;
    const QStringList one{u"magic_number"_s};
    QTest::newRow("a function") << function << one;
    QTest::newRow("as in a request")
        << uR"({"type":"function","function":%1})"_s.arg(function) << one;
    QTest::newRow("a list") << uR"([{"type":"function","function":%1}, {"name":"b"}])"_s.arg(
        function) << QStringList({u"magic_number"_s, u"b"_s});
    QTest::newRow("a member") << uR"("tools": [%1],)"_s.arg(function) << one;
    QTest::newRow("a request") << uR"({"model":"m","messages":[],"tools":[%1]})"_s.arg(function)
                               << one;
    QTest::newRow("a program") << u"prompt = {\n"
                                  "'model': 'gemini-2.5-flash',\n"
                                  "'messages': [{'role': 'user', 'content': 'It\\'s \"so\"'}],\n"
                                  "'tools': [\n"
                                  "{\n'type': 'function', # one\n'function': {\n"
                                  "'name': 'magic_number',\n"
                                  "'description': 'Generates a magic number',\n"
                                  "'parameters': {\n'type': 'object',\n'properties': {\n"
                                  "'factor': {\n'type': 'number',\n'description': 'x',\n}\n},\n"
                                  "'required': ['factor'],\n},\n},\n}\n],\n}\n"_s
                               << one;
    QTest::newRow("a program's member")
        << u"'tools': [{'type': 'function', 'function': {'name': 'magic_number',\n"
           "'strict': True, 'parameters': {'type': 'object'},},}],"_s
        << one;
}

void tst_StoredToolJson::toolsCanBePasted()
{
    QFETCH(QString, text);
    QFETCH(QStringList, names);
    const auto tools = pastedTools(text);
    QVERIFY(tools);
    QStringList found;
    for (const StoredTool &tool : *tools) {
        found.append(tool.definition.name);
        QCOMPARE(tool.kind, ToolKind::ByHand);
        QVERIFY(!tool.id.isNull());
    }
    QCOMPARE(found, names);
    QVERIFY(tools->first().definition.parametersSchema.contains("object"));
}

void tst_StoredToolJson::whatIsNoToolIsRefused()
{
    for (const QString &text :
         {QString(), u"hello"_s, u"{}"_s, u"[1,2]"_s, u"{\"name\":\"a b\"}"_s})
        QVERIFY2(!pastedTools(text), qPrintable(text));
}

QTEST_APPLESS_MAIN(tst_StoredToolJson)
#include "tst_storedtooljson.moc"
