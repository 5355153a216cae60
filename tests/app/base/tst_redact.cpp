// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/redact.h"

#include <QTest>

using namespace polylogue::app::base;
using namespace Qt::StringLiterals;

class tst_Redact : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOutTheKeyInEveryForm_data();
    void takesOutTheKeyInEveryForm();
    void takesOutWhateverLooksLikeAKey_data();
    void takesOutWhateverLooksLikeAKey();
    void leavesOrdinaryTextAlone_data();
    void leavesOrdinaryTextAlone();
    void redactingTwiceChangesNothingMore();
    void everyTextOfAnErrorIsRedacted();
};

namespace {

const auto key = u"sk-Canary/42+ä=="_s;

} // namespace

void tst_Redact::takesOutTheKeyInEveryForm_data()
{
    QTest::addColumn<QString>("form");

    const QByteArray bytes = key.toUtf8();
    QTest::newRow("plain") << key;
    QTest::newRow("percent-encoded") << QString::fromLatin1(QUrl::toPercentEncoding(key));
    QTest::newRow("percent-encoded, small letters")
        << QString::fromLatin1(QUrl::toPercentEncoding(key)).toLower();
    QTest::newRow("base64") << QString::fromLatin1(bytes.toBase64());
    QTest::newRow("base64url") << QString::fromLatin1(
        bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    QTest::newRow("hexadecimal") << QString::fromLatin1(bytes.toHex());
    QTest::newRow("hexadecimal, capitals") << QString::fromLatin1(bytes.toHex()).toUpper();
}

void tst_Redact::takesOutTheKeyInEveryForm()
{
    QFETCH(QString, form);

    const QString text = redacted(u"the server said "_s + form + u", twice: "_s + form, key);

    QCOMPARE(text, u"the server said [key], twice: [key]"_s);
}

void tst_Redact::takesOutWhateverLooksLikeAKey_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");

    QTest::newRow("bearer") << u"Authorization: Bearer abc.def"_s
                            << u"Authorization: Bearer [key]"_s;
    QTest::newRow("basic") << u"Authorization: Basic dXNlcjpwdw== x"_s
                           << u"Authorization: Basic [key] x"_s;
    QTest::newRow("bare authorization") << u"authorization: abcdef"_s << u"authorization: [key]"_s;
    QTest::newRow("bearer, small letters") << u"bearer  abc, next"_s << u"bearer  [key], next"_s;
    QTest::newRow("api-key header") << u"api-key: 0123"_s << u"api-key: [key]"_s;
    QTest::newRow("x-api-key header") << u"X-Api-Key: 0123"_s << u"X-Api-Key: [key]"_s;
    QTest::newRow("JSON") << uR"({"api_key": "0123", "a": 1})"_s
                          << uR"({"api_key": "[key]", "a": 1})"_s;
    QTest::newRow("query") << u"?apikey=0123&b=1"_s << u"?apikey=[key]&b=1"_s;
}

void tst_Redact::takesOutWhateverLooksLikeAKey()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);

    QCOMPARE(redacted(text), expected);
    QCOMPARE(redacted(text, key), expected);
}

void tst_Redact::leavesOrdinaryTextAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("secret");

    QTest::newRow("no secret") << u"Model not found"_s << QString();
    QTest::newRow("other words") << u"The api and the key of the bearer"_s << key;
    QTest::newRow("a stand-in inside words") << u"extra boxes, 0x78"_s << u"x"_s;
    QTest::newRow("empty") << QString() << key;
}

void tst_Redact::leavesOrdinaryTextAlone()
{
    QFETCH(QString, text);
    QFETCH(QString, secret);

    QCOMPARE(redacted(text, secret), text);
}

void tst_Redact::redactingTwiceChangesNothingMore()
{
    const QString once = redacted(u"Authorization: Bearer "_s + key, key);

    QCOMPARE(once, u"Authorization: Bearer [key]"_s);
    QCOMPARE(redacted(once, key), once);
    QCOMPARE(redacted(once, u"key"_s).count(u"Bearer"_s), 1);
}

void tst_Redact::everyTextOfAnErrorIsRedacted()
{
    const Error error{.kind = ErrorKind::BadParameter,
                      .detail = key,
                      .httpStatus = 400,
                      .type = key,
                      .code = key,
                      .parameter = key,
                      .subject = key,
                      .requestId = key};
    const auto mark = u"[key]"_s;
    const Error expected{.kind = ErrorKind::BadParameter,
                         .detail = mark,
                         .httpStatus = 400,
                         .type = mark,
                         .code = mark,
                         .parameter = mark,
                         .subject = mark,
                         .requestId = mark};

    QCOMPARE(redacted(error, key), expected);
}

QTEST_APPLESS_MAIN(tst_Redact)
#include "tst_redact.moc"
