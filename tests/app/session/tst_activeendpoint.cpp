// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/session/activeendpoint.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using base::ErrorKind;
using session::ActiveEndpoint;

namespace {

//! Nothing listens on port 1, so that asking for models fails at once.
endpoint::Endpoint someEndpoint(endpoint::KeySource source)
{
    endpoint::Endpoint endpoint = endpoint::endpointFor(QUrl(u"http://127.0.0.1:1/v1"_s));
    endpoint.keySource = source;
    endpoint.keyVariable = u"POLYLOGUE_TEST_KEY"_s;
    return endpoint;
}

endpoint::Endpoint behindAProxy(const QString &user)
{
    auto endpoint = someEndpoint(endpoint::KeySource::None);
    endpoint.network.proxy = {.mode = endpoint::ProxySettings::Mode::Manual,
                              .host = u"proxy.example.org"_s,
                              .port = 3128,
                              .user = user};
    return endpoint;
}

} // namespace

class tst_ActiveEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutAnEndpointThereIsNoAccess();
    void aKeyForThisRunIsUsedAndNotKept();
    void aKeyFromTheKeychainIsReadAtTheNextStart();
    void aKeyFromTheEnvironmentIsReadAtTheNextStart();
    void aMissingVariableIsNamed();
    void aReplacedKeyIsUsedAtOnceAndKeptInTheKeychain();
    void thePracticeEndpointIsStartedAgainAtTheNextStart();
    void failingToListModelsIsTold();
    void aSavedEndpointIsChosenWithItsKey();
    void aRemovedEndpointLeavesNoKeyBehind();
    void aRemovedEndpointLeavesNoProxyPasswordBehind();
    void anotherProxyUserLeavesNoOldPasswordBehind();
    void savingDoesNotUse();
    void removingTheOneInUseTakesAnother();
    void removingTheLastLeavesNone();

private:
    std::unique_ptr<ActiveEndpoint> makeActive();
    void keep(const QString &name, const QString &secret);
    QString kept(const QString &name);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<settings::SettingsStore> m_store;
    std::unique_ptr<settings::MemorySecretStore> m_secrets;
    std::unique_ptr<net::HttpClient> m_client;
    int m_practiceStarts = 0;
};

void tst_ActiveEndpoint::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<settings::SettingsStore>(m_directory->path());
    m_secrets = std::make_unique<settings::MemorySecretStore>();
    m_client = std::make_unique<net::HttpClient>();
    m_practiceStarts = 0;
}

std::unique_ptr<ActiveEndpoint> tst_ActiveEndpoint::makeActive()
{
    return std::make_unique<ActiveEndpoint>(
        *m_store, *m_secrets, *m_client, [this]() -> base::Result<session::PracticeAddress> {
            ++m_practiceStarts;
            return session::PracticeAddress{.baseUrl = QUrl(u"http://127.0.0.1:1/api/v1"_s),
                                            .key = u"practice-key"_s};
        });
}

void tst_ActiveEndpoint::keep(const QString &name, const QString &secret)
{
    bool isWritten = false;
    m_secrets->write(name, secret, this, [&isWritten](const base::Status &) { isWritten = true; });
    QTRY_VERIFY(isWritten);
}

QString tst_ActiveEndpoint::kept(const QString &name)
{
    std::optional<QString> found;
    m_secrets->read(name, this,
                    [&found](const base::Result<QString> &read) { found = read.value_or({}); });
    [&found] { QTRY_VERIFY(found); }();
    return found.value_or(u"no answer"_s);
}

void tst_ActiveEndpoint::withoutAnEndpointThereIsNoAccess()
{
    const auto active = makeActive();
    active->restore();

    QVERIFY(!active->endpoint());
    QCOMPARE(active->access().error().type, u"no_endpoint"_s);
}

