// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/recentlog.h"

#include <QTest>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using session::RecentLog;

namespace {

const auto canary = u"sk-canary/0123456789+Köder"_s;

net::CallRecord someCall()
{
    net::CallRecord record;
    record.method = "POST";
    record.url = QUrl(u"https://user:pass@api.example.org/v1/chat/completions?api_key=abc#f"_s);
    record.model = u"m"_s;
    record.httpStatus = 401;
    record.attempt = 2;
    record.total = std::chrono::milliseconds(350);
    record.error = base::Error{.kind = base::ErrorKind::Unauthorized,
                               .detail = u"You said: my secret diary"_s,
                               .code = u"invalid_api_key"_s};
    return record;
}

} // namespace

class tst_RecentLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callIsOneLineWithoutWhatIsPrivate();
    void keyIsTakenOutInEveryForm_data();
    void keyIsTakenOutInEveryForm();
    void onlyTheLastLinesAreKept();
    void longTextIsCutAndStaysOneLine();
};

void tst_RecentLog::callIsOneLineWithoutWhatIsPrivate()
{
    RecentLog log([] { return canary; });

    log.addCall(someCall());

    QCOMPARE(log.lines().size(), 1);
    const QString line = log.lines().first();
    for (const QString &told :
         {u"POST https://api.example.org/v1/chat/completions"_s, u"401"_s, u"attempt 2"_s,
          u"Unauthorized"_s, u"invalid_api_key"_s, u"350 ms"_s})
        QVERIFY2(line.contains(told), qPrintable(line));
    for (const QString &kept : {u"pass"_s, u"abc"_s, u"diary"_s})
        QVERIFY2(!line.contains(kept), qPrintable(line));
}

void tst_RecentLog::keyIsTakenOutInEveryForm_data()
{
    QTest::addColumn<QString>("form");
    QTest::newRow("as it is") << canary;
    QTest::newRow("percent") << QString::fromLatin1(QUrl::toPercentEncoding(canary));
    QTest::newRow("base64") << QString::fromLatin1(canary.toUtf8().toBase64());
    QTest::newRow("hex") << QString::fromLatin1(canary.toUtf8().toHex());
    QTest::newRow("header of another key") << u"Authorization: Bearer sk-other-key-000"_s;
}

void tst_RecentLog::keyIsTakenOutInEveryForm()
{
    QFETCH(const QString, form);
    RecentLog log([] { return canary; });
    net::CallRecord record = someCall();
    record.model = form;
    record.error->code = form;
    record.error->requestId = form;

    log.addCall(record);
    log.addError(*record.error);
    log.add(QString(490, u'x') + form); // cut in the middle of it

    for (const QString &line : log.lines()) {
        QVERIFY2(!line.contains(form.right(12)), qPrintable(line));
        QVERIFY2(!line.contains(form.first(10)) || form.startsWith("Auth"_L1), qPrintable(line));
    }
}

void tst_RecentLog::onlyTheLastLinesAreKept()
{
    RecentLog log([] { return QString(); });
    for (int i = 0; i < 1000; ++i)
        log.add(u"line %1 end"_s.arg(i));

    QCOMPARE(log.lines().size(), 200);
    QVERIFY(log.lines().first().contains(u"line 800 end"_s));
    QVERIFY(log.lines().last().contains(u"line 999 end"_s));
}

void tst_RecentLog::longTextIsCutAndStaysOneLine()
{
    RecentLog log([] { return QString(); });

    log.add(u"first\nsecond"_s + QString(10'000, u'x'));

    QVERIFY(log.lines().first().size() < 600);
    QVERIFY(!log.lines().first().contains(u'\n'));
}

QTEST_GUILESS_MAIN(tst_RecentLog)
#include "tst_recentlog.moc"
