// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"
#include "app/schema/schema.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using schema::Draft;
using schema::Schema;

namespace {

json::JsonNode node(const QByteArray &text)
{
    json::SyntaxError error;
    const auto parsed = json::parse(text, &error);
    if (!parsed)
        qFatal("%s: %s", text.constData(), qPrintable(error.words));
    return *parsed;
}

//! "/a type" for a value that is of another type.
QStringList words(const schema::Verdict &verdict)
{
    QStringList found;
    for (const schema::Violation &violation : verdict.violations)
        found.append(violation.instance + u' ' + violation.keyword);
    return found;
}

} // namespace

class tst_Schema final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhereAValueIsWrong_data();
    void tellsWhereAValueIsWrong();
    void tellsWhatWasAskedFor();
    void draftsDiffer();
    void faultsOfTheSchemaAreTold_data();
    void faultsOfTheSchemaAreTold();
    void nothingIsValidWhereAReferenceLeadsNowhere();
    void circlesEnd_data();
    void circlesEnd();
    void hostilePatternsEnd_data();
    void hostilePatternsEnd();
    void longListsOfDifferentValuesAreQuick();
    void manyViolationsAreCut();
};

void tst_Schema::tellsWhereAValueIsWrong_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QStringList>("violations");
    const auto row = [](const char *name, const QByteArray &schema, const QByteArray &value,
                        const QStringList &violations = {}) {
        QTest::newRow(name) << schema << value << violations;
    };
    const QByteArray call =
        R"({"type":"object","properties":{"n":{"type":"integer","minimum":1},)"
        R"("unit":{"enum":["mm","m"]}},"required":["n"],"additionalProperties":false})";
    row("right arguments", call, R"({"n":3,"unit":"m"})");
    row("one is missing", call, R"({"unit":"m"})", {u" required"_s});
    row("several are wrong", call, R"({"n":0,"unit":"km","x":1})",
        {u"/n minimum"_s, u"/unit enum"_s, u"/x false"_s});
    row("a fraction", call, R"({"n":1.5})", {u"/n type"_s});
    row("a whole number with a point", call, R"({"n":2.0})");

    const QByteArray tuple =
        R"({"prefixItems":[{"type":"string"},{"type":"number"}],"items":false})";
    row("a tuple", tuple, R"(["a",1])");
    row("a short tuple", tuple, R"(["a"])");
    row("a long tuple", tuple, R"(["a",1,2])", {u"/2 false"_s});
    row("a wrong tuple", tuple, R"([1,1])", {u"/0 type"_s});
    row("how many it contains", R"({"contains":{"type":"number"},"minContains":2,"maxContains":3})",
        R"([1,"a"])", {u" minContains"_s});
    row("none is enough", R"({"contains":{"type":"number"},"minContains":0})", "[]");
    row("it contains none", R"({"contains":{"const":5}})", "[1]", {u" contains"_s});

    const QByteArray composed =
        R"({"allOf":[{"properties":{"a":true}}],"anyOf":[)"
        R"({"properties":{"b":{"const":1}},"required":["b"]},{"properties":{"c":true}}],)"
        R"("unevaluatedProperties":false})";
    row("all are known", composed, R"({"a":1,"b":1,"c":2})");
    row("known by what holds only", composed, R"({"a":1,"b":2})", {u"/b false"_s});
    row("through a reference",
        R"({"$ref":"#/$defs/base","properties":{"b":true},)"
        R"("unevaluatedProperties":false,"$defs":{"base":{"properties":{"a":true}}}})",
        R"({"a":1,"b":2,"z":3})", {u"/z false"_s});
    row("elements that nothing looked at",
        R"({"prefixItems":[true],"contains":{"type":"string"},"unevaluatedItems":false})",
        R"([1,"a",2])", {u"/2 false"_s});
    row("what a condition looked at",
        R"({"if":{"properties":{"k":{"const":1}},"required":["k"]},)"
        R"("then":{"properties":{"v":true}},"else":{"properties":{"w":true}},)"
        R"("unevaluatedProperties":false})",
        R"({"k":1,"v":2,"w":3})", {u"/w false"_s});
    row("not says nothing of what it saw",
        R"({"not":{"not":{"properties":{"a":true}}},"unevaluatedProperties":false})", R"({"a":1})",
        {u"/a false"_s});

    row("needed together", R"({"dependentRequired":{"a":["b","c"]}})", R"({"a":1,"b":1})",
        {u" dependentRequired"_s});
    row("needed as a schema", R"({"dependentSchemas":{"a":{"minProperties":2}}})", R"({"a":1})",
        {u" minProperties"_s});
    row("names of members", R"({"propertyNames":{"pattern":"^[a-z]+$"}})", R"({"A":1})",
        {u" propertyNames"_s});
    row("members by pattern", R"({"patternProperties":{"^n_":{"type":"number"}}})",
        R"({"n_a":"x","m":"y"})", {u"/n_a type"_s});
    row("a name with a slash", R"({"properties":{"a/b":{"type":"null"}}})", R"({"a/b":1})",
        {u"/a~1b type"_s});

    row("siblings of a reference count",
        R"({"$ref":"#/$defs/n","maximum":5,)"
        R"("$defs":{"n":{"type":"integer"}}})",
        "7", {u" maximum"_s});
    row("an anchor", R"({"$ref":"#n","$defs":{"x":{"$anchor":"n","type":"integer"}}})", "\"a\"",
        {u" type"_s});
    row("an address within",
        R"({"$id":"https:\/\/example.org/root","$ref":"item",)"
        R"("$defs":{"x":{"$id":"item","type":"integer"}}})",
        "\"a\"", {u" type"_s});
    row("a name that is none", R"({"properties":{"$ref":{"type":"string"}}})", R"({"$ref":1})",
        {u"/$ref type"_s});
    row("an $id that is a value",
        R"({"$defs":{"a":{"enum":[{"$id":"https:\/\/example.org/x",)"
        R"("type":"null"}]}},"const":1})",
        "1");
    const QByteArray tree =
        R"({"$id":"https:\/\/example.org/strict","$dynamicAnchor":"node",)"
        R"("$ref":"tree","unevaluatedProperties":false,"$defs":{"t":{"$id":"tree",)"
        R"("$dynamicAnchor":"node","type":"object","properties":{"data":true,"children":{)"
        R"("type":"array","items":{"$dynamicRef":"#node"}}}}}})";
    row("what extends a tree, extends its branches", tree, R"({"children":[{"daat":1}]})",
        {u"/children/0/daat false"_s});
    row("a whole tree", tree, R"({"children":[{"data":1,"children":[]}]})");

    row("characters are counted, not units", R"({"maxLength":2})", R"("𝄞𝄞")");
    row("too long", R"({"maxLength":2})", R"("𝄞𝄞a")", {u" maxLength"_s});
    row("a pattern is found anywhere", R"({"pattern":"b+"})", R"("abba")");
    row("an end is the end", R"({"pattern":"^a$"})", R"("a\n")", {u" pattern"_s});
    row("a character by number", R"({"pattern":"^\\u00e4$"})", R"("ä")");
    row("digits are ASCII's", R"({"pattern":"^\\d$"})", R"("߀")", {u" pattern"_s});
    row("equal numbers are no different values", R"({"uniqueItems":true})", "[1,1.0]",
        {u" uniqueItems"_s});
    row("equal objects neither", R"({"uniqueItems":true})", R"([{"a":1,"b":2},{"b":2,"a":1}])",
        {u" uniqueItems"_s});
    row("true is not 1", R"({"uniqueItems":true})", "[1,true,[1],[true]]");
    row("one of two", R"({"oneOf":[{"type":"number"},{"minimum":5}]})", "7", {u" oneOf"_s});
    row("any of none", R"({"anyOf":[{"type":"string"},{"minimum":5}]})", "3", {u" anyOf"_s});
    row("not", R"({"not":{"type":"string"}})", R"("a")", {u" not"_s});
    row("false", "false", "1", {u" false"_s});
    row("no schema", "7", "1", {u" false"_s});
    row("a format is for people", R"({"format":"email"})", R"("nobody")");
}

