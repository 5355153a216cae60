// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/settings.h"
#include "tests/support/ordinaryuser.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::settings;
using base::ErrorKind;
using polylogue::tests::OrdinaryUser;

namespace {

Settings everythingChosen()
{
    Settings chosen;
    chosen.theme = ThemeMode::Dark;
    chosen.sendKey = SendKey::CtrlEnter;
    chosen.followMode = FollowMode::NeverMove;
    chosen.contentWidth = ContentWidth::Full;
    chosen.showsFormulas = false;
    chosen.readingScale = 1.25;
    chosen.longPasteCharacters = 0;
    chosen.mayAnimate = false;
    chosen.shortcuts = {{u"chat.new"_s, {u"Ctrl+T"_s, u"Meta+N"_s}}, {u"answer.stop"_s, {}}};
    chosen.notifies = false;
    chosen.notificationsShowText = false;
    chosen.notificationsSound = true;
    chosen.contextPolicy = ContextPolicy::DropOldest;
    chosen.currency = u"€"_s;
    chosen.prices = {{.model = u"m"_s, .inputPerMillion = 0.15, .outputPerMillion = 2},
                     {.model = u"n"_s, .inputPerMillion = 1, .cachedInputPerMillion = 0}};
    chosen.isSidebarVisible = false;
    chosen.sidebarWidth = 300;
    chosen.currentEndpoint = endpoint::EndpointId::create();
    chosen.currentModel = u"модель/1"_s;
    chosen.systemPrompt = u"Be brief.\n\"Quote\""_s;
    chosen.parameters.temperature = 0.0;
    chosen.parameters.stream = false;
    chosen.parameters.maxTokens = 12;
    chosen.parameters.stop = QStringList{u"END"_s};
    chosen.parameters.seed = 9'007'199'254'740'993; // not a double
    chosen.parameters.extraJson = R"({"logprobs" : 1.0})";
    chosen.windowGeometry = QByteArray("\0\xff geometry", 11);
    chosen.sidebarState = "state";
    chosen.lastChatAt = QDateTime(QDate(2026, 5, 4), QTime(12, 0), Qt::UTC);
    chosen.lastChat = polylogue::app::conversation::ConversationId::create();
    return chosen;
}

endpoint::Endpoint someEndpoint()
{
    return endpoint::endpointFor(QUrl(u"https://api.example.gov/api/v1"_s));
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! While it lives no file can grow: every write ends as on a full disk, for root too.
class FullDisk
{
public:
    FullDisk()
    {
        m_oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_oldLimit);
        rlimit none = m_oldLimit;
        none.rlim_cur = 0;
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_oldLimit);
        std::signal(SIGXFSZ, m_oldHandler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_oldLimit = {};
    void (*m_oldHandler)(int) = nullptr;
};

} // namespace

class tst_SettingsStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void startsWithDefaultsAndNoErrors();
    void everythingSurvivesARestart();
    void changedIsToldOnceWithTheNewValues();
    void endpointsAreAddedReplacedAndRemoved();
    void startOfThePracticeEndpointWritesNothing();
    void filesAreForTheirOwnerOnly();
    void membersOfANewerVersionAreKept();
    void unsetValuesLeaveTheFile();
    void damagedFileIsKeptAsideAndReported_data();
    void damagedFileIsKeptAsideAndReported();
    void wrongMembersFallBackAlone_data();
    void wrongMembersFallBackAlone();
    void endpointsWithoutIdOrAddressAreKeptAside();
    void fullDiskKeepsTheOldFileAndTheNewValues();
    void readOnlyFolderIsReadAndTold();
    void missingFolderIsAnErrorOnWriting();
    void learnedDropsAreKeptAsTheyAre();

private:
    QString path(const QString &name) const { return m_directory->filePath(name); }
    QStringList names() const
    {
        return QDir(m_directory->path()).entryList(QDir::Files | QDir::Hidden);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_SettingsStore::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void tst_SettingsStore::startsWithDefaultsAndNoErrors()
{
    const SettingsStore store(m_directory->path());

    QCOMPARE(store.settings(), Settings());
    QVERIFY(store.endpoints().isEmpty());
    QVERIFY(!store.currentEndpoint());
    QVERIFY(store.loadErrors().isEmpty());
    QVERIFY2(names().isEmpty(), "reading must write nothing");
}

void tst_SettingsStore::everythingSurvivesARestart()
{
    const Settings chosen = everythingChosen();
    {
        SettingsStore store(m_directory->path());
        QVERIFY(store.setSettings(chosen));
    }
    const SettingsStore store(m_directory->path());

    QVERIFY(store.loadErrors().isEmpty());
    QCOMPARE(store.settings().windowGeometry, chosen.windowGeometry);
    QCOMPARE(store.settings().parameters, chosen.parameters);
    QVERIFY(store.settings() == chosen);
}

void tst_SettingsStore::changedIsToldOnceWithTheNewValues()
{
    SettingsStore store(m_directory->path());
    QSignalSpy spy(&store, &SettingsStore::changed);
    Settings chosen;
    chosen.theme = ThemeMode::Light;

    QVERIFY(store.setSettings(chosen));
    QVERIFY(store.setSettings(chosen));

    QCOMPARE(spy.count(), 1);
    QVERIFY(spy.first().first().value<Settings>() == chosen);
}

void tst_SettingsStore::endpointsAreAddedReplacedAndRemoved()
{
    SettingsStore store(m_directory->path());
    QSignalSpy spy(&store, &SettingsStore::endpointsChanged);
    endpoint::Endpoint first = someEndpoint();
    const endpoint::Endpoint second = someEndpoint();

    QVERIFY(store.saveEndpoint(first));
    QVERIFY(store.saveEndpoint(second));
    first.name = u"renamed"_s;
    QVERIFY(store.saveEndpoint(first));
    QCOMPARE(store.endpoints().size(), 2);
    QCOMPARE(store.endpoints().first().name, u"renamed"_s);
    Settings chosen;
    chosen.currentEndpoint = second.id;
    QVERIFY(store.setSettings(chosen));
    QCOMPARE(store.currentEndpoint()->id, second.id);

    QVERIFY(store.removeEndpoint(second.id));
    QCOMPARE(store.endpoints().size(), 1);
    QVERIFY(!store.currentEndpoint());
    QCOMPARE(spy.count(), 4);
    const SettingsStore again(m_directory->path());
    QVERIFY(again.endpoints() == store.endpoints());
}

void tst_SettingsStore::startOfThePracticeEndpointWritesNothing()
{
    endpoint::Endpoint practice{.id = endpoint::EndpointId::create(),
                                .name = u"Practice"_s,
                                .baseUrl = QUrl(u"http://127.0.0.1:40001/api/v1"_s),
                                .isPractice = true};
    QVERIFY(SettingsStore(m_directory->path()).saveEndpoint(practice));
    SettingsStore store(m_directory->path());
    QVERIFY(store.endpoints().first().baseUrl.isEmpty()); // it listens elsewhere every time
    QVERIFY(QFile::remove(path(u"endpoints.json"_s)));

    practice.baseUrl = QUrl(u"http://127.0.0.1:40002/api/v1"_s);
    QVERIFY(store.saveEndpoint(practice));

    QVERIFY(!QFile::exists(path(u"endpoints.json"_s)));
    QCOMPARE(store.endpoints().first().baseUrl, practice.baseUrl);
    practice.name = u"Another name"_s;
    QVERIFY(store.saveEndpoint(practice));
    QCOMPARE(SettingsStore(m_directory->path()).endpoints().first().name, practice.name);
}

void tst_SettingsStore::filesAreForTheirOwnerOnly()
{
    const mode_t before = umask(0);
    SettingsStore store(m_directory->path());
    QVERIFY(store.setSettings(everythingChosen()));
    QVERIFY(store.saveEndpoint(someEndpoint()));
    QVERIFY(store.setLearned("[]"));
    umask(before);

    for (const QString &name : {u"settings.json"_s, u"endpoints.json"_s, u"learned.json"_s}) {
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
            | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        QVERIFY2(!(QFile::permissions(path(name)) & others), qPrintable(name));
    }
}

void tst_SettingsStore::membersOfANewerVersionAreKept()
{
    writeFile(path(u"settings.json"_s),
              R"({"theme": "dark", "from_2030": {"deep": [1, 2.5]},
                  "parameters": {"temperature": 1, "new_knob": true}})");
    writeFile(path(u"endpoints.json"_s),
              R"({"later": 1, "endpoints": [{"id": "8c6f2d1e-1c5b-4a55-9a0e-6f1f3b0c7a11",
                  "base_url": "https://a.example/v1", "colour": "red",
                  "quirks": {"echoes_reasoning": true, "new_quirk": 3}}]})");
    SettingsStore store(m_directory->path());
    QVERIFY(store.loadErrors().isEmpty());

    Settings chosen = store.settings();
    chosen.theme = ThemeMode::Light;
    QVERIFY(store.setSettings(chosen));
    endpoint::Endpoint endpoint = store.endpoints().first();
    endpoint.name = u"renamed"_s;
    QVERIFY(store.saveEndpoint(endpoint));

    const QByteArray settings = readFile(path(u"settings.json"_s)).simplified();
    QVERIFY(settings.contains(R"("theme": "light")"));
    QVERIFY(settings.contains(R"("from_2030": { "deep": [ 1, 2.5 ] })"));
    QVERIFY(settings.contains(R"("new_knob": true)"));
    const QByteArray endpoints = readFile(path(u"endpoints.json"_s)).simplified();
    for (const char *kept :
         {R"("later": 1)", R"("colour": "red")", R"("new_quirk": 3)", R"("name": "renamed")"})
        QVERIFY2(endpoints.contains(kept), kept);
}

