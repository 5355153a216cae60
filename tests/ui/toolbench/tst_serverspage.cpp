// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/serverbook.h"
#include "app/net/httpclient.h"
#include "app/settings/secretstore.h"
#include "app/tools/toolbox.h"
#include "ui/theme/theme.h"
#include "ui/toolbench/addserversdialog.h"
#include "ui/toolbench/serverspage.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue;
using app::mcp::ServerBook;
using app::mcp::ServerConfig;
using app::mcp::ServerState;
using ui::toolbench::AddServersDialog;
using ui::toolbench::ServersPage;

namespace {

constexpr int Patience = 60'000; // ms

ServerConfig fakeServer(const QString &mode)
{
    return {.name = u"fake "_s + mode,
            .command = QStringLiteral(POLYLOGUE_FAKE_SERVER),
            .arguments = {mode, u"two words"_s}};
}

} // namespace

class tst_ServersPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whatWouldStartIsShownWhole();
    void startTakesNoClickAtOnce();
    void aServerIsStartedAndStopped();
    void aFailureIsTold();
    void serversAreTakenFromAConfiguration();
    void whatIsNoConfigurationIsTold();

private:
    template <typename Part> Part *part(const QString &name) const
    {
        for (Part *each : m_page->findChildren<Part *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : m_page->findChildren<QPushButton *>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }
    bool hasLabel(const QString &text) const
    {
        const QList<QLabel *> labels = m_page->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&text](const QLabel *label) { return label->text().contains(text); });
    }

    ui::theme::Theme m_theme{app::settings::ThemeMode::Light};
    app::net::HttpClient m_client;
    app::settings::MemorySecretStore m_secrets;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::tools::ToolBox> m_tools;
    std::unique_ptr<ServerBook> m_book;
    std::unique_ptr<ServersPage> m_page;
};

void tst_ServersPage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_tools = std::make_unique<app::tools::ToolBox>(m_folder->path(), m_client);
    m_book = std::make_unique<ServerBook>(m_folder->path(), m_client, m_secrets, *m_tools);
    m_page = std::make_unique<ServersPage>(m_theme, *m_book);
}

void tst_ServersPage::cleanup()
{
    m_page.reset();
    m_book.reset();
    m_tools.reset();
}

void tst_ServersPage::whatWouldStartIsShownWhole()
{
    ServerConfig config = fakeServer(u"old"_s);
    config.environment = {{.name = u"LEVEL"_s, .value = u"1"_s},
                          {.name = u"KEY"_s, .value = u"canary"_s, .isSecret = true}};
    m_book->add({config});
    QCOMPARE(part<QPlainTextEdit>(u"What is started"_s)->toPlainText(),
             QStringLiteral(POLYLOGUE_FAKE_SERVER) + u" old 'two words'\nLEVEL=1\nKEY=********"_s);
}

void tst_ServersPage::startTakesNoClickAtOnce()
{
    m_book->add({fakeServer(u"old"_s)});
    QVERIFY(!button(u"Start"_s)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Start"_s)->isEnabled(), Patience);
    QVERIFY(!button(u"Start"_s)->isDefault());
    m_book->add({fakeServer(u"modern"_s)});
    part<QListWidget>(u"Servers"_s)->setCurrentRow(1);
    QVERIFY(!button(u"Start"_s)->isEnabled());
}

void tst_ServersPage::aServerIsStartedAndStopped()
{
    m_book->add({fakeServer(u"modern"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Start"_s)->isEnabled(), Patience);
    button(u"Start"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(hasLabel(u"Running: modern 2, protocol 2026-07-28, tools: 2"_s),
                             Patience);
    QVERIFY(part<QPlainTextEdit>(u"Its tools"_s)->toPlainText().contains(u"echo: A tool"_s));
    QCOMPARE(part<QListWidget>(u"Servers"_s)->item(0)->text(), u"fake modern (running)"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Stop"_s)->isEnabled(), Patience);
    button(u"Stop"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(hasLabel(u"Not running"_s), Patience);
}

void tst_ServersPage::aFailureIsTold()
{
    m_book->add({fakeServer(u"touchy"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Start"_s)->isEnabled(), Patience);
    button(u"Start"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(hasLabel(u"exit code 3"_s), Patience);
    QVERIFY(part<QListWidget>(u"Servers"_s)->item(0)->text().contains(u"(failed)"_s));
}

void tst_ServersPage::serversAreTakenFromAConfiguration()
{
    button(u"Add servers…"_s)->click();
    auto *dialog = m_page->findChild<AddServersDialog *>();
    QVERIFY(dialog);
    auto *add = dialog->findChild<QDialogButtonBox *>()->buttons().value(0);
    for (QAbstractButton *each : dialog->findChild<QDialogButtonBox *>()->buttons()) {
        if (each->text() == u"Add"_s)
            add = each;
    }
    QVERIFY(!add->isEnabled());
    const QList<QPlainTextEdit *> edits = dialog->findChildren<QPlainTextEdit *>();
    for (QPlainTextEdit *edit : edits) {
        if (edit->accessibleName() == u"Configuration"_s)
            edit->setPlainText(
                u"{\"servers\":{\"n\":{\"command\":\"npx\",\"args\":[\"-y\",\"a b\"]}}} // it"_s);
    }
    for (QPlainTextEdit *edit : edits) {
        if (edit->isReadOnly())
            QCOMPARE(edit->toPlainText(), u"n: npx -y 'a b'"_s);
    }
    QVERIFY(add->isEnabled());
    add->click();
    QCOMPARE(m_book->servers().size(), 1);
    QCOMPARE(m_book->running().status(m_book->servers().first().id).state, ServerState::Stopped);
    QCOMPARE(part<QListWidget>(u"Servers"_s)->currentItem()->text(), u"n"_s);
}

void tst_ServersPage::whatIsNoConfigurationIsTold()
{
    AddServersDialog dialog(m_theme);
    dialog.findChildren<QPlainTextEdit *>().first()->setPlainText(u"{\"mcpServers\": {"_s);
    const QList<QLabel *> labels = dialog.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text().startsWith(u"This text is no JSON file of servers"_s);
    }));
}

QTEST_MAIN(tst_ServersPage)
#include "tst_serverspage.moc"
