// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/tools/toolbox.h"
#include "ui/theme/theme.h"
#include "ui/toolbench/pastedialog.h"
#include "ui/toolbench/rulestable.h"
#include "ui/toolbench/toolswindow.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue;
using app::tools::StoredTool;
using app::tools::ToolBox;
using ui::toolbench::ToolsWindow;

class tst_ToolsWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theExamplesAreThere();
    void whatIsTypedIsSaved();
    void theSourceIsTheSameTool();
    void aSchemaIsMadeFromAnExample();
    void aToolIsTried();
    void toolsAreTurnedOff();
    void toolsArePasted();
    void rulesAreChangedAndRemoved();

private:
    template <typename Part> Part *part(const QString &name) const
    {
        for (Part *each : m_window->findChildren<Part *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : m_window->findChildren<QPushButton *>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }

    ui::theme::Theme m_theme{app::settings::ThemeMode::Light};
    app::net::HttpClient m_client;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<ToolBox> m_tools;
    std::unique_ptr<ToolsWindow> m_window;
};

void tst_ToolsWindow::initTestCase()
{
    qputenv("POLYLOGUE_SCRIPT", POLYLOGUE_SCRIPT_BUILT);
}

void tst_ToolsWindow::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_tools = std::make_unique<ToolBox>(m_directory->path(), m_client);
    m_window = std::make_unique<ToolsWindow>(m_theme, *m_tools, m_client);
    m_window->show();
}

void tst_ToolsWindow::cleanup()
{
    m_window.reset();
    m_tools.reset();
}

void tst_ToolsWindow::theExamplesAreThere()
{
    QCOMPARE(m_window->accessibleName(), u"Tools"_s);
    auto *list = part<QListWidget>(u"Your tools"_s);
    QCOMPARE(list->count(), 2);
    QCOMPARE(part<QLineEdit>(u"Name"_s)->text(), u"magic_number"_s);
    list->setCurrentRow(1);
    QCOMPARE(part<QLineEdit>(u"Name"_s)->text(), u"special_number"_s);
}

void tst_ToolsWindow::whatIsTypedIsSaved()
{
    button(u"New tool"_s)->click();
    QCOMPARE(m_tools->stored().size(), 3);
    QTest::keyClicks(part<QLineEdit>(u"Name"_s), u"2"_s);
    part<QPlainTextEdit>(u"Description"_s)->setPlainText(u"Does it"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_tools->stored().last().definition.description, u"Does it"_s,
                              30'000);
    QVERIFY(m_tools->stored().last().definition.name.contains(u'2'));
    // Without waiting, where the window goes.
    part<QPlainTextEdit>(u"Description"_s)->setPlainText(u"Does it well"_s);
    m_window->hide();
    QCOMPARE(m_tools->stored().last().definition.description, u"Does it well"_s);
}

void tst_ToolsWindow::theSourceIsTheSameTool()
{
    auto *source = part<QPlainTextEdit>(u"Source of the tool"_s);
    QVERIFY(source->toPlainText().contains(u"magic_number"_s));
    source->setPlainText(source->toPlainText().replace(u"magic_number\""_s, u"magic\""_s));
    QCOMPARE(part<QLineEdit>(u"Name"_s)->text(), u"magic"_s);
    source->setPlainText(u"{"_s);
    QCOMPARE(part<QLineEdit>(u"Name"_s)->text(), u"magic"_s);
    m_window->hide();
    QCOMPARE(m_tools->stored().first().definition.name, u"magic"_s);
}

void tst_ToolsWindow::aSchemaIsMadeFromAnExample()
{
    part<QLineEdit>(u"Example of arguments"_s)->setText(u"{\"city\": \"Kiel\"}"_s);
    button(u"Make schema from example"_s)->click();
    m_window->hide();
    QVERIFY(m_tools->stored().first().definition.parametersSchema.contains("\"city\""));
    QVERIFY(m_tools->stored().first().definition.parametersSchema.contains("\"string\""));
}

void tst_ToolsWindow::aToolIsTried()
{
    auto *factor = part<QLineEdit>(u"factor"_s);
    QVERIFY(factor);
    auto *result = part<QPlainTextEdit>(u"Result"_s);
    button(u"Try"_s)->click();
    QVERIFY(result->toPlainText().contains(u"missing"_s)); // it asks for a factor
    factor->setText(u"100"_s);
    button(u"Try"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(result->toPlainText().contains(u"00\n"_s), 60'000);
    QVERIFY(!part<QPlainTextEdit>(u"Log"_s)->toPlainText().isEmpty());
}

void tst_ToolsWindow::toolsAreTurnedOff()
{
    auto *list = part<QListWidget>(u"Your tools"_s);
    list->item(0)->setCheckState(Qt::Unchecked);
    QTRY_VERIFY_WITH_TIMEOUT(!m_tools->stored().first().isEnabled, 30'000);
    QCOMPARE(m_tools->tools().size(), 1);
    QCOMPARE(list->count(), 2);
}

void tst_ToolsWindow::toolsArePasted()
{
    button(u"Paste…"_s)->click();
    auto *dialog = m_window->findChild<ui::toolbench::PasteDialog *>();
    QVERIFY(dialog);
    auto *text = dialog->findChild<QPlainTextEdit *>();
    text->setPlainText(
        u"'tools': [{'type': 'function', 'function': {'name': 'magic_number',}}],"_s);
    for (QPushButton *each : dialog->findChildren<QPushButton *>()) {
        if (each->text() == u"Add"_s)
            each->click();
    }
    QCOMPARE(m_tools->stored().size(), 3);
    QCOMPARE(m_tools->stored().last().definition.name, u"magic_number_2"_s);
    QCOMPARE(part<QListWidget>(u"Your tools"_s)->currentRow(), 2);
}

void tst_ToolsWindow::rulesAreChangedAndRemoved()
{
    QVERIFY(m_tools->addRule(ruleFor(m_tools->tools().first(), {}, true)));
    auto *table = part<QTableWidget>(u"Rules"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 1, 30'000);
    QCOMPARE(table->item(0, 0)->text(), u"magic_number"_s);
    auto *decision = part<QComboBox>(u"Decision about magic_number"_s);
    decision->setCurrentIndex(1);
    Q_EMIT decision->activated(1);
    QCOMPARE(m_tools->rules().first().isAllowed, false);
    table->selectRow(0);
    button(u"Remove rule"_s)->click();
    QVERIFY(m_tools->rules().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 0, 30'000);
}

QTEST_MAIN(tst_ToolsWindow)
#include "tst_toolswindow.moc"