void tst_SettingsStore::unsetValuesLeaveTheFile()
{
    SettingsStore store(m_directory->path());
    QVERIFY(store.setSettings(everythingChosen()));

    QVERIFY(store.setSettings(Settings()));

    QCOMPARE(readFile(path(u"settings.json"_s)).simplified(), "{ }"_ba);
}

void tst_SettingsStore::damagedFileIsKeptAsideAndReported_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = R"({"theme": "dark", "current_model": "m"})";
    for (const QString &name : {u"settings.json"_s, u"endpoints.json"_s, u"learned.json"_s}) {
        const auto row = [&name](const char *what) {
            return qPrintable(name + u' ' + QString::fromLatin1(what));
        };
        QTest::newRow(row("cut off")) << name << whole.chopped(5);
        QTest::newRow(row("garbage")) << name << QByteArray("\xff\xfe\0\x01 no json", 12);
        QTest::newRow(row("huge")) << name << QByteArray(17 * 1024 * 1024, ' ');
        QTest::newRow(row("deep")) << name << QByteArray(100'000, '[');
    }
    QTest::newRow("settings an array") << u"settings.json"_s << "[1]"_ba;
    QTest::newRow("endpoints a text") << u"endpoints.json"_s << R"({"endpoints": "none"})"_ba;
}

void tst_SettingsStore::damagedFileIsKeptAsideAndReported()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    writeFile(path(name), bytes);

    SettingsStore store(m_directory->path());

    QCOMPARE(store.settings(), Settings());
    QVERIFY(store.endpoints().isEmpty());
    QVERIFY(store.learned().isEmpty());
    QCOMPARE(store.loadErrors().size(), 1);
    QCOMPARE(store.loadErrors().first().kind, ErrorKind::File);
    QCOMPARE(store.loadErrors().first().subject, path(name));
    const QStringList kept = names();
    QCOMPARE(kept.size(), 1);
    QVERIFY2(kept.first().startsWith(name + u".damaged-"_s), qPrintable(kept.first()));
    QVERIFY(readFile(path(kept.first())) == bytes);
    QVERIFY(store.setSettings(everythingChosen()));
    QVERIFY(SettingsStore(m_directory->path()).loadErrors().isEmpty());
}

