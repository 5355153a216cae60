// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/settings/secretstore.h"
#include "app/store/blobstore.h"
#include "tests/support/faultserver.h"
#include "ui/grid/gridrunpage.h"
#include "ui/grid/gridsetuppage.h"
#include "ui/grid/gridstartpage.h"
#include "ui/grid/gridwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace polylogue;
using namespace polylogue::tests;
using namespace polylogue::ui::grid;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_GridWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aPastedTableIsAskedFromBeginningToEnd();
    void tellsWhatStandsInTheWay();
    void aFileThatIsNoTableIsToldWhereItWasChosen();
    void anEarlierRunIsOpenedAndDeleted();
    void aRunGoesOnWhileAnotherIsShown();
    void theHeaderCanBeChosen();
    void everyControlHasAName();

private:
    template <typename Widget> Widget *named(const QString &name) const;
    QAbstractButton *button(const QString &text) const;
    void choose(const QString &dialogButton);
    GridWindow &open();
    QString shownText() const;

    QTemporaryDir m_directory;
    ui::theme::Theme m_theme{app::settings::ThemeMode::Light};
    FaultServer m_server;
    struct Program;
    std::unique_ptr<Program> m_program;
};

struct tst_GridWindow::Program
{
    explicit Program(const QString &folder)
        : store(folder)
        , settings(folder)
        , blobs(folder + u"/blobs"_s)
        , loader(blobs)
        , active(settings, secrets, client,
                 []() -> app::base::Result<app::session::PracticeAddress> {
                     return app::base::Error{.kind = app::base::ErrorKind::Network};
                 })
    { }

    app::store::ChatStore store;
    app::settings::SettingsStore settings;
    app::settings::MemorySecretStore secrets;
    app::store::BlobStore blobs;
    app::attachments::AttachmentLoader loader;
    app::net::HttpClient client;
    app::net::LearnedDrops learned;
    app::session::ActiveEndpoint active;
    std::unique_ptr<GridWindow> window;
};

void tst_GridWindow::init()
{
    m_server.on("/v1/models", Reply::json(R"({"data":[{"id":"big"},{"id":"small"}]})"));
    m_server.on("/v1/chat/completions", Reply::chat({"Paris, of course"}));
    const QString folder = m_directory.filePath(QString::fromLatin1(QTest::currentTestFunction()));
    QVERIFY(QDir().mkpath(folder));
    m_program = std::make_unique<Program>(folder);
    QVERIFY(m_program->active.use(app::endpoint::endpointFor(m_server.url()), {}));
    QTRY_COMPARE(m_program->active.models().size(), 2);
}

void tst_GridWindow::cleanup()
{
    m_program.reset();
}

GridWindow &tst_GridWindow::open()
{
    Program &program = *m_program;
    program.window = std::make_unique<GridWindow>(GridWindowServices{
        .theme = m_theme,
        .active = program.active,
        .settings = program.settings,
        .grid = {.makeSession =
                     [&program] {
                         return std::make_unique<app::session::ChatSession>(
                             program.client, program.learned, program.blobs,
                             [&program] { return program.active.access(); });
                     },
                 .currentEndpoint = [&program] { return program.active.endpoint()->id; },
                 .loader = program.loader,
                 .store = program.store}});
    program.window->show();
    return *program.window;
}

