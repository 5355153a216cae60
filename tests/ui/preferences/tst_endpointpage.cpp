// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/settings/secretstore.h"
#include "tests/support/faultserver.h"
#include "ui/preferences/endpointpage.h"
#include "ui/preferences/stepslist.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::tests;
using namespace polylogue::ui;
using namespace polylogue::ui::preferences;
using endpoint::Endpoint;
using endpoint::KeySource;

namespace {

//! A keychain that is locked and stays so.
class LockedStore final : public settings::SecretStore
{
public:
    void read(const QString &, QObject *context, ReadCallback done) override
    {
        QMetaObject::invokeMethod(
            context, [done] { done(locked()); }, Qt::QueuedConnection);
    }
    void write(const QString &, const QString &, QObject *context, WriteCallback done) override
    {
        QMetaObject::invokeMethod(
            context, [done] { done(locked()); }, Qt::QueuedConnection);
    }
    void remove(const QString &, QObject *context, WriteCallback done) override
    {
        QMetaObject::invokeMethod(
            context, [done] { done(locked()); }, Qt::QueuedConnection);
    }

private:
    static base::Error locked()
    {
        return {.kind = base::ErrorKind::File, .detail = u"it is locked"_s, .type = u"keychain"_s};
    }
};

} // namespace

class tst_EndpointPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatWillBeCalledIsShownWhileTyping_data();
    void whatWillBeCalledIsShownWhileTyping();
    void workingServerPassesEveryStep();
    void brokenServersGiveDifferentSentences();
    void serverWordsStayText();
    void startKeepsTheKeyInTheKeychain();
    void lockedKeychainOffersThisRun();
    void keyFromTheEnvironmentIsNeverWritten();
    void emptyKeyMeansNone();
    void guessedAddressIsTestedBeforeItIsAccepted();
    void aFailedTestDoesNotForbidToStart();
    void keptKeyIsUsedForTheSameOriginOnly();
    void practiceIsOneClickAway();
    void everythingHasAName();
    void fitsIntoASmallWindow();

private:
    void makePage(settings::SecretStore &secrets);
    template <typename Widget> Widget *named(const QString &name) const
    {
        for (auto *widget : m_page->findChildren<Widget *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }
    QPushButton *button(const QString &text) const
    {
        for (auto *widget : m_page->findChildren<QPushButton *>()) {
            if (widget->text() == text)
                return widget;
        }
        return nullptr;
    }
    QString shownText() const;
    void type(const QString &field, const QString &text);
    void test(const QString &url);

    theme::Theme m_theme{settings::ThemeMode::Light};
    net::HttpClient m_client;
    net::LearnedDrops m_learned;
    std::unique_ptr<settings::MemorySecretStore> m_secrets;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<EndpointPage> m_page;
};

void tst_EndpointPage::init()
{
    m_page.reset();
    m_secrets = std::make_unique<settings::MemorySecretStore>();
    m_server = std::make_unique<FaultServer>();
    m_server->on("/v1/models", Reply::json(R"({"data": [{"id": "m"}, {"id": "n"}]})"));
    m_server->on("/v1/chat/completions", Reply::chat({"Hello"}));
    makePage(*m_secrets);
}

void tst_EndpointPage::makePage(settings::SecretStore &secrets)
{
    m_page = std::make_unique<EndpointPage>(m_theme, m_client, m_learned, secrets);
    m_page->resize(900, 600);
    m_page->show();
}

//! All text that can be read on the page now, a line each.
QString tst_EndpointPage::shownText() const
{
    QStringList lines;
    for (const auto *label : m_page->findChildren<QLabel *>()) {
        if (label->isVisible() && !label->text().isEmpty())
            lines.append(label->text());
    }
    return lines.join(u'\n');
}

void tst_EndpointPage::type(const QString &field, const QString &text)
{
    auto *line = named<QLineEdit>(field);
    QVERIFY2(line, qPrintable(field));
    line->clear();
    QTest::keyClicks(line, text);
}

void tst_EndpointPage::test(const QString &url)
{
    type(u"Base URL"_s, url);
    QTest::keyClick(named<QLineEdit>(u"Base URL"_s), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Test again"_s) != nullptr, 20'000);
}

void tst_EndpointPage::whatWillBeCalledIsShownWhileTyping_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown");
    QTest::newRow("full") << u"https://a.example/v1"_s
                          << u"will call https://a.example/v1/chat/completions"_s;
    QTest::newRow("pasted from the docs") << u"https://a.example/v1/chat/completions"_s
                                          << u"will call https://a.example/v1/chat/completions"_s;
    QTest::newRow("a guess") << u"a.example"_s
                             << u"will call https://a.example/api/v1/chat/completions, or"_s;
    QTest::newRow("plain http far away") << u"http://a.example/v1"_s << u"can be read on its way"_s;
    QTest::newRow("a password") << u"https://me:secret@a.example/v1"_s
                                << u"Leave the user name and password out"_s;
    QTest::newRow("no address") << u"hello world"_s << u"This is no web address yet."_s;
}

