// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/serverbook.h"
#include "app/net/httpclient.h"
#include "app/settings/secretstore.h"
#include "app/tools/toolbox.h"
#include "app/tools/toolrules.h"
#include "tests/app/mcp/mcpfixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::mcp;
using namespace polylogue::tests;

class tst_ServerBook final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void addingStartsNothing();
    void keysGoToTheStore();
    void whatRunsIsOffered();
    void whatWasStartedStartsAgain();
    void whatWasStoppedDoesNot();
    void whatChangedInTheFileIsNotStarted();
    void removingTakesItsKeysAlong();

private:
    void open();
    void close();
    bool waitFor(ServerState state)
    {
        return waitUntil(
            [&] { return m_book->running().status(m_book->servers().first().id).state == state; },
            patience);
    }
    void start()
    {
        const ServerConfig config = m_book->servers().first();
        m_book->start(config.id, fingerprintOf(config));
    }
    QStringList offered() const
    {
        QStringList names;
        for (const tools::Tool &tool : m_tools->tools()) {
            if (tool.kind == tools::ToolKind::Server)
                names.append(tool.definition.name);
        }
        return names;
    }

    net::HttpClient m_client;
    settings::MemorySecretStore m_secrets;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<tools::ToolBox> m_tools;
    std::unique_ptr<ServerBook> m_book;
};

void tst_ServerBook::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void tst_ServerBook::cleanup()
{
    close();
}

void tst_ServerBook::open()
{
    m_tools = std::make_unique<tools::ToolBox>(m_folder->path(), m_client);
    m_book = std::make_unique<ServerBook>(m_folder->path(), m_client, m_secrets, *m_tools);
}

void tst_ServerBook::close()
{
    m_book.reset();
    m_tools.reset();
}

void tst_ServerBook::addingStartsNothing()
{
    ServerConfig config = fakeServer();
    config.approval = fingerprintOf(config); // as a file from elsewhere might have it
    m_book->add({config, config});
    m_book->startAgreed();
    QCOMPARE(m_book->servers().size(), 2);
    QCOMPARE(m_book->servers().last().name, u"fake 2"_s);
    for (const ServerConfig &each : m_book->servers()) {
        QVERIFY(each.id != config.id);
        QVERIFY(each.approval.isEmpty());
        QCOMPARE(m_book->running().status(each.id).state, ServerState::Stopped);
    }
}

void tst_ServerBook::keysGoToTheStore()
{
    ServerConfig config = fakeServer(u"say-arguments"_s);
    config.environment = {
        {.name = u"FAKE_VARIABLE"_s, .value = u"canary-4711"_s, .isSecret = true}};
    QSignalSpy failed(m_book.get(), &ServerBook::failed);
    m_book->add({config});
    start();
    QVERIFY(waitFor(ServerState::Running));
    close();
    QFile file(m_folder->filePath(u"mcp.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("canary"));
    open();
    m_book->startAgreed();
    QVERIFY(waitFor(ServerState::Running));
    const ServerId id = m_book->servers().first().id;
    QTRY_VERIFY_WITH_TIMEOUT(m_book->running().log(id).contains("variable canary-4711"), patience);
    QVERIFY(failed.isEmpty());
}

void tst_ServerBook::whatRunsIsOffered()
{
    m_book->add({fakeServer()});
    QVERIFY(offered().isEmpty());
    start();
    QTRY_COMPARE_WITH_TIMEOUT(offered(), (QStringList{u"fake__echo"_s, u"fake__second_page"_s}),
                              patience);
    const QList<tools::Tool> tools = m_tools->tools({u"fake__echo"_s});
    QCOMPARE(tools.first().server, u"fake"_s);
    QVERIFY(identityOf(tools.first()).contains(QStringLiteral(POLYLOGUE_FAKE_SERVER)));
    m_book->stop(m_book->servers().first().id);
    QTRY_VERIFY_WITH_TIMEOUT(offered().isEmpty(), patience);
}

void tst_ServerBook::whatWasStartedStartsAgain()
{
    m_book->add({fakeServer()});
    start();
    QVERIFY(waitFor(ServerState::Running));
    close();
    open();
    QVERIFY(offered().isEmpty());
    m_book->startAgreed();
    QVERIFY(waitFor(ServerState::Running));
}

void tst_ServerBook::whatWasStoppedDoesNot()
{
    m_book->add({fakeServer()});
    start();
    QVERIFY(waitFor(ServerState::Running));
    m_book->stop(m_book->servers().first().id);
    close();
    open();
    m_book->startAgreed();
    QCOMPARE(m_book->running().status(m_book->servers().first().id).state, ServerState::Stopped);
}

void tst_ServerBook::whatChangedInTheFileIsNotStarted()
{
    m_book->add({fakeServer()});
    start();
    QVERIFY(waitFor(ServerState::Running));
    close();
    QFile file(m_folder->filePath(u"mcp.json"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("\"old\""));
    bytes.replace("\"old\"", "\"modern\"");
    QVERIFY(file.resize(0) && file.seek(0) && file.write(bytes) == bytes.size());
    file.close();
    open();
    m_book->startAgreed();
    QVERIFY(waitFor(ServerState::Failed));
    QCOMPARE(m_book->running().status(m_book->servers().first().id).error->type, u"not_approved"_s);
}

void tst_ServerBook::removingTakesItsKeysAlong()
{
    ServerConfig config = fakeServer();
    config.environment = {{.name = u"A_KEY"_s, .value = u"canary"_s, .isSecret = true}};
    m_book->add({config});
    const QString name = u"mcp/%1/env/A_KEY"_s.arg(
        m_book->servers().first().id.value.toString(QUuid::WithoutBraces));
    const auto secret = [&] {
        std::optional<QString> read;
        m_secrets.read(name, this, [&read](const base::Result<QString> &came) { read = *came; });
        waitUntil([&read] { return read.has_value(); }, patience);
        return read.value_or(QString());
    };
    QTRY_COMPARE_WITH_TIMEOUT(secret(), u"canary"_s, patience);
    m_book->remove(m_book->servers().first().id);
    QVERIFY(m_book->servers().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(secret().isEmpty(), patience);
}

QTEST_GUILESS_MAIN(tst_ServerBook)
#include "tst_serverbook.moc"
