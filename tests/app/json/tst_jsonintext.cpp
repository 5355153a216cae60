// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"
#include "app/json/jsonintext.h"

#include <QTest>

using namespace polylogue::app::json;
using namespace Qt::StringLiterals;

class tst_JsonInText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatATextHoldsIsFound_data();
    void whatATextHoldsIsFound();
    void textsWithoutAnyHaveNone_data();
    void textsWithoutAnyHaveNone();
    void hostileTextsEnd_data();
    void hostileTextsEnd();
};

void tst_JsonInText::whatATextHoldsIsFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    QTest::newRow("alone") << u" {\"a\": 1}\n"_s << u"{\"a\": 1}"_s;
    QTest::newRow("a list") << u"[1, 2]"_s << u"[1, 2]"_s;
    QTest::newRow("fenced") << u"Here:\n```json\n{\"a\": 1}\n```\nDone."_s << u"{\"a\": 1}"_s;
    QTest::newRow("the second fence") << u"```sh\nls {}\n```\n```\n[1]\n```"_s << u"[1]"_s;
    QTest::newRow("between words")
        << u"The answer is {\"a\": [1, 2]}, I think."_s << u"{\"a\": [1, 2]}"_s;
    QTest::newRow("the longest") << u"{} and {\"long\": true} and []"_s << u"{\"long\": true}"_s;
    QTest::newRow("braces in strings")
        << u"so: {\"a\": \"}{\\\"\"} end"_s << u"{\"a\": \"}{\\\"\"}"_s;
    QTest::newRow("braces before it") << u"a set {x} is {\"a\": 1}"_s << u"{\"a\": 1}"_s;
    QTest::newRow("other letters") << u"Größe: {\"ü\": \"ß\"}"_s << u"{\"ü\": \"ß\"}"_s;
}

void tst_JsonInText::whatATextHoldsIsFound()
{
    QFETCH(const QString, text);
    QFETCH(const QString, found);

    const auto json = findJson(text);

    QVERIFY(json);
    QCOMPARE(text.sliced(json->begin, json->end - json->begin), found);
    QVERIFY(isSame(json->node, *parse(found.toUtf8())));
}

void tst_JsonInText::textsWithoutAnyHaveNone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("words") << u"No, sorry."_s;
    QTest::newRow("a number") << u"42"_s;
    QTest::newRow("cut off") << u"{\"a\": [1, 2"_s;
    QTest::newRow("a fence without an end") << u"```json\n"_s;
}

void tst_JsonInText::textsWithoutAnyHaveNone()
{
    QFETCH(const QString, text);
    QVERIFY(!findJson(text));
}

void tst_JsonInText::hostileTextsEnd_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("open braces") << QString(1'000'000, u'{');
    QTest::newRow("pairs") << u"{x}"_s.repeated(300'000);
    QTest::newRow("quotes") << u"{\""_s.repeated(500'000);
    QTest::newRow("deep") << QString(100'000, u'[') + QString(100'000, u']');
}

void tst_JsonInText::hostileTextsEnd()
{
    QFETCH(const QString, text);
    QVERIFY(!findJson(text));
}

QTEST_APPLESS_MAIN(tst_JsonInText)
#include "tst_jsonintext.moc"
