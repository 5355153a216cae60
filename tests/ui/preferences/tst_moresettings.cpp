// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/moresettings.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::endpoint;
using namespace polylogue::ui;
using namespace polylogue::ui::preferences;

class tst_MoreSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headersAreLinesOfNameAndValue();
    void headersOfOursAndNonsenseAreRefused_data();
    void headersOfOursAndNonsenseAreRefused();
    void everythingShownComesBack();
    void whatIsNotShownStays();
    void problemsAreToldInWords();

private:
    template <typename Widget> static Widget *named(const QWidget &page, const QString &name)
    {
        for (auto *widget : page.findChildren<Widget *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }

    theme::Theme m_theme{polylogue::app::settings::ThemeMode::Light};
};

void tst_MoreSettings::headersAreLinesOfNameAndValue()
{
    const auto headers = headersFromText(u"X-Team: seals: two\n\n  X-Empty:\n"_s);

    QVERIFY(headers);
    const QList<HeaderField> expected{{.name = u"X-Team"_s, .value = u"seals: two"_s},
                                      {.name = u"X-Empty"_s}};
    QVERIFY(*headers == expected);
    QVERIFY(headersFromText({})->isEmpty());
}

void tst_MoreSettings::headersOfOursAndNonsenseAreRefused_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("no colon") << u"X-Team seals"_s;
    QTest::newRow("no name") << u": seals"_s;
    QTest::newRow("space in the name") << u"X Team: seals"_s;
    QTest::newRow("control character") << u"X-Team: a\rb"_s;
    QTest::newRow("a key") << u"Authorization: Bearer x"_s;
    QTest::newRow("another key") << u"API-KEY: x"_s;
    QTest::newRow("cookie") << u"Cookie: a=b"_s;
    QTest::newRow("HTTP's own") << u"Content-Length: 5"_s;
}

void tst_MoreSettings::headersOfOursAndNonsenseAreRefused()
{
    QFETCH(const QString, line);

    QVERIFY(!headersFromText(u"X-Good: 1\n"_s + line));
}

void tst_MoreSettings::everythingShownComesBack()
{
    Endpoint endpoint = endpointFor(QUrl(u"https://a.example/v1"_s));
    endpoint.name = u"Agency"_s;
    endpoint.network = {.proxy = {.mode = ProxySettings::Mode::Manual,
                                  .host = u"proxy.example"_s,
                                  .port = 3128,
                                  .user = u"me"_s},
                        .caBundle = u"/ca.pem"_s,
                        .clientCertificate = u"/me.pem"_s,
                        .clientKey = u"/me.key"_s};
    endpoint.headers = {{.name = u"X-Team"_s, .value = u"seals"_s}};
    endpoint.requestsPerSecond = 2.5;
    endpoint.keyHeader = KeyHeader::ApiKey;
    endpoint.quirks.maxTokensName = Quirks::MaxTokensName::MaxCompletionTokens;
    endpoint.quirks.namesFilesTwice = true;
    endpoint.quirks.camelCaseEncodingFormat = true;
    endpoint.quirks.sendsInputType = true;
    MoreSettings page(m_theme);

    page.setEndpoint(endpoint);
    Endpoint back{.id = endpoint.id, .baseUrl = endpoint.baseUrl};
    page.apply(back);

    QVERIFY(back == endpoint);
    QVERIFY2(page.problem().isEmpty(), qPrintable(page.problem()));
}

void tst_MoreSettings::whatIsNotShownStays()
{
    Endpoint endpoint = endpointFor(QUrl(u"https://a.example/v1"_s));
    endpoint.quirks.sendsInputType = true; // one of the three behind the box
    endpoint.quirks.echoesReasoning = true;
    endpoint.defaultModel = u"m"_s;
    MoreSettings page(m_theme);

    page.setEndpoint(endpoint);
    Endpoint back = endpoint;
    page.apply(back);

    QVERIFY(back == endpoint);
}

void tst_MoreSettings::problemsAreToldInWords()
{
    MoreSettings page(m_theme);
    page.setEndpoint({});
    QVERIFY(page.problem().isEmpty());
    QStringList problems;

    named<QPlainTextEdit>(page, u"Extra headers"_s)->setPlainText(u"Authorization: x"_s);
    problems.append(page.problem());
    named<QPlainTextEdit>(page, u"Extra headers"_s)->clear();
    named<QLineEdit>(page, u"Requests per second"_s)->setText(u"many"_s);
    problems.append(page.problem());
    named<QLineEdit>(page, u"Requests per second"_s)->clear();
    named<QLineEdit>(page, u"Client key"_s)->setText(u"/me.key"_s);
    problems.append(page.problem());
    named<QLineEdit>(page, u"Client key"_s)->clear();
    named<QComboBox>(page, u"Proxy"_s)->setCurrentIndex(2);
    problems.append(page.problem());

    QVERIFY(!problems.contains(QString()));
    QCOMPARE(problems.removeDuplicates(), 0);
}

QTEST_MAIN(tst_MoreSettings)
#include "tst_moresettings.moc"