void tst_Schema::tellsWhereAValueIsWrong()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, value);
    const Schema checked(node(schema));
    const schema::Verdict verdict = checked.check(node(value));
    QTEST(words(verdict), "violations");
    QVERIFY(!verdict.hasGivenUp);
    QCOMPARE(verdict.isValid(), verdict.violations.isEmpty());
    QVERIFY(checked.faults().isEmpty());
}

void tst_Schema::tellsWhatWasAskedFor()
{
    const auto first = [](const QByteArray &schema, const QByteArray &value) {
        return Schema(node(schema)).check(node(value)).violations.value(0).argument;
    };
    QCOMPARE(first(R"({"type":["string","null"]})", "1"), u"[\"string\",\"null\"]"_s);
    QCOMPARE(first(R"({"minimum":1.50})", "1"), u"1.50"_s);
    QCOMPARE(first(R"({"required":["a","b"]})", R"({"a":1})"), u"b"_s);
    QCOMPARE(first(R"({"oneOf":[true,true,false]})", "1"), u"2"_s);
}

void tst_Schema::draftsDiffer()
{
    const json::JsonNode reference =
        node(R"({"$ref":"#/definitions/a","maximum":5,"definitions":{"a":{"type":"integer"}}})");
    QVERIFY(Schema(reference, Draft::Draft7).check(node("7")).isValid());
    QVERIFY(!Schema(reference, Draft::Draft2020).check(node("7")).isValid());
    // What the schema says of itself counts.
    json::JsonNode named = reference;
    named.insert(u"$schema"_s, json::JsonNode::of(u"http://json-schema.org/draft-07/schema#"_s));
    QVERIFY(Schema(named, Draft::Draft2020).check(node("7")).isValid());
    // A list of items is a tuple in both.
    const json::JsonNode tuple = node(R"({"items":[{"type":"string"}],"additionalItems":false})");
    for (const Draft draft : {Draft::Draft7, Draft::Draft2020})
        QCOMPARE(words(Schema(tuple, draft).check(node("[1,2]"))),
                 QStringList({u"/0 type"_s, u"/1 false"_s}));
}

void tst_Schema::faultsOfTheSchemaAreTold_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("a reference to nothing")
        << R"({"properties":{"a":{"$ref":"#/$defs/b"}}})"_ba << u"/properties/a/$ref"_s;
    QTest::newRow("a reference elsewhere")
        << R"({"items":{"$ref":"https:\/\/example.org/x"}})"_ba << u"/items/$ref"_s;
    QTest::newRow("a reference to a number")
        << R"({"$ref":"#/maximum","maximum":5})"_ba << u"/$ref"_s;
    QTest::newRow("no anchor") << R"({"allOf":[{"$dynamicRef":"#x"}]})"_ba
                               << u"/allOf/0/$dynamicRef"_s;
    QTest::newRow("a pattern that is none") << R"({"pattern":"(a"})"_ba << u"/pattern"_s;
    QTest::newRow("a pattern of names that is none")
        << R"({"patternProperties":{"[":true}})"_ba << u"/patternProperties/["_s;
}

void tst_Schema::faultsOfTheSchemaAreTold()
{
    QFETCH(QByteArray, schema);
    const Schema checked(node(schema));
    QCOMPARE(checked.faults().size(), 1);
    QTEST(checked.faults().first().schema, "pointer");
}

void tst_Schema::nothingIsValidWhereAReferenceLeadsNowhere()
{
    QVERIFY(!Schema(node(R"({"$ref":"https:\/\/example.org/x"})")).check(node("1")).isValid());
    const json::JsonNode broken = node(R"({"pattern":"(a"})");
    QVERIFY(!Schema(broken).check(json::JsonNode::of(u"(a"_s)).isValid());
}

void tst_Schema::circlesEnd_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::newRow("itself") << R"({"$ref":"#"})"_ba;
    QTest::newRow("each other") << R"({"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},)"
                                   R"("b":{"$ref":"#/$defs/a"}}})"_ba;
    QTest::newRow("twice as often each time") << R"({"allOf":[{"$ref":"#"},{"$ref":"#"}]})"_ba;
    QTest::newRow("within not") << R"({"not":{"$ref":"#"}})"_ba;
}

