// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pane/linkopener.h"

#include <QTest>

using namespace polylogue::ui::pane;
using namespace Qt::StringLiterals;

class tst_LinkOpener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWebAndMailAddressesAreAllowed_data();
    void onlyWebAndMailAddressesAreAllowed();
    void aTextThatHidesTheTargetMustBeConfirmed_data();
    void aTextThatHidesTheTargetMustBeConfirmed();
    void hostsAreShownInAsciiForm();
};

void tst_LinkOpener::onlyWebAndMailAddressesAreAllowed_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isAllowed");

    for (const char *good : {
             "https://example.org",
             "https://example.org/",
             "http://example.org/a?b=c#d",
             "https://example.org:8443/x",
             "https://127.0.0.1/x",
             "https://[::1]/x",
             "HTTPS://EXAMPLE.ORG/",
             "https://example.org/a%20b",
             "https://example.org/?q=a+b&c=d",
             "https://b\xc3\xbc"
             "cher.example/",
             "mailto:someone@example.org",
             "mailto:someone@example.org?subject=Hello",
         })
        QTest::newRow(good) << QString::fromUtf8(good) << true;

    for (const char *bad : {
             "",
             "/etc/passwd",
             "relative/path",
             "../up",
             "//host/share/x",
             "--help",
             "-x",
             "file:///etc/passwd",
             "file://host/share",
             "FILE:///etc/passwd",
             "smb://host/share",
             "ftp://example.org/x",
             "sftp://example.org",
             "ssh://example.org",
             "javascript:alert(1)",
             "JavaScript:alert(1)",
             "vbscript:x",
             "data:text/html,hi",
             "blob:https://example.org/1",
             "about:blank",
             "chrome://settings",
             "ms-msdt:/id",
             "ms-excel:ofe|u|http://example.org",
             "search-ms:query=x",
             "calculator://",
             "vscode://file/x",
             "cherrystudio://mcp/install",
             "polylogue://x",
             "tel:+123",
             "sms:+123",
             "magnet:?xt=1",
             "ws://example.org",
             "view-source:https://example.org",
             "jar:file:///x!/y",
             "ldap://example.org",
             "gopher://example.org",
             "steam://run/1",
             "https://",
             "https:///path",
             "http:/example.org",
             "https://user@example.org/",
             "https://user:pw@example.org/",
             "https://example.org@evil.example/",
             "mailto:",
             "mailto:a@example.org?attach=/etc/passwd",
             "mailto:a@example.org?attachment=x",
             "mailto:a@example.org?body=hi",
             "mailto:a@example.org?cc=b@example.org",
             "mailto:a@example.org?Subject=x&Attach=y",
             "https://example.org/a%0Ab",
             "https://example.org/a%00b",
             "https://example.org/%1b[31m",
         })
        QTest::newRow(*bad ? bad : "nothing") << QString::fromUtf8(bad) << false;
}

void tst_LinkOpener::onlyWebAndMailAddressesAreAllowed()
{
    QFETCH(QString, url);
    QFETCH(bool, isAllowed);

    QCOMPARE(checkLink(QUrl(url), url).isAllowed, isAllowed);
}

void tst_LinkOpener::aTextThatHidesTheTargetMustBeConfirmed_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("mustConfirm");

    QTest::newRow("the same") << u"https://example.org/a"_s << u"https://example.org/a"_s << false;
    QTest::newRow("without the scheme")
        << u"https://example.org/a"_s << u"example.org/a"_s << false;
    QTest::newRow("mail") << u"mailto:a@example.org"_s << u"a@example.org"_s << false;
    QTest::newRow("words") << u"https://example.org/a"_s << u"our page"_s << true;
    QTest::newRow("another host") << u"https://evil.example/"_s << u"https://example.org/"_s
                                  << true;
    QTest::newRow("look-alike") << u"https://ex\u0430mple.org/"_s << u"https://example.org/"_s
                                << true;
}

void tst_LinkOpener::aTextThatHidesTheTargetMustBeConfirmed()
{
    QFETCH(QString, url);
    QFETCH(QString, text);
    QFETCH(bool, mustConfirm);

    QCOMPARE(checkLink(QUrl(url), text).mustConfirm, mustConfirm);
}

void tst_LinkOpener::hostsAreShownInAsciiForm()
{
    const LinkVerdict verdict = checkLink(QUrl(u"https://ex\u0430mple.org/"_s), u"x"_s);

    QVERIFY(verdict.isAllowed);
    QVERIFY2(verdict.host.startsWith(u"xn--"_s), qPrintable(verdict.host));
    QVERIFY2(verdict.target.contains(u"//xn--"_s), qPrintable(verdict.target));
}

QTEST_APPLESS_MAIN(tst_LinkOpener)
#include "tst_linkopener.moc"