void tst_ActiveEndpoint::aKeyForThisRunIsUsedAndNotKept()
{
    const auto active = makeActive();
    const auto endpoint = someEndpoint(endpoint::KeySource::ThisRun);
    QVERIFY(active->use(endpoint, u"typed"_s));
    QCOMPARE(active->access()->key, u"typed"_s);
    QCOMPARE(active->access()->keyOrigin, u"http://127.0.0.1:1"_s);

    const auto next = makeActive();
    next->restore();

    QCOMPARE(next->endpoint()->id, endpoint.id);
    QCOMPARE(next->access().error().kind, ErrorKind::Unauthorized);
    QCOMPARE(next->access().error().type, u"no_key"_s);
}

void tst_ActiveEndpoint::aKeyFromTheKeychainIsReadAtTheNextStart()
{
    const auto endpoint = someEndpoint(endpoint::KeySource::Keychain);
    m_secrets->write(settings::keySecretName(endpoint), u"kept"_s, this,
                     [](const base::Status &) {});
    QVERIFY(makeActive()->use(endpoint, u"kept"_s));

    const auto next = makeActive();
    QSignalSpy changed(next.get(), &ActiveEndpoint::changed);
    next->restore();

    QTRY_VERIFY(next->access().has_value());
    QCOMPARE(next->access()->key, u"kept"_s);
    QVERIFY(changed.count() >= 2); // the profile, then its key
}

void tst_ActiveEndpoint::aKeyFromTheEnvironmentIsReadAtTheNextStart()
{
    QVERIFY(makeActive()->use(someEndpoint(endpoint::KeySource::Environment), u"now"_s));
    qputenv("POLYLOGUE_TEST_KEY", "from outside");

    const auto next = makeActive();
    next->restore();
    qunsetenv("POLYLOGUE_TEST_KEY");

    QCOMPARE(next->access()->key, u"from outside"_s);
}

void tst_ActiveEndpoint::aMissingVariableIsNamed()
{
    QVERIFY(makeActive()->use(someEndpoint(endpoint::KeySource::Environment), u"now"_s));

    const auto next = makeActive();
    next->restore();

    QCOMPARE(next->access().error().subject, u"POLYLOGUE_TEST_KEY"_s);
}

void tst_ActiveEndpoint::aReplacedKeyIsUsedAtOnceAndKeptInTheKeychain()
{
    const auto endpoint = someEndpoint(endpoint::KeySource::Keychain);
    const auto active = makeActive();
    QVERIFY(active->use(endpoint, u"expired"_s));

    active->replaceKey(u"fresh"_s);

    QCOMPARE(active->access()->key, u"fresh"_s);
    QString kept;
    QTRY_VERIFY([&] {
        m_secrets->read(settings::keySecretName(endpoint), this,
                        [&kept](const base::Result<QString> &read) { kept = read.value_or({}); });
        QCoreApplication::processEvents();
        return kept == "fresh"_L1;
    }());
}

void tst_ActiveEndpoint::thePracticeEndpointIsStartedAgainAtTheNextStart()
{
    QVERIFY(makeActive()->usePractice());
    QCOMPARE(m_practiceStarts, 1);

    const auto next = makeActive();
    next->restore();

    QCOMPARE(m_practiceStarts, 2);
    QVERIFY(next->endpoint()->isPractice);
    QCOMPARE(next->access()->key, u"practice-key"_s);
    QCOMPARE(m_store->endpoints().size(), 1);
}

void tst_ActiveEndpoint::failingToListModelsIsTold()
{
    const auto active = makeActive();
    QVERIFY(active->use(someEndpoint(endpoint::KeySource::None), {}));

    QTRY_VERIFY(!active->areModelsLoading());
    QVERIFY(active->modelsError());
    QVERIFY(active->models().isEmpty());
}

