// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/secretstore.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::settings;

class tst_SecretStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenIsReadAndRemoved();
    void nothingIsAnEmptySecret();
    void callbacksComeLater();
    void callbacksOfAContextThatIsGoneNeverCome();
    void keyIsBoundToItsOrigin();
};

void tst_SecretStore::whatWasWrittenIsReadAndRemoved()
{
    MemorySecretStore store;
    QStringList seen;

    store.write(u"a"_s, u"sesame"_s, this, [&](const base::Status &status) {
        seen.append(status ? u"written"_s : u"failed"_s);
        store.read(u"a"_s, this, [&](const base::Result<QString> &secret) {
            seen.append(*secret);
            store.remove(u"a"_s, this, [&](const base::Status &) {
                store.read(u"a"_s, this,
                           [&](const base::Result<QString> &gone) { seen.append(*gone); });
            });
        });
    });

    QTRY_COMPARE(seen, (QStringList{u"written"_s, u"sesame"_s, QString()}));
}

void tst_SecretStore::nothingIsAnEmptySecret()
{
    MemorySecretStore store;
    std::optional<QString> seen;
    store.read(u"none"_s, this, [&](const base::Result<QString> &secret) {
        QVERIFY(secret);
        seen = *secret;
    });
    QTRY_VERIFY(seen);
    QVERIFY(seen->isEmpty());
}

void tst_SecretStore::callbacksComeLater()
{
    MemorySecretStore store;
    bool isDone = false;
    store.write(u"a"_s, u"b"_s, this, [&](const base::Status &) { isDone = true; });
    QVERIFY(!isDone);
    QTRY_VERIFY(isDone);
}

void tst_SecretStore::callbacksOfAContextThatIsGoneNeverCome()
{
    MemorySecretStore store;
    bool isDone = false;
    auto context = std::make_unique<QObject>();
    store.read(u"a"_s, context.get(), [&](const base::Result<QString> &) { isDone = true; });
    context.reset();
    QTest::qWait(20);
    QVERIFY(!isDone);
}

void tst_SecretStore::keyIsBoundToItsOrigin()
{
    const QString name = keySecretName(u"id"_s, u"https://a.example:443"_s);
    QVERIFY(name != keySecretName(u"id"_s, u"https://b.example:443"_s));
    QVERIFY(name != keySecretName(u"other"_s, u"https://a.example:443"_s));
    QCOMPARE(name, keySecretName(u"id"_s, u"https://a.example:443"_s));
}

QTEST_GUILESS_MAIN(tst_SecretStore)
#include "tst_secretstore.moc"