void tst_SettingsStore::wrongMembersFallBackAlone_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::newRow("unknown word") << R"("theme": "purple")"_ba;
    QTest::newRow("number for a word") << R"("theme": 1)"_ba;
    QTest::newRow("out of range") << R"("reading_scale": 1000)"_ba;
    QTest::newRow("fraction for an integer") << R"("long_paste_characters": 0.5)"_ba;
    QTest::newRow("beyond every integer") << R"("long_paste_characters": 1e300)"_ba;
    QTest::newRow("word for a switch") << R"("may_animate": "yes")"_ba;
    QTest::newRow("no id") << R"("current_endpoint": "first")"_ba;
    QTest::newRow("no base64") << R"("sidebar_state": "%%%")"_ba;
    QTest::newRow("list for an object") << R"("parameters": [])"_ba;
    QTest::newRow("null") << R"("system_prompt": null)"_ba;
    QTest::newRow("number for a shortcut") << R"("shortcuts": {"chat.new": [1]})"_ba;
    QTest::newRow("negative price of a cache")
        << R"("prices": [{"model": "m", "cached_input_per_million": -1}])"_ba;
    QTest::newRow("negative price") << R"("prices": [{"model": "m", "input_per_million": -1}])"_ba;
    QTest::newRow("inside an object") << R"("parameters": {"stop": [1]})"_ba;
}

