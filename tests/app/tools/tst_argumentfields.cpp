// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/argumentfields.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::tools;

class tst_ArgumentFields final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void propertiesBecomeRows();
    void argumentsComeBackAsTheyWere_data();
    void argumentsComeBackAsTheyWere();
    void whatIsLeftOutIsNotSent();
    void invisibleCharactersAreShown_data();
    void invisibleCharactersAreShown();
};

void tst_ArgumentFields::propertiesBecomeRows()
{
    const QList<ArgumentField> fields = argumentFields(R"({"type":"object","properties":{
            "path":{"type":"string","description":"Where"},
            "count":{"type":"integer"},
            "deep":{"type":"boolean"},
            "mode":{"enum":["fast","slow",3]},
            "list":{"type":"array"}},"required":["path"]})",
                                                       R"({"path":"/tmp","extra":[1]})");
    QCOMPARE(fields.size(), 6);
    QCOMPARE(fields.at(0),
             (ArgumentField{.name = u"path"_s,
                            .kind = ArgumentField::Kind::Text,
                            .description = u"Where"_s,
                            .isRequired = true,
                            .isGiven = true,
                            .value = u"/tmp"_s}));
    QCOMPARE(fields.at(1).kind, ArgumentField::Kind::Number);
    QVERIFY(!fields.at(1).isGiven);
    QCOMPARE(fields.at(2).kind, ArgumentField::Kind::Boolean);
    QCOMPARE(fields.at(3).choices, QStringList({u"\"fast\""_s, u"\"slow\""_s, u"3"_s}));
    QCOMPARE(fields.at(4).kind, ArgumentField::Kind::Json);
    QCOMPARE(fields.at(5).name, u"extra"_s);
    QCOMPARE(fields.at(5).value, u"[1]"_s);
}

void tst_ArgumentFields::argumentsComeBackAsTheyWere_data()
{
    QTest::addColumn<QByteArray>("arguments");
    for (const QByteArray &arguments :
         {R"({})"_ba, R"({"a":"text"})"_ba, R"({"a":"12"})"_ba, R"({"a":12})"_ba,
          R"({"a":"{}"})"_ba, R"({"n":1.50})"_ba, R"({"n":"many"})"_ba, R"({"b":true})"_ba,
          R"({"c":"x"})"_ba, R"({"c":"z"})"_ba, R"({"o":{"p":[1,null]}})"_ba, R"({"a":""})"_ba})
        QTest::newRow(arguments.constData()) << arguments;
}

void tst_ArgumentFields::argumentsComeBackAsTheyWere()
{
    QFETCH(QByteArray, arguments);
    const auto schema = R"({"properties":{"a":{"type":"string"},"n":{"type":"number"},
        "b":{"type":"boolean"},"c":{"enum":["x","y"]}}})"_ba;
    QCOMPARE(argumentsOf(argumentFields(schema, arguments)), arguments);
    QCOMPARE(argumentsOf(argumentFields({}, arguments)), arguments);
}

void tst_ArgumentFields::whatIsLeftOutIsNotSent()
{
    QList<ArgumentField> fields = argumentFields({}, R"({"a":"x","b":2})");
    fields[0].isGiven = false;
    QCOMPARE(argumentsOf(fields), R"({"b":2})"_ba);
}

void tst_ArgumentFields::invisibleCharactersAreShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("visible");
    QTest::newRow("plain") << u"naïve 文 ✓\n\t"_s << u"naïve 文 ✓\n\t"_s;
    QTest::newRow("right to left") << u"a\u202Eb"_s << u"a\\u{202E}b"_s;
    QTest::newRow("zero width") << u"a\u200Bb"_s << u"a\\u{200B}b"_s;
    QTest::newRow("a control") << u"a\u0007b"_s << u"a\\u{0007}b"_s;
    QTest::newRow("a tag") << QString::fromUcs4(U"a\U000E0041b") << u"a\\u{E0041}b"_s;
    QTest::newRow("an isolate") << u"\u2066x"_s << u"\\u{2066}x"_s;
}

void tst_ArgumentFields::invisibleCharactersAreShown()
{
    QFETCH(QString, text);
    QFETCH(QString, visible);
    QCOMPARE(withVisibleMarks(text), visible);
    // JSON has its own way to write them, which means the same.
    const QByteArray json = argumentsOf(
        {{.name = u"a"_s, .kind = ArgumentField::Kind::Text, .isGiven = true, .value = text}});
    const QString readable = readableJson(json);
    QVERIFY(std::none_of(readable.begin(), readable.end(),
                         [](QChar c) { return isInvisible(c.unicode()) && !c.isSurrogate(); }));
    QCOMPARE(argumentsOf(argumentFields({}, readable.toUtf8())), json);
}

QTEST_APPLESS_MAIN(tst_ArgumentFields)
#include "tst_argumentfields.moc"
