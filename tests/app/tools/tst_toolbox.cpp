// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/tools/toolbox.h"
#include "tests/support/faultserver.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::tools;
using namespace polylogue::tests;

class tst_ToolBox final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void examplesStandThereFirst();
    void whatIsSavedIsThereAfterAKill();
    void aDamagedFileIsKept();
    void onlyWhatCanRunIsOffered();
    void toolsOfServersComeAndGo();
    void namesAreFoundThatAreFree();
    void aCommandGetsTheArguments();
    void aCommandThatFailsIsAnError();
    void anAddressGetsTheArguments();
    void anAddressThatFailsIsAnError();
    void nothingIsAskedElsewhere();

private:
    ToolOutcome run(const Tool &tool, const QByteArray &arguments);
    Tool httpTool(const QUrl &address);

    std::unique_ptr<QTemporaryDir> m_directory;
    net::HttpClient m_client;
};

void tst_ToolBox::initTestCase()
{
    qputenv("POLYLOGUE_SCRIPT", POLYLOGUE_SCRIPT_BUILT);
}

void tst_ToolBox::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

ToolOutcome tst_ToolBox::run(const Tool &tool, const QByteArray &arguments)
{
    QObject context;
    std::optional<ToolOutcome> came;
    tool.run(arguments, &context, [&came](const ToolOutcome &outcome) { came = outcome; });
    if (!QTest::qWaitFor([&came] { return came.has_value(); }, 60'000))
        return {.content = u"never"_s, .isError = true};
    return *came;
}

void tst_ToolBox::examplesStandThereFirst()
{
    const ToolBox box(m_directory->path(), m_client);
    const QList<Tool> tools = box.tools();
    QCOMPARE(tools.size(), 2);
    QCOMPARE(tools.at(0).definition.name, u"magic_number"_s);
    const ToolOutcome magic = run(tools.at(0), R"({"factor":100})");
    QVERIFY2(!magic.isError && magic.content.startsWith(u"{\"magic_number\":"_s),
             qPrintable(magic.content));
    QVERIFY(magic.content.endsWith(u"00}"_s));
    QCOMPARE(magic.log.size(), 1);
    const ToolOutcome special = run(tools.at(1), "{}");
    QVERIFY2(special.content.startsWith(u"{\"special_number\":"_s), qPrintable(special.content));
}

void tst_ToolBox::whatIsSavedIsThereAfterAKill()
{
    StoredTool mine{.id = ToolId::create(), .definition = {.name = u"mine"_s}};
    {
        ToolBox box(m_directory->path(), m_client);
        QSignalSpy changed(&box, &ToolBox::changed);
        QVERIFY(box.save(mine));
        mine.definition.description = u"better"_s;
        QVERIFY(box.save(mine));
        QVERIFY(box.remove(box.stored().first().id));
        QCOMPARE(changed.size(), 3);
        QVERIFY(box.addRule(ruleFor(box.tools().first(), {}, true)));
        // No destructor has to write: a second one reads what stands there now.
        const ToolBox other(m_directory->path(), m_client);
        QCOMPARE(other.stored(), box.stored());
        QCOMPARE(other.rules(), box.rules());
        QCOMPARE(other.stored().size(), 2);
        QCOMPARE(other.stored().last(), mine);
    }
    const auto permissions = QFile::permissions(m_directory->filePath(u"tools.json"_s));
    QVERIFY(!(permissions & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
}

void tst_ToolBox::aDamagedFileIsKept()
{
    QFile file(m_directory->filePath(u"tools.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"tools\": [");
    file.close();
    ToolBox box(m_directory->path(), m_client);
    QVERIFY(box.loadError());
    QVERIFY(QFile::exists(box.loadError()->subject));
    QVERIFY(box.save(box.stored().first()));
    QVERIFY(QDir(m_directory->path()).entryList(QDir::Files).size() == 2);
}

void tst_ToolBox::onlyWhatCanRunIsOffered()
{
    ToolBox box(m_directory->path(), m_client);
    StoredTool tool = box.stored().first();
    tool.isEnabled = false;
    QVERIFY(box.save(tool));
    QCOMPARE(box.tools().size(), 1);
    tool.isEnabled = true;
    tool.script.clear();
    QVERIFY(box.save(tool));
    QCOMPARE(faultOf(tool), ToolFault::Script);
    QCOMPARE(box.tools().size(), 1);
    QCOMPARE(box.tools({u"special_number"_s, u"other"_s}).size(), 1);
}

void tst_ToolBox::toolsOfServersComeAndGo()
{
    ToolBox box(m_directory->path(), m_client);
    box.setServerTools(u"files"_s,
                       {{.definition = {.name = u"files__read"_s}, .server = u"files"_s},
                        {.definition = {.name = u"magic_number"_s}, .server = u"files"_s}});
    QCOMPARE(box.tools().size(), 3); // a name that is taken stays with who has it
    QCOMPARE(box.tools().first().server, QString());
    box.setServerTools(u"files"_s, {});
    QCOMPARE(box.tools().size(), 2);
}

void tst_ToolBox::namesAreFoundThatAreFree()
{
    const ToolBox box(m_directory->path(), m_client);
    QCOMPARE(box.freeName(u"new"_s), u"new"_s);
    QCOMPARE(box.freeName(u"magic_number"_s), u"magic_number_2"_s);
    QCOMPARE(box.freeName(u"magic_number"_s, box.stored().first().id), u"magic_number"_s);
}

void tst_ToolBox::aCommandGetsTheArguments()
{
    const Tool tool = runnable({.definition = {.name = u"echo"_s},
                                .kind = ToolKind::Command,
                                .command = {.program = u"cat"_s}},
                               m_client);
    QCOMPARE(tool.source, u"cat"_s);
    QCOMPARE(run(tool, "{\"a\":\"$(id)\"}").content, u"{\"a\":\"$(id)\"}"_s);
}

void tst_ToolBox::aCommandThatFailsIsAnError()
{
    const auto outcome = [this](const QStringList &arguments) {
        return run(runnable({.definition = {.name = u"sh"_s},
                             .kind = ToolKind::Command,
                             .command = {.program = u"sh"_s, .arguments = arguments}},
                            m_client),
                   "{}");
    };
    const ToolOutcome failed = outcome({u"-c"_s, u"echo no >&2; exit 2"_s});
    QVERIFY(failed.isError);
    QCOMPARE(failed.content, u"The program ended with the code 2.\nno"_s);
    const ToolOutcome noisy = outcome({u"-c"_s, u"echo note >&2; echo 1"_s});
    QVERIFY(!noisy.isError);
    QCOMPARE(noisy.content, u"1"_s);
    QCOMPARE(noisy.log, QStringList(u"note"_s));
}

Tool tst_ToolBox::httpTool(const QUrl &address)
{
    StoredTool tool{.definition = {.name = u"ask"_s},
                    .kind = ToolKind::Http,
                    .address = address,
                    .allowedOrigin = endpoint::originOf(address)};
    return faultOf(tool) == ToolFault::None ? runnable(tool, m_client) : Tool{};
}

void tst_ToolBox::anAddressGetsTheArguments()
{
    FaultServer server;
    QUrl address = server.url();
    address.setPath(u"/weather"_s);
    server.on("/weather", Reply::json("{\"degrees\":7}"));
    const ToolOutcome outcome = run(httpTool(address), R"({"city":"Kiel"})");
    QVERIFY2(!outcome.isError, qPrintable(outcome.content));
    QCOMPARE(outcome.content, u"{\"degrees\":7}"_s);
    QCOMPARE(server.requests("/weather").first().body, R"({"city":"Kiel"})"_ba);
}

void tst_ToolBox::anAddressThatFailsIsAnError()
{
    FaultServer server;
    QUrl address = server.url();
    address.setPath(u"/gone"_s);
    server.on("/gone", Reply::json("{\"error\":\"no\"}", 404));
    const ToolOutcome outcome = run(httpTool(address), "{}");
    QVERIFY(outcome.isError);
    QVERIFY2(outcome.content.startsWith(u"HTTP 404"_s), qPrintable(outcome.content));
}

void tst_ToolBox::nothingIsAskedElsewhere()
{
    StoredTool tool{.definition = {.name = u"ask"_s},
                    .kind = ToolKind::Http,
                    .address = QUrl(u"https://example.org/x"_s)};
    QCOMPARE(faultOf(tool), ToolFault::Origin);
    tool.allowedOrigin = u"https://example.org:443"_s;
    QCOMPARE(faultOf(tool), ToolFault::None);
    tool.address = QUrl(u"https://example.org:8443/x"_s);
    QCOMPARE(faultOf(tool), ToolFault::Origin);
    tool.address = QUrl(u"file:///etc/passwd"_s);
    QCOMPARE(faultOf(tool), ToolFault::Address);
}

QTEST_GUILESS_MAIN(tst_ToolBox)
#include "tst_toolbox.moc"