template <typename Widget> Widget *tst_GridWindow::named(const QString &name) const
{
    for (Widget *widget : m_program->window->findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    qFatal("%s is missing", qPrintable(name));
}

QAbstractButton *tst_GridWindow::button(const QString &text) const
{
    for (QAbstractButton *found : m_program->window->findChildren<QAbstractButton *>()) {
        if (found->text() == text && found->isVisible())
            return found;
    }
    qFatal("no button %s", qPrintable(text));
}

void tst_GridWindow::choose(const QString &dialogButton)
{
    auto *dialog = m_program->window->findChild<QMessageBox *>();
    QVERIFY(dialog);
    for (QAbstractButton *found : dialog->buttons()) {
        if (found->text() == dialogButton)
            found->click();
    }
}

QString tst_GridWindow::shownText() const
{
    QStringList texts;
    for (const QLabel *label : m_program->window->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts << label->text();
    }
    return texts.join(u'\n');
}

void tst_GridWindow::aPastedTableIsAskedFromBeginningToEnd()
{
    open();
    named<QPlainTextEdit>(u"Pasted table"_s)
        ->setPlainText(u"country,capital\nFrance,Paris\nItaly,Rome\n"_s);
    button(u"Use what is pasted"_s)->click();
    named<QPlainTextEdit>(u"Prompt"_s)->setPlainText(u"What is the capital of {{country}}?"_s);
    named<QPlainTextEdit>(u"System prompt"_s)->setPlainText(u"Speak of {country}."_s);
    auto *models = named<QListWidget>(u"Models to ask"_s);
    QCOMPARE(models->count(), 2);
    for (int row = 0; row < 2; ++row)
        models->item(row)->setCheckState(Qt::Checked);
    auto *expected = named<QComboBox>(u"Column with what is expected"_s);
    expected->setCurrentIndex(expected->findText(u"capital"_s));
    QTRY_VERIFY(shownText().contains(u"4 requests"_s));
    QCOMPARE(m_server.posts(), 0);

    button(u"Ask…"_s)->click();
    QCOMPARE(m_server.posts(), 0); // not before it was confirmed
    QVERIFY2(shownText().contains(u"Ask 2 models?"_s), qPrintable(shownText()));
    choose(u"Ask"_s);

    QTRY_VERIFY(shownText().contains(u"Done: 4 of 4 answers"_s));
    QCOMPARE(m_server.posts(), 4);
    QVERIFY(
        m_server.requests("/v1/chat/completions").constFirst().body.contains("Speak of France."));
    auto *lanes = named<QTableWidget>(u"Models of this run"_s);
    QCOMPARE(lanes->item(0, 2)->text(), u"1 of 2 (50.0 %)"_s);
    auto *table = named<QTableView>(u"Cells"_s);
    table->setCurrentIndex(table->model()->index(1, 2));
    QTRY_COMPARE(named<QPlainTextEdit>(u"Answer"_s)->toPlainText(), u"Paris, of course"_s);
    QVERIFY(named<QPlainTextEdit>(u"Question"_s)
                ->toPlainText()
                .contains(u"What is the capital of Italy?"_s));
    QVERIFY(shownText().contains(u"Not as expected"_s));
}

void tst_GridWindow::tellsWhatStandsInTheWay()
{
    GridWindow &window = open();
    window.useText(u"a,b\n1,2\n"_s, u"Numbers"_s);

    QTRY_VERIFY(shownText().contains(u"Write a prompt"_s));
    QVERIFY(!button(u"Ask…"_s)->isEnabled());
    named<QPlainTextEdit>(u"Prompt"_s)->setPlainText(u"{a} and {c}?"_s);
    QTRY_VERIFY(shownText().contains(u"Tick at least one model"_s));
    named<QListWidget>(u"Models to ask"_s)->item(0)->setCheckState(Qt::Checked);
    QTRY_VERIFY(shownText().contains(u"No column is named {c}"_s));
    QVERIFY(button(u"Ask…"_s)->isEnabled());
}

void tst_GridWindow::aFileThatIsNoTableIsToldWhereItWasChosen()
{
    GridWindow &window = open();
    const QString path = m_directory.filePath(u"picture.csv"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4000, '\0'));
    file.close();

    window.openTable(path);

    QTRY_VERIFY(shownText().contains(u"“picture.csv” is not a text"_s));
    window.useText(u" "_s, u"x"_s);
    QVERIFY(shownText().contains(u"There is nothing in it."_s));
}