void tst_SettingsStore::wrongMembersFallBackAlone()
{
    QFETCH(const QByteArray, member);
    const QByteArray bytes = R"({"current_model": "kept", )" + member + '}';
    writeFile(path(u"settings.json"_s), bytes);

    const SettingsStore store(m_directory->path());

    Settings expected;
    expected.currentModel = u"kept"_s;
    QVERIFY(store.settings() == expected);
    QCOMPARE(store.loadErrors().size(), 1);
    QVERIFY(!store.loadErrors().first().parameter.isEmpty());
    QCOMPARE(names().size(), 2); // the copy, and a file without the wrong member
    const SettingsStore again(m_directory->path());
    QVERIFY(again.settings() == expected);
    QVERIFY(again.loadErrors().isEmpty());
}

void tst_SettingsStore::endpointsWithoutIdOrAddressAreKeptAside()
{
    writeFile(path(u"endpoints.json"_s),
              R"({"endpoints": [{"name": "no id", "base_url": "https://a.example/v1"},
                  {"id": "8c6f2d1e-1c5b-4a55-9a0e-6f1f3b0c7a11", "name": "no address"},
                  {"id": "8c6f2d1e-1c5b-4a55-9a0e-6f1f3b0c7a12", "is_practice": true}]})");

    const SettingsStore store(m_directory->path());

    QCOMPARE(store.endpoints().size(), 1);
    QVERIFY(store.endpoints().first().isPractice);
    QCOMPARE(store.loadErrors().size(), 1);
    QCOMPARE(names().size(), 2);
}

void tst_SettingsStore::fullDiskKeepsTheOldFileAndTheNewValues()
{
    SettingsStore store(m_directory->path());
    Settings chosen;
    chosen.currentModel = u"old"_s;
    QVERIFY(store.setSettings(chosen));
    chosen.currentModel = u"new"_s;
    base::Status status;
    {
        const FullDisk full;
        status = store.setSettings(chosen);
    }

    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::Disk);
    QCOMPARE(status.error().subject, path(u"settings.json"_s));
    QVERIFY(!status.error().detail.isEmpty());
    QCOMPARE(store.settings().currentModel, u"new"_s);
    QCOMPARE(SettingsStore(m_directory->path()).settings().currentModel, u"old"_s);
    QCOMPARE(names(), QStringList{u"settings.json"_s});

    QVERIFY2(store.setSettings(chosen), "the same values again: now there is room");
    QCOMPARE(SettingsStore(m_directory->path()).settings().currentModel, u"new"_s);
}

void tst_SettingsStore::readOnlyFolderIsReadAndTold()
{
    Settings chosen;
    chosen.currentModel = u"old"_s;
    QVERIFY(SettingsStore(m_directory->path()).setSettings(chosen));
    writeFile(path(u"endpoints.json"_s), "garbage"_ba);
    const OrdinaryUser user(m_directory->path());
    QVERIFY(QFile::setPermissions(m_directory->path(), QFile::ReadOwner | QFile::ExeOwner));

    SettingsStore store(m_directory->path());

    QCOMPARE(store.settings().currentModel, u"old"_s);
    QVERIFY(store.endpoints().isEmpty());
    QCOMPARE(store.loadErrors().size(), 2); // it is damaged, and cannot be put aside
    chosen.currentModel = u"new"_s;
    const base::Status status = store.setSettings(chosen);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::Disk);
    QCOMPARE(status.error().subject, path(u"settings.json"_s));
    QCOMPARE(store.settings().currentModel, u"new"_s);
    QCOMPARE(readFile(path(u"endpoints.json"_s)), "garbage"_ba);
    QVERIFY(QFile::setPermissions(m_directory->path(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(store.setSettings(chosen));
    QCOMPARE(SettingsStore(m_directory->path()).settings().currentModel, u"new"_s);
    QVERIFY(store.saveEndpoint(someEndpoint()));
    const QStringList kept = names().filter(u"endpoints.json.damaged-"_s);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(readFile(path(kept.first())), "garbage"_ba);
}

void tst_SettingsStore::missingFolderIsAnErrorOnWriting()
{
    SettingsStore store(path(u"not/there"_s));

    const base::Status status = store.saveEndpoint(someEndpoint());

    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::Disk);
    QCOMPARE(store.endpoints().size(), 1);
}

void tst_SettingsStore::learnedDropsAreKeptAsTheyAre()
{
    {
        SettingsStore store(m_directory->path());
        QVERIFY(store.setLearned(R"([{"field": "temperature"}])"));
    }
    QCOMPARE(SettingsStore(m_directory->path()).learned(), R"([{"field": "temperature"}])"_ba);
}

QTEST_GUILESS_MAIN(tst_SettingsStore)
#include "tst_settingsstore.moc"
