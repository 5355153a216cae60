// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/serverlist.h"
#include "app/mcp/serversecrets.h"
#include "app/settings/secretstore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::mcp;

class tst_ServerList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesOfOtherProgramsAreUnderstood_data();
    void filesOfOtherProgramsAreUnderstood();
    void whatCannotBeReadSaysWhy_data();
    void whatCannotBeReadSaysWhy();
    void whatOtherProgramsWroteIsKept();
    void aProfileKeepsServersWithoutTheirKeys();
    void aDamagedFileIsKeptAside();
    void keysAreTold_data();
    void keysAreTold();
    void secretsGoToTheStoreAndComeBack();
    void anotherAddressFindsNoKey();
    void variablesAreReplaced_data();
    void variablesAreReplaced();
    void theWholeCommandLineCanBeSeen_data();
    void theWholeCommandLineCanBeSeen();
    void surroundingsHideSecrets();
    void everyChangeIsAnotherFingerprint();
};

void tst_ServerList::filesOfOtherProgramsAreUnderstood_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("shown");
    QTest::newRow("Claude Desktop")
        << R"({"mcpServers":{"s":{"command":"npx","args":["-y","pkg","/a b"],"env":{"A":"1"}}}})"_ba
        << u"npx -y pkg '/a b'"_s;
    QTest::newRow("VS Code") << R"({
        // comments, and commas at the end
        "inputs": [{"id": "token"}],
        "servers": {"s": {"type": "stdio", "command": "uvx", "args": ["it", /* one */ "//no,]"],}}, })"_ba
                             << u"uvx it '//no,]'"_s;
    QTest::newRow("Cursor") << R"({"mcpServers":{"s":{"url":"https://e.org/mcp?a=b"}}})"_ba
                            << u"https://e.org/mcp?a=b"_s;
    QTest::newRow("Windsurf") << R"({"mcpServers":{"s":{"serverUrl":"https://e.org/"}}})"_ba
                              << u"https://e.org/"_s;
    QTest::newRow("Gemini CLI") << R"({"mcpServers":{"s":{"httpUrl":"https://e.org/mcp"}}})"_ba
                                << u"https://e.org/mcp"_s;
    QTest::newRow("the bare map") << R"({"s":{"command":"c","args":[1,"-x"]}})"_ba << u"c 1 -x"_s;
}

void tst_ServerList::filesOfOtherProgramsAreUnderstood()
{
    QFETCH(QByteArray, file);
    const auto servers = decodeServerList(file);
    QVERIFY2(servers, servers ? "" : qPrintable(servers.error().detail));
    QCOMPARE(servers->size(), 1);
    QCOMPARE(servers->first().name, u"s"_s);
    QVERIFY(!servers->first().id.isNull());
    QTEST(commandLineOf(servers->first()), "shown");
}

void tst_ServerList::whatCannotBeReadSaysWhy_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("type");
    QTest::newRow("nothing") << QByteArray() << u"not_json"_s;
    QTest::newRow("no JSON") << "{\"mcpServers\": {"_ba << u"not_json"_s;
    QTest::newRow("a comment without end") << "/* {}"_ba << u"not_json"_s;
    QTest::newRow("a list") << "[]"_ba << u"not_json"_s;
    QTest::newRow("no servers") << R"({"mcpServers":{}})"_ba << u"no_servers"_s;
    QTest::newRow("servers of another kind") << R"({"mcpServers":[]})"_ba << u"no_servers"_s;
    QTest::newRow("neither program nor address")
        << R"({"mcpServers":{"s":{"args":[]}}})"_ba << u"server"_s;
    QTest::newRow("a bare map of something else") << R"({"a":1})"_ba << u"server"_s;
}

void tst_ServerList::whatCannotBeReadSaysWhy()
{
    QFETCH(QByteArray, file);
    const auto servers = decodeServerList(file);
    QVERIFY(!servers);
    QTEST(servers.error().type, "type");
}

void tst_ServerList::whatOtherProgramsWroteIsKept()
{
    const auto servers = decodeServerList(
        R"({"mcpServers":{"s":{"command":"c","autoApprove":["x"],"disabled":true,"timeout":60}}})");
    QVERIFY(servers);
    QVERIFY(servers->first().isDisabled);
    const QByteArray written = encodeServerList(*servers);
    QVERIFY2(written.contains("\"autoApprove\""), written.constData());
    QVERIFY(written.contains("\"timeout\": 60"));
    const auto again = decodeServerList(written);
    QVERIFY(again);
    QCOMPARE(*again, *servers);
}

