// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"
#include "app/schema/exampleschema.h"
#include "app/schema/schema.h"

#include <QTest>

using namespace polylogue::app;

class tst_ExampleSchema final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anExampleGivesASchema_data();
    void anExampleGivesASchema();
};

void tst_ExampleSchema::anExampleGivesASchema_data()
{
    QTest::addColumn<QByteArray>("example");
    QTest::addColumn<QByteArray>("schema");
    const auto row = [](const char *name, const QByteArray &example, const QByteArray &schema) {
        QTest::newRow(name) << example << schema;
    };
    row("text", R"("a")", R"({"type":"string"})");
    row("whole number", "100", R"({"type":"integer"})");
    row("fraction", "1.5", R"({"type":"number"})");
    row("exponent", "1e3", R"({"type":"number"})");
    row("truth", "true", R"({"type":"boolean"})");
    row("nothing", "null", R"({"type":"null"})");
    row("arguments", R"({"factor":100,"name":"x"})",
        R"({"type":"object","properties":{"factor":{"type":"integer"},"name":{"type":"string"}},)"
        R"("required":["factor","name"]})");
    row("no arguments", "{}", R"({"type":"object","properties":{},"required":[]})");
    row("empty list", "[]", R"({"type":"array"})");
    row("list", "[1,2.5]", R"({"type":"array","items":{"type":"number"}})");
    row("mixed list", R"([1,"a"])", R"({"type":"array","items":{}})");
    row("lists of lists", "[[],[1]]",
        R"({"type":"array","items":{"type":"array","items":{"type":"integer"}}})");
    row("objects", R"([{"a":1,"b":2},{"a":"x","c":3}])",
        R"({"type":"array","items":{"type":"object","properties":{"a":{},"b":{"type":"integer"},)"
        R"("c":{"type":"integer"}},"required":["a"]}})");
}

void tst_ExampleSchema::anExampleGivesASchema()
{
    QFETCH(QByteArray, example);
    QFETCH(QByteArray, schema);
    const auto node = json::parse(example);
    QVERIFY(node);
    const json::JsonNode made = schema::schemaFromExample(*node);
    QCOMPARE(json::write(made), schema);
    const schema::Schema checked(made);
    QVERIFY(checked.faults().isEmpty());
    QVERIFY(checked.check(*node).violations.isEmpty());
}

QTEST_APPLESS_MAIN(tst_ExampleSchema)
#include "tst_exampleschema.moc"