void tst_EndpointPage::whatWillBeCalledIsShownWhileTyping()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, shown);

    type(u"Base URL"_s, typed);

    QVERIFY2(shownText().contains(shown), qPrintable(shownText()));
    QCOMPARE(m_server->connections(), 0);
}

void tst_EndpointPage::workingServerPassesEveryStep()
{
    test(m_server->url().toString());

    const QString text = shownText();
    QVERIFY2(text.contains(u"2 models"_s), qPrintable(text));
    QVERIFY2(text.contains(u"One-word chat with m"_s), qPrintable(text));
    QVERIFY(button(u"Start chatting"_s)->isEnabled());
}

void tst_EndpointPage::brokenServersGiveDifferentSentences()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString refused = u"http://127.0.0.1:%1/v1"_s.arg(closed.serverPort());
    closed.close();
    const Reply unauthorized = Reply::json(R"({"error": {"message": "bad key"}})", 401);
    const Reply forbidden = Reply::json(R"({"error": {"message": "not yours"}})", 403);
    const Reply fault = Reply::json(R"({"error": {"message": "oops"}})", 500);
    const Reply notFound = Reply::json(R"({"detail": "Not Found"})", 404);
    const QList<std::pair<QString, std::optional<Reply>>> broken{
        {refused, {}},
        {u"http://nowhere.invalid/v1"_s, {}},
        {m_server->url().toString(), Reply::html("<html><title>Sign in</title></html>")},
        {m_server->url().toString(), unauthorized},
        {m_server->url().toString(), forbidden},
        {m_server->url().toString(), notFound},
        {m_server->url().toString(), fault},
        {m_server->url().toString(), Reply::json("\x01\x02 no json")},
    };

    QSet<QString> sentences;
    for (const auto &[url, reply] : broken) {
        if (reply) {
            m_server->on("/v1/models", *reply);
            m_server->on("/v1/chat/completions", *reply);
        }
        test(url);
        // The title of what failed: the one label dressed as bad.
        QStringList titles;
        for (const auto *label : m_page->findChildren<QLabel *>()) {
            if (label->isVisible() && theme::lookOf(label) == theme::Look::Bad)
                titles.append(label->text());
        }
        QVERIFY2(!titles.isEmpty(), qPrintable(url + u'\n' + shownText()));
        QVERIFY2(!sentences.contains(titles.first()), qPrintable(titles.first()));
        sentences.insert(titles.first());
        QVERIFY(button(u"Start chatting anyway"_s)->isEnabled());
    }
    QCOMPARE(sentences.size(), broken.size());
}