void tst_Schema::circlesEnd()
{
    QFETCH(QByteArray, schema);
    QElapsedTimer timer;
    timer.start();
    const schema::Verdict verdict = Schema(node(schema)).check(node("1"));
    QVERIFY(verdict.hasGivenUp);
    QVERIFY(!verdict.isValid());
    QVERIFY(timer.elapsed() < 20'000);
    // What only looks like a circle is none.
    const Schema list(node(R"({"properties":{"next":{"$ref":"#"}}})"));
    const json::JsonNode value = node(R"({"next":{"next":{"next":{}}}})");
    QVERIFY(list.check(value).isValid());
}

void tst_Schema::hostilePatternsEnd_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("two ways each time") << u"^(a|a)*$"_s;
    QTest::newRow("repeated repetition") << u"^(a+)+$"_s;
    QTest::newRow("deep") << u"^(a|b)*c$"_s;
    QTest::newRow("backwards") << u"(.*)*\\1x"_s;
}

void tst_Schema::hostilePatternsEnd()
{
    QFETCH(QString, pattern);
    json::JsonNode schema;
    schema.insert(u"pattern"_s, json::JsonNode::of(pattern));
    const json::JsonNode text = json::JsonNode::of(QString(50'000, u'a') + u'!');
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!Schema(schema).check(text).isValid());
    QVERIFY(timer.elapsed() < 20'000);
}

void tst_Schema::longListsOfDifferentValuesAreQuick()
{
    json::JsonNode list{.kind = json::JsonNode::Kind::Array};
    for (int i = 0; i < 50'000; ++i)
        list.children.append(json::JsonNode::of(qint64(i)));
    const Schema unique(node(R"({"uniqueItems":true})"));
    QVERIFY(unique.check(list).isValid());
    list.children.append(json::JsonNode::of(qint64(7)));
    QVERIFY(!unique.check(list).isValid());
}

void tst_Schema::manyViolationsAreCut()
{
    json::JsonNode list{.kind = json::JsonNode::Kind::Array};
    for (int i = 0; i < 1'000; ++i)
        list.children.append(json::JsonNode::of(true));
    QCOMPARE(Schema(node(R"({"items":{"type":"string"}})")).check(list).violations.size(), 100);
}

QTEST_APPLESS_MAIN(tst_Schema)
#include "tst_schema.moc"
