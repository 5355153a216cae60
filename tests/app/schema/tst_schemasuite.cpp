// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"
#include "app/schema/schema.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using json::JsonNode;
using schema::Draft;

//! The test suite of the JSON Schema organisation, as Debian has it in json-schema-test-suite, or
//! in the folder that POLYLOGUE_JSON_SCHEMA_TESTS names (which has "draft7" or "draft2020-12").
class tst_SchemaSuite final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mandatoryTestsHold_data();
    void mandatoryTestsHold();
};

void tst_SchemaSuite::mandatoryTestsHold_data()
{
    QTest::addColumn<JsonNode>("group");
    QTest::addColumn<Draft>("draft");
    const QString suite = qEnvironmentVariable("POLYLOGUE_JSON_SCHEMA_TESTS",
                                               u"/usr/share/json-schema-test-suite/tests"_s);
    int groups = 0;
    for (const auto &[folder, draft] :
         {std::pair(u"draft7"_s, Draft::Draft7), std::pair(u"draft2020-12"_s, Draft::Draft2020)}) {
        const QDir directory(suite + u'/' + folder);
        const QStringList names = directory.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
        for (const QString &name : names) {
            QFile file(directory.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            const auto root = json::parse(bytes);
            QVERIFY2(root, qPrintable(file.fileName()));
            for (const JsonNode &group : root->children) {
                // What would have to be fetched from elsewhere.
                const QByteArray text = json::write(*group.member(u"schema"));
                const bool isRemote = text.contains("localhost:1234")
                    || text.contains(R"("$ref":"http://json-schema.org)")
                    || text.contains(R"("$ref":"https://json-schema.org)");
                if (isRemote)
                    continue;
                const QString title =
                    folder + u' ' + name + u": "_s + group.member(u"description")->text;
                QTest::newRow(qPrintable(title)) << group << draft;
                ++groups;
            }
        }
    }
    if (groups == 0)
        QSKIP("The test suite is not there.");
}

void tst_SchemaSuite::mandatoryTestsHold()
{
    QFETCH(JsonNode, group);
    QFETCH(Draft, draft);
    const schema::Schema checked(*group.member(u"schema"), draft);
    for (const JsonNode &test : group.member(u"tests")->children) {
        const schema::Verdict verdict = checked.check(*test.member(u"data"));
        const QString what = test.member(u"description")->text + u": "_s
            + (verdict.violations.isEmpty() ? QString() : verdict.violations.first().keyword);
        QVERIFY2(!verdict.hasGivenUp, qPrintable(what));
        QVERIFY2(verdict.isValid() == test.member(u"valid")->boolean, qPrintable(what));
    }
}

QTEST_APPLESS_MAIN(tst_SchemaSuite)
#include "tst_schemasuite.moc"
