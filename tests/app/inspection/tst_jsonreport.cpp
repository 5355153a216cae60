// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/inspection/jsonreport.h"
#include "app/inspection/ledgerexport.h"
#include "app/json/jsoncodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::inspection;
using namespace Qt::StringLiterals;
using endpoint::ResponseFormat;
using store::LedgerRow;

class tst_JsonReport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReplyIsCheckedAgainstItsSchema_data();
    void aReplyIsCheckedAgainstItsSchema();
    void aListOfObjectsIsATable_data();
    void aListOfObjectsIsATable();
    void theSchemaOfARequestIsFound();
    void aWrongSchemaIsToldApart();
    void callsAreExported();
    void nothingSecretIsExported();
};

void tst_JsonReport::aReplyIsCheckedAgainstItsSchema_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("places");
    QTest::newRow("fits") << uR"({"city": "Oslo", "people": 700000})"_s << QStringList();
    QTest::newRow("wrong type") << uR"({"city": "Oslo", "people": "many"})"_s
                                << QStringList{u"/people"_s};
    QTest::newRow("missing") << uR"({"city": "Oslo"})"_s << QStringList{QString()};
    QTest::newRow("in a fence") << u"```\n{\"city\": 1, \"people\": 2}\n```"_s
                                << QStringList{u"/city"_s};
}

void tst_JsonReport::aReplyIsCheckedAgainstItsSchema()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, places);
    const ResponseFormat asked{
        .kind = ResponseFormat::Kind::JsonSchema,
        .schema =
            R"({"type":"object","properties":{"city":{"type":"string"},"people":{"type":"integer"}},)"
            R"("required":["city","people"]})"};

    const JsonReport report = jsonReportOf(text, asked);

    QVERIFY(report.hasReply && report.node && report.hasSchema);
    QCOMPARE(report.isWhole, text.startsWith(u'{'));
    QStringList found;
    for (const schema::Violation &violation : report.verdict.violations)
        found.append(violation.instance);
    QCOMPARE(found, places);
}

void tst_JsonReport::aListOfObjectsIsATable_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::optional<QString>>("table");
    using Table = std::optional<QString>;
    QTest::newRow("itself") << uR"([{"a": 1}, {"b": 2}])"_s << Table(QString());
    QTest::newRow("the longest member")
        << uR"({"x": [{}], "rows/all": [{"a": 1}, {"a": 2}]})"_s << Table(u"/rows~1all"_s);
    QTest::newRow("of numbers") << u"[1, 2]"_s << Table();
    QTest::newRow("mixed") << u"[{}, 2]"_s << Table();
    QTest::newRow("empty") << u"[]"_s << Table();
}

void tst_JsonReport::aListOfObjectsIsATable()
{
    QFETCH(const QString, text);
    QFETCH(const std::optional<QString>, table);
    QCOMPARE(jsonReportOf(text, {}).table, table);
}

void tst_JsonReport::theSchemaOfARequestIsFound()
{
    const auto formatOf = [](const QByteArray &body) { return askedFormatOf(*json::parse(body)); };
    QCOMPARE(formatOf("{}").kind, ResponseFormat::Kind::Text);
    QCOMPARE(formatOf(R"({"response_format":{"type":"json_object"}})").kind,
             ResponseFormat::Kind::JsonObject);
    const ResponseFormat format = formatOf(
        R"({"response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"array"}}}})");
    QCOMPARE(format.kind, ResponseFormat::Kind::JsonSchema);
    QCOMPARE(format.schema, R"({"type":"array"})"_ba);
}

void tst_JsonReport::aWrongSchemaIsToldApart()
{
    const JsonReport report = jsonReportOf(u"{}"_s,
                                           {.kind = ResponseFormat::Kind::JsonSchema,
                                            .schema = R"({"properties":{"a":{"pattern":"("}}})"});
    QCOMPARE(report.faults.size(), 1);
    QVERIFY(!jsonReportOf(u"no"_s, {}).node);
    QVERIFY(!jsonReportOf(u" "_s, {}).hasReply);
}

void tst_JsonReport::callsAreExported()
{
    const LedgerRow row{.startedAt = QDateTime(QDate(2026, 11, 24), QTime(9, 30), Qt::UTC),
                        .purpose = u"chat"_s,
                        .method = "POST"_ba,
                        .url = QUrl(u"https://models.example/v1/chat/completions"_s),
                        .model = u"=cmd()"_s,
                        .httpStatus = 200,
                        .milliseconds = 1000,
                        .connectedAt = 10,
                        .sentAt = 12,
                        .firstByteAt = 400,
                        .bytesSent = 100,
                        .bytesReceived = 2000,
                        .inputTokens = 7,
                        .outputTokens = 42,
                        .requestId = u"r1"_s};

    const QList<QByteArray> lines = ledgerAsCsv({row}).split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).startsWith("started_at,purpose,"));
    QVERIFY(lines.at(1).startsWith("2026-11-24T09:30:00.000Z,chat,POST,"));
    QVERIFY(lines.at(1).contains("'=cmd()")); // no formula in a spreadsheet

    const QJsonObject log =
        QJsonDocument::fromJson(ledgerAsHar({row, {}})).object().value("log"_L1).toObject();
    QCOMPARE(log.value("version"_L1).toString(), u"1.2"_s);
    const QJsonArray entries = log.value("entries"_L1).toArray();
    QCOMPARE(entries.size(), 2);
    const QJsonObject timings = entries.at(0).toObject().value("timings"_L1).toObject();
    QCOMPARE(timings.value("connect"_L1).toInt(), 10);
    QCOMPARE(timings.value("send"_L1).toInt(), 2);
    QCOMPARE(timings.value("wait"_L1).toInt(), 388);
    QCOMPARE(timings.value("receive"_L1).toInt(), 600);
    QCOMPARE(entries.at(1).toObject().value("timings"_L1)["wait"_L1].toInt(), -1);
}

void tst_JsonReport::nothingSecretIsExported()
{
    const LedgerRow row{
        .url = QUrl(u"https://user:canary@models.example/v1/models?key=canary#canary"_s),
        .error = u"refused: Authorization: Bearer canary"_s};
    QVERIFY(!ledgerAsCsv({row}).contains("canary"));
    QVERIFY(!ledgerAsHar({row}).contains("canary"));
}

QTEST_APPLESS_MAIN(tst_JsonReport)
#include "tst_jsonreport.moc"