void tst_ActiveEndpoint::aSavedEndpointIsChosenWithItsKey()
{
    const auto active = makeActive();
    QVERIFY(active->use(someEndpoint(endpoint::KeySource::None), {}));
    endpoint::Endpoint kept = someEndpoint(endpoint::KeySource::Keychain);
    kept.defaultModel = u"its-model"_s;
    QVERIFY(m_store->saveEndpoint(kept));
    m_secrets->write(settings::keySecretName(kept), u"kept-key"_s, this,
                     [](const base::Status &) {});

    active->choose(kept.id);

    QCOMPARE(active->endpoint()->id, kept.id);
    QCOMPARE(m_store->settings().currentEndpoint, kept.id);
    QCOMPARE(m_store->settings().currentModel, u"its-model"_s);
    QTRY_VERIFY(active->access());
    QCOMPARE(active->access()->key, u"kept-key"_s);
}

void tst_ActiveEndpoint::aRemovedEndpointLeavesNoKeyBehind()
{
    const auto active = makeActive();
    const auto stored = someEndpoint(endpoint::KeySource::Keychain);
    QVERIFY(m_store->saveEndpoint(stored));
    keep(settings::keySecretName(stored), u"kept-key"_s);

    QVERIFY(active->remove(stored.id));

    QCOMPARE(kept(settings::keySecretName(stored)), QString());
    QVERIFY(m_store->endpoints().isEmpty());
}

void tst_ActiveEndpoint::aRemovedEndpointLeavesNoProxyPasswordBehind()
{
    const auto active = makeActive();
    const auto proxied = behindAProxy(u"ann"_s);
    QVERIFY(m_store->saveEndpoint(proxied));
    keep(settings::proxySecretName(proxied), u"secret"_s);

    QVERIFY(active->remove(proxied.id));

    QCOMPARE(kept(settings::proxySecretName(proxied)), QString());
}

void tst_ActiveEndpoint::anotherProxyUserLeavesNoOldPasswordBehind()
{
    const auto active = makeActive();
    const auto before = behindAProxy(u"ann"_s);
    auto after = before;
    after.network.proxy.user = u"bob"_s;
    QVERIFY(active->save(before, {}));
    keep(settings::proxySecretName(before), u"hers"_s);
    keep(settings::proxySecretName(after), u"his"_s);

    QVERIFY(active->save(after, {}));

    QCOMPARE(kept(settings::proxySecretName(before)), QString());
    QCOMPARE(kept(settings::proxySecretName(after)), u"his"_s);
}

void tst_ActiveEndpoint::savingDoesNotUse()
{
    const auto active = makeActive();
    const auto first = someEndpoint(endpoint::KeySource::None);
    auto second = someEndpoint(endpoint::KeySource::None);
    QVERIFY(active->use(first, {}));

    QVERIFY(active->save(second, {}));
    QCOMPARE(m_store->endpoints().size(), 2);
    QCOMPARE(active->endpoint()->id, first.id);

    auto changed = first;
    changed.name = u"renamed"_s;
    QVERIFY(active->save(changed, {}));
    QCOMPARE(active->endpoint()->name, u"renamed"_s);
}

void tst_ActiveEndpoint::removingTheOneInUseTakesAnother()
{
    const auto active = makeActive();
    const auto first = someEndpoint(endpoint::KeySource::None);
    const auto second = someEndpoint(endpoint::KeySource::None);
    QVERIFY(active->use(first, {}));
    QVERIFY(active->use(second, {}));

    QVERIFY(active->remove(second.id));

    QCOMPARE(active->endpoint()->id, first.id);
    QCOMPARE(m_store->settings().currentEndpoint, first.id);
}

void tst_ActiveEndpoint::removingTheLastLeavesNone()
{
    const auto active = makeActive();
    const auto only = someEndpoint(endpoint::KeySource::None);
    QVERIFY(active->use(only, {}));
    QSignalSpy spy(active.get(), &ActiveEndpoint::changed);

    QVERIFY(active->remove(only.id));

    QVERIFY(!active->endpoint());
    QVERIFY(!active->access());
    QCOMPARE(spy.count(), 1);
}

QTEST_GUILESS_MAIN(tst_ActiveEndpoint)
#include "tst_activeendpoint.moc"