void tst_ServerList::aProfileKeepsServersWithoutTheirKeys()
{
    const QTemporaryDir folder;
    QVERIFY(readServerList(folder.path())->isEmpty());
    ServerConfig config{
        .id = ServerId::create(),
        .name = u"s"_s,
        .command = u"c"_s,
        .arguments = {u"-a"_s},
        .folder = u"/tmp"_s,
        .environment = {{.name = u"A"_s, .value = u"1"_s},
                        {.name = u"API_KEY"_s, .value = u"canary-4711"_s, .isSecret = true}},
        .beginsWithHandshake = true,
        .timeoutSeconds = 7,
        .roots = {u"/r"_s},
        .approval = "abc"_ba};
    QVERIFY(writeServerList(folder.path(), {config}));
    QFile file(folder.filePath(u"mcp.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("canary"));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto read = readServerList(folder.path());
    QVERIFY(read);
    config.environment.last().value.clear();
    QCOMPARE(*read, QList{config});
    QVERIFY(writeServerList(folder.path(), {}));
    QVERIFY(readServerList(folder.path())->isEmpty());
}

void tst_ServerList::aDamagedFileIsKeptAside()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"mcp.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"mcpServers\":{\"s\":");
    file.close();
    QVERIFY(!readServerList(folder.path()));
    QCOMPARE(QDir(folder.path()).entryList({u"mcp.json.damaged-*"_s}).size(), 1);
    QVERIFY(readServerList(folder.path())->isEmpty());
}

void tst_ServerList::keysAreTold_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("isSecret");
    QTest::newRow("a key's name") << u"OPENAI_API_KEY"_s << u"x"_s << true;
    QTest::newRow("a token's") << u"github_token"_s << u"x"_s << true;
    QTest::newRow("a header's") << u"Authorization"_s << u"Basic abc"_s << true;
    QTest::newRow("a key under another name") << u"X"_s << u"sk-abc"_s << true;
    QTest::newRow("a password in an address") << u"DB"_s << u"postgres://u:p@h/d"_s << true;
    QTest::newRow("a reference") << u"API_KEY"_s << u"${API_KEY}"_s << false;
    QTest::newRow("a reference in a header") << u"Authorization"_s << u"Bearer ${KEY}"_s << false;
    QTest::newRow("anything else") << u"LOG_LEVEL"_s << u"debug"_s << false;
    QTest::newRow("nothing") << u"API_KEY"_s << QString() << false;
}

void tst_ServerList::keysAreTold()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QTEST(looksSecret(name, value), "isSecret");
}

