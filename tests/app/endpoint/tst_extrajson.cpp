// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/extrajson.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;

class tst_ExtraJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void objectsAndNothingAreFine_data();
    void objectsAndNothingAreFine();
    void everythingElseIsRefused_data();
    void everythingElseIsRefused();
};

void tst_ExtraJson::objectsAndNothingAreFine_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("white space") << " \n\t"_ba;
    QTest::newRow("empty object") << "{}"_ba;
    QTest::newRow("object") << R"({"logit_bias": {"50256": -100}, "user": "é"})"_ba;
}

void tst_ExtraJson::objectsAndNothingAreFine()
{
    QFETCH(QByteArray, json);

    QVERIFY(endpoint::checkExtraJson(json));
}

void tst_ExtraJson::everythingElseIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("line");
    QTest::newRow("array") << "[1]"_ba << QString();
    QTest::newRow("a member alone") << R"("top_k": 5)"_ba << u"1"_s;
    QTest::newRow("unfinished") << "{\n  \"top_k\": 5"_ba << u"2"_s;
    QTest::newRow("comma at the end") << "{\n\"top_k\": 5,\n}"_ba << u"3"_s;
    QTest::newRow("garbage behind") << "{} x"_ba << u"1"_s;
}

void tst_ExtraJson::everythingElseIsRefused()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, line);

    const base::Status status = endpoint::checkExtraJson(json);

    QVERIFY(!status);
    QCOMPARE(status.error().kind, base::ErrorKind::BadParameter);
    QCOMPARE(status.error().subject, line);
}

QTEST_APPLESS_MAIN(tst_ExtraJson)
#include "tst_extrajson.moc"