void tst_EndpointPage::serverWordsStayText()
{
    const QString words = u"<b>bold</b> <img src=file:///etc/passwd>"_s;
    m_server->on("/v1/models",
                 Reply::json(R"({"error": {"message": ")" + words.toUtf8() + R"("}})", 401));
    test(m_server->url().toString());

    QVERIFY2(shownText().contains(words), qPrintable(shownText()));
    for (const auto *label : m_page->findChildren<QLabel *>()) {
        if (label->text().contains(words))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void tst_EndpointPage::startKeepsTheKeyInTheKeychain()
{
    QSignalSpy accepted(m_page.get(), &EndpointPage::accepted);
    type(u"Base URL"_s, m_server->url().toString());
    type(u"API key"_s, u"Bearer sk-1 "_s);

    button(u"Start chatting"_s)->click();

    QTRY_COMPARE(accepted.count(), 1);
    const auto endpoint = accepted.first().at(0).value<Endpoint>();
    QCOMPARE(accepted.first().at(1).toString(), u"sk-1"_s);
    QCOMPARE(endpoint.keySource, KeySource::Keychain);
    QCOMPARE(endpoint.baseUrl, m_server->url());
    QString kept;
    m_secrets->read(settings::keySecretName(endpoint), this,
                    [&](const base::Result<QString> &key) { kept = *key; });
    QTRY_COMPARE(kept, u"sk-1"_s);
}

void tst_EndpointPage::lockedKeychainOffersThisRun()
{
    LockedStore locked;
    makePage(locked);
    QSignalSpy accepted(m_page.get(), &EndpointPage::accepted);
    type(u"Base URL"_s, m_server->url().toString());
    type(u"API key"_s, u"sk-1"_s);

    button(u"Start chatting"_s)->click();

    QTRY_VERIFY(shownText().contains(u"it is locked"_s));
    QCOMPARE(accepted.count(), 0);
    auto *thisRun = button(u"Use the key for this run only"_s);
    QVERIFY(thisRun && thisRun->isVisible());
    thisRun->click();
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(accepted.first().at(0).value<Endpoint>().keySource, KeySource::ThisRun);
    QCOMPARE(accepted.first().at(1).toString(), u"sk-1"_s);
    m_page.reset(); // before the store
}

void tst_EndpointPage::keyFromTheEnvironmentIsNeverWritten()
{
    LockedStore locked; // would fail if anything were written
    makePage(locked);
    QSignalSpy accepted(m_page.get(), &EndpointPage::accepted);
    type(u"Base URL"_s, m_server->url().toString());
    auto *source = named<QComboBox>(u"Where the key is kept"_s);
    source->setCurrentIndex(source->findData(static_cast<int>(KeySource::Environment)));
    type(u"Environment variable"_s, u"POLYLOGUE_PAGE_KEY"_s);

    button(u"Start chatting"_s)->click();
    QCOMPARE(accepted.count(), 0);
    QVERIFY2(shownText().contains(u"POLYLOGUE_PAGE_KEY is not set"_s), qPrintable(shownText()));

    qputenv("POLYLOGUE_PAGE_KEY", "sk-env");
    button(u"Start chatting"_s)->click();
    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(accepted.first().at(0).value<Endpoint>().keyVariable, u"POLYLOGUE_PAGE_KEY"_s);
    QCOMPARE(accepted.first().at(1).toString(), u"sk-env"_s);
    m_page.reset();
}

void tst_EndpointPage::emptyKeyMeansNone()
{
    QSignalSpy accepted(m_page.get(), &EndpointPage::accepted);
    type(u"Base URL"_s, m_server->url().toString());

    button(u"Start chatting"_s)->click();

    QTRY_COMPARE(accepted.count(), 1);
    QCOMPARE(accepted.first().at(0).value<Endpoint>().keySource, KeySource::None);
}

void tst_EndpointPage::guessedAddressIsTestedBeforeItIsAccepted()
{
    QSignalSpy accepted(m_page.get(), &EndpointPage::accepted);
    type(u"Base URL"_s, m_server->url({}).authority());

    button(u"Start chatting"_s)->click();

    QTRY_COMPARE_WITH_TIMEOUT(accepted.count(), 1, 20'000);
    QCOMPARE(accepted.first().at(0).value<Endpoint>().baseUrl, m_server->url());
    QVERIFY(m_server->requests("/v1/models").size() > 0);
}

void tst_EndpointPage::aFailedTestDoesNotForbidToStart()
{
    m_server->on("/v1/chat/completions", Reply::json(R"({"detail":"not this model"})", 400));
    QSignalSpy accepted(m_page.get(), &EndpointPage::accepted);
    type(u"Base URL"_s, u"127.0.0.1:%1"_s.arg(m_server->port()));

    button(u"Start chatting"_s)->click();
    QTRY_VERIFY(button(u"Start chatting anyway"_s));
    QCOMPARE(accepted.count(), 0);
    button(u"Start chatting anyway"_s)->click();

    QTRY_COMPARE(accepted.count(), 1);
}

void tst_EndpointPage::keptKeyIsUsedForTheSameOriginOnly()
{
    Endpoint endpoint = endpoint::endpointFor(m_server->url());
    endpoint.keySource = KeySource::Keychain;
    bool isWritten = false;
    m_secrets->write(settings::keySecretName(endpoint), u"kept-key"_s, this,
                     [&](const base::Status &) { isWritten = true; });
    QTRY_VERIFY(isWritten);
    m_page->edit(endpoint);

    test(m_server->url().toString());
    QCOMPARE(m_server->requests("/v1/models").last().header("Authorization"), "Bearer kept-key"_ba);

    FaultServer other;
    test(other.url().toString());
    QVERIFY(!other.requests().isEmpty());
    for (const SeenRequest &request : other.requests())
        QCOMPARE(request.header("Authorization"), QByteArray());
}

void tst_EndpointPage::practiceIsOneClickAway()
{
    QSignalSpy requested(m_page.get(), &EndpointPage::practiceRequested);

    button(u"Use the practice endpoint"_s)->click();

    QCOMPARE(requested.count(), 1);
}

void tst_EndpointPage::everythingHasAName()
{
    for (const auto *field : m_page->findChildren<QWidget *>()) {
        const bool isField =
            qobject_cast<const QLineEdit *>(field) || qobject_cast<const QComboBox *>(field);
        if (isField)
            QVERIFY2(!field->accessibleName().isEmpty(), field->metaObject()->className());
    }
}

void tst_EndpointPage::fitsIntoASmallWindow()
{
    for (auto *more : m_page->findChildren<QToolButton *>()) {
        if (more->text().startsWith(u"More"_s))
            more->click();
    }
    m_page->resize(900, 600);
    QVERIFY2(m_page->minimumSizeHint().width() <= 620 && m_page->minimumSizeHint().height() <= 500,
             "the page scrolls inside");
}

QTEST_MAIN(tst_EndpointPage)
#include "tst_endpointpage.moc"