void tst_ServerList::secretsGoToTheStoreAndComeBack()
{
    const auto servers = decodeServerList(
        R"({"mcpServers":{"s":{"command":"c","env":{"A_KEY":"one","B_TOKEN":"two","C":"3"}}}})");
    QVERIFY(servers);
    settings::MemorySecretStore store;
    QObject context;
    std::optional<base::Status> kept;
    keepSecrets(servers->first(), store, &context,
                [&kept](const base::Status &status) { kept.emplace(status); });
    QVERIFY(!kept); // later
    QTRY_VERIFY_WITH_TIMEOUT(kept.has_value(), 60'000);
    QVERIFY(*kept);
    const auto read = decodeServerList(encodeServerList(*servers));
    QVERIFY(read);
    QVERIFY(read->first().environment.first().value.isEmpty());
    std::optional<ServerConfig> whole;
    withSecrets(read->first(), store, &context,
                [&whole](const base::Result<ServerConfig> &came) { whole = *came; });
    QTRY_VERIFY_WITH_TIMEOUT(whole.has_value(), 60'000);
    QCOMPARE(whole->environment, servers->first().environment);
    // The key itself is no part of what was agreed to, so the file alone can tell.
    QCOMPARE(fingerprintOf(read->first()), fingerprintOf(*whole));
}

void tst_ServerList::anotherAddressFindsNoKey()
{
    ServerConfig config{.id = ServerId::create(), .url = QUrl(u"https://a.example/mcp"_s)};
    const NamedValue key{.name = u"Authorization"_s, .value = u"Bearer x"_s, .isSecret = true};
    const QString name = secretNameOf(config, key);
    config.url = QUrl(u"https://a.example/other"_s);
    QCOMPARE(secretNameOf(config, key), name);
    config.url = QUrl(u"https://b.example/mcp"_s);
    QVERIFY(secretNameOf(config, key) != name);
}

void tst_ServerList::variablesAreReplaced_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    QTest::newRow("none") << u"a $HOME {b}"_s << u"a $HOME {b}"_s;
    QTest::newRow("one") << u"<${ONE}>"_s << u"<1>"_s;
    QTest::newRow("as Cursor writes it") << u"${env:ONE}${env:TWO}"_s << u"1two"_s;
    QTest::newRow("otherwise") << u"${THREE:-3}"_s << u"3"_s;
    QTest::newRow("not otherwise") << u"${ONE:-3}"_s << u"1"_s;
    QTest::newRow("not twice") << u"${NESTED}"_s << u"${ONE}"_s;
    QTest::newRow("missing") << u"${THREE}"_s << u"!variable THREE"_s;
    QTest::newRow("to be asked for") << u"${input:token}"_s << u"!input token"_s;
}

void tst_ServerList::variablesAreReplaced()
{
    QFETCH(QString, text);
    QProcessEnvironment environment;
    environment.insert(u"ONE"_s, u"1"_s);
    environment.insert(u"TWO"_s, u"two"_s);
    environment.insert(u"NESTED"_s, u"${ONE}"_s);
    const auto config = expanded({.command = u"c"_s,
                                  .arguments = {text},
                                  .environment = {{.name = u"A"_s, .value = text}},
                                  .url = QUrl(u"https://e.org/?k=${ONE}&v={}"_s)},
                                 environment);
    if (config)
        QCOMPARE(config->url.toString(QUrl::FullyEncoded), u"https://e.org/?k=1&v=%7B%7D"_s);
    if (config)
        QCOMPARE(config->environment.first().value, config->arguments.first());
    QTEST(config ? config->arguments.first()
                 : u"!%1 %2"_s.arg(config.error().type, config.error().parameter),
          "result");
}

void tst_ServerList::theWholeCommandLineCanBeSeen_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("shown");
    QTest::newRow("nothing") << QStringList{QString()} << u"c ''"_s;
    QTest::newRow("quotes") << QStringList{u"it's"_s} << u"c 'it'\\''s'"_s;
    QTest::newRow("a command") << QStringList{u"$(calc)"_s, u";"_s} << u"c '$(calc)' ';'"_s;
    QTest::newRow("line breaks") << QStringList{u"a\nb"_s} << u"c 'a\\u{a}b'"_s;
    QTest::newRow("turned around") << QStringList{u"\u202etxt.exe"_s} << u"c '\\u{202e}txt.exe'"_s;
    QTest::newRow("nothing to see")
        << QStringList{u"a\u200b\u3164b\U000e0041"_s} << u"c 'a\\u{200b}\\u{3164}b\\u{e0041}'"_s;
}

void tst_ServerList::theWholeCommandLineCanBeSeen()
{
    QFETCH(QStringList, arguments);
    QTEST(commandLineOf({.command = u"c"_s, .arguments = arguments}), "shown");
}

void tst_ServerList::surroundingsHideSecrets()
{
    const QStringList lines = surroundingsOf(
        {.command = u"c"_s,
         .folder = u"/tmp"_s,
         .environment = {{.name = u"A"_s, .value = u"1\n2"_s},
                         {.name = u"KEY"_s, .value = u"canary"_s, .isSecret = true}}});
    QCOMPARE(lines, (QStringList{u"/tmp"_s, u"A=1\\u{a}2"_s, u"KEY=********"_s}));
}

void tst_ServerList::everyChangeIsAnotherFingerprint()
{
    const ServerConfig config{.name = u"s"_s,
                              .command = u"c"_s,
                              .arguments = {u"a b"_s},
                              .environment = {{.name = u"A"_s, .value = u"1"_s}}};
    ServerConfig renamed = config;
    renamed.name = u"other"_s;
    QCOMPARE(fingerprintOf(renamed), fingerprintOf(config));
    QSet<QByteArray> prints{fingerprintOf(config)};
    QList<ServerConfig> changed(6, config);
    changed[0].command = u"d"_s;
    changed[1].arguments = {u"a"_s, u"b"_s};
    changed[2].folder = u"/"_s;
    changed[3].environment.first().value = u"2"_s;
    changed[4].environment.append({.name = u"LD_PRELOAD"_s, .value = u"x"_s});
    changed[5].roots = {u"/"_s};
    for (const ServerConfig &each : changed)
        prints.insert(fingerprintOf(each));
    QCOMPARE(prints.size(), changed.size() + 1);
}

QTEST_GUILESS_MAIN(tst_ServerList)
#include "tst_serverlist.moc"