void tst_GridWindow::anEarlierRunIsOpenedAndDeleted()
{
    app::store::GridRun run{.id = app::store::GridRunId::create(),
                            .title = u"Last week"_s,
                            .createdAt = QDateTime::currentDateTimeUtc(),
                            .setup = {.endpoint = m_program->active.endpoint()->id,
                                      .models = {u"big"_s},
                                      .prompts = {{.text = u"{a}"_s}}},
                            .columns = {u"a"_s},
                            .rows = {{u"x"_s}, {u"y"_s}}};
    m_program->store.write({app::store::SaveGridRun{run}});
    open();
    auto *runs = named<QTreeWidget>(u"Runs so far"_s);
    QTRY_COMPARE(runs->topLevelItemCount(), 1);

    button(u"Open run"_s)->click();
    QTRY_VERIFY(m_program->window->findChild<GridRunPage *>());
    QTRY_VERIFY(shownText().contains(u"Paused: 0 of 2 answers"_s));
    button(u"Start"_s)->click();
    QTRY_VERIFY(shownText().contains(u"Done: 2 of 2 answers"_s));
    button(u"All runs"_s)->click();
    QTRY_COMPARE(runs->topLevelItem(0)->text(2), u"2 of 2"_s);
    button(u"Delete run"_s)->click();
    choose(u"Delete"_s);

    QTRY_COMPARE(runs->topLevelItemCount(), 0);
    QVERIFY(!m_program->window->findChild<GridRunPage *>());
}

void tst_GridWindow::aRunGoesOnWhileAnotherIsShown()
{
    m_server.clearLog();
    m_server.on("/v1/chat/completions", Reply::chat({"Par", "is"}, 20ms));
    app::store::GridRun run{.id = app::store::GridRunId::create(),
                            .title = u"First"_s,
                            .createdAt = QDateTime::currentDateTimeUtc(),
                            .setup = {.endpoint = m_program->active.endpoint()->id,
                                      .models = {u"big"_s},
                                      .prompts = {{.text = u"{a}"_s}},
                                      .parallel = 1},
                            .columns = {u"a"_s},
                            .rows = {{u"1"_s}, {u"2"_s}, {u"3"_s}, {u"4"_s}}};
    m_program->store.write({app::store::SaveGridRun{run}});
    run.id = app::store::GridRunId::create();
    run.title = u"Second"_s;
    m_program->store.write({app::store::SaveGridRun{run}});
    GridWindow &window = open();
    auto *runs = named<QTreeWidget>(u"Runs so far"_s);
    QTRY_COMPARE(runs->topLevelItemCount(), 2);
    const auto openRun = [&](const QString &title) {
        runs->setCurrentItem(runs->findItems(title, Qt::MatchExactly).value(0));
        button(u"Open run"_s)->click();
    };

    openRun(u"First"_s);
    QTRY_VERIFY(shownText().contains(u"Paused: 0 of 4 answers"_s));
    QVERIFY(!window.isRunning());
    button(u"Start"_s)->click();
    QVERIFY(window.isRunning());
    button(u"All runs"_s)->click();
    openRun(u"Second"_s);
    QTRY_VERIFY(shownText().contains(u"Paused: 0 of 4 answers"_s));
    window.close();

    QTRY_COMPARE(m_server.posts(), 4);
    QTRY_VERIFY(!window.isRunning());
    window.show();
    button(u"All runs"_s)->click();
    QTRY_COMPARE(runs->findItems(u"First"_s, Qt::MatchExactly).value(0)->text(2), u"4 of 4"_s);
}

void tst_GridWindow::theHeaderCanBeChosen()
{
    GridWindow &window = open();
    window.useText(u"1,World\n2,Sports\n"_s, u"No header"_s);
    auto *table = named<QTableView>(u"Table as it was read"_s);
    QCOMPARE(table->model()->rowCount(), 2);

    button(u"First row has names"_s)->click();

    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->headerData(1, Qt::Horizontal).toString(), u"World"_s);
}

void tst_GridWindow::everyControlHasAName()
{
    GridWindow &window = open();
    window.useText(u"a,b\n1,2\n"_s, u"Numbers"_s);

    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
            continue;
        const auto *asButton = qobject_cast<const QAbstractButton *>(widget);
        const bool isNamed = !widget->accessibleName().isEmpty()
            || (asButton && !asButton->text().isEmpty())
            || widget->objectName().startsWith("qt_"_L1)
            || qobject_cast<const QAbstractScrollArea *>(widget->parentWidget())
            || widget->inherits("QScrollArea") || widget->inherits("QHeaderView");
        QVERIFY2(isNamed, widget->metaObject()->className());
    }
}

QTEST_MAIN(tst_GridWindow)
#include "tst_gridwindow.moc"
