// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/activeendpoint.h"
#include "app/session/recentlog.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "ui/commands/command.h"
#include "ui/preferences/endpointspage.h"
#include "ui/preferences/reportdialog.h"
#include "ui/preferences/settingsrow.h"
#include "ui/preferences/settingswindow.h"
#include "ui/preferences/shortcutfield.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::ui;
using namespace polylogue::ui::preferences;
using app::endpoint::Endpoint;
using app::settings::Settings;
using Page = SettingsWindow::Page;

namespace {

const auto canary = u"sk-canary-0123456789abcdef"_s;

Endpoint someEndpoint(const QString &name)
{
    Endpoint endpoint = app::endpoint::endpointFor(QUrl(u"http://127.0.0.1:1/%1/v1"_s.arg(name)));
    endpoint.name = name;
    endpoint.keySource = app::endpoint::KeySource::None;
    return endpoint;
}

} // namespace

class tst_SettingsWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyControlHasAName();
    void everyPageFitsIntoASmallWindow_data();
    void everyPageFitsIntoASmallWindow();
    void opensOnTheScreenWhereverItsParentIs();
    void choiceHoldsAtOnceAndFollowsTheSettings();
    void switchHoldsAtOnce();
    void textSizeFollowsTheKeyboardsScale();
    void searchFindsRowsInAllPages_data();
    void searchFindsRowsInAllPages();
    void searchMarksWhatItFinds();
    void searchThatFindsNothingSaysSo();
    void pressedKeysBecomeTheShortcut();
    void takenKeysAreSaidInWordsAndCanBeTakenOver();
    void keysThatWriteTextAreRefused();
    void escapeAndBackspaceWhileListening();
    void escapeTwiceTakesEscape();
    void escapeThatIsTakenIsSaid();
    void resetBringsTheDefaultBack();
    void endpointIsUsedEditedAndRemoved();
    void endpointIsSavedWithoutBeingUsed();
    void endpointInUseIsJustSaved();
    void administratorsProfileIsImportedWithoutItsKey();
    void damagedProfileSaysWhy();
    void pricesAreEditedInPlace();
    void restoreAsksOnce();
    void emptyTrashAsksOnce();
    void dataFolderIsCopied();
    void reportHoldsNoKeyAndNoTextOfTheUser();
    void showPageLeavesTheEditor();

private:
    template <typename Widget> Widget *named(const QString &name) const
    {
        for (auto *widget : m_window->findChildren<Widget *>()) {
            if (widget->accessibleName() == name && !widget->testAttribute(Qt::WA_WState_Hidden))
                return widget;
        }
        return nullptr;
    }
    SettingsRow *row(const QString &label) const
    {
        for (auto *found : m_window->findChildren<QLabel *>()) {
            auto *line = qobject_cast<SettingsRow *>(found->parentWidget());
            if (found->text() == label && line)
                return line;
        }
        return nullptr;
    }
    QStringList shownPages() const;
    void click(const QString &button) const;
    QPushButton *shownButton(const QString &text) const; // nullptr: none is visible
    void clickText(const QString &text) const;
    void answer(const QString &button) const;
    void press(const QString &command, int key, Qt::KeyboardModifiers modifiers) const;
    QKeySequence shortcutOf(const QString &id) const { return m_commands->shortcuts(id).value(0); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<theme::Theme> m_theme;
    std::unique_ptr<app::settings::SettingsStore> m_store;
    std::unique_ptr<app::settings::MemorySecretStore> m_secrets;
    std::unique_ptr<app::net::HttpClient> m_client;
    std::unique_ptr<app::net::LearnedDrops> m_learned;
    std::unique_ptr<app::session::ActiveEndpoint> m_active;
    std::unique_ptr<app::session::RecentLog> m_log;
    std::unique_ptr<QWidget> m_main;
    commands::CommandRegistry *m_commands = nullptr;
    std::unique_ptr<SettingsWindow> m_window;
};

void tst_SettingsWindow::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_theme = std::make_unique<theme::Theme>(app::settings::ThemeMode::Light);
    m_store = std::make_unique<app::settings::SettingsStore>(m_directory->path());
    m_secrets = std::make_unique<app::settings::MemorySecretStore>();
    m_client = std::make_unique<app::net::HttpClient>();
    m_learned = std::make_unique<app::net::LearnedDrops>();
    m_active = std::make_unique<app::session::ActiveEndpoint>(
        *m_store, *m_secrets, *m_client, []() -> app::base::Result<app::session::PracticeAddress> {
            return app::session::PracticeAddress{.baseUrl = QUrl(u"http://127.0.0.1:1/v1"_s),
                                                 .key = u"practice"_s};
        });
    m_log = std::make_unique<app::session::RecentLog>([] { return canary; });
    m_main = std::make_unique<QWidget>();
    m_commands = new commands::CommandRegistry(m_main.get());
    const auto add = [this](const QString &id, const QString &text, const QString &key) {
        m_commands->add({.id = id,
                         .text = text,
                         .group = u"Chats"_s,
                         .defaultShortcuts = {QKeySequence(key)},
                         .run = [] {}});
    };
    add(u"chat.new"_s, u"New chat"_s, u"Ctrl+N"_s);
    add(u"answer.again"_s, u"Ask again"_s, u"Ctrl+R"_s);
    QVERIFY(m_store->saveEndpoint(someEndpoint(u"first"_s)));
    QVERIFY(m_store->saveEndpoint(someEndpoint(u"second"_s)));
    m_active->choose(m_store->endpoints().first().id);
    m_window = std::make_unique<SettingsWindow>(SettingsServices{.theme = *m_theme,
                                                                 .settings = *m_store,
                                                                 .secrets = *m_secrets,
                                                                 .client = *m_client,
                                                                 .learned = *m_learned,
                                                                 .active = *m_active,
                                                                 .log = *m_log,
                                                                 .commands = *m_commands});
    m_window->setDataFolder(u"/home/someone/data"_s);
    m_window->setBackups({{.path = u"/b/1"_s,
                           .madeAt = QDateTime(QDate(2026, 5, 4), QTime(12, 0), Qt::UTC),
                           .size = 1'900'000}});
    m_window->setTrashCount(3);
    m_window->showPage(Page::Endpoints);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_SettingsWindow::cleanup()
{
    m_window.reset();
    m_main.reset();
    m_active.reset();
    m_theme.reset();
}

QStringList tst_SettingsWindow::shownPages() const
{
    const auto *list = named<QListWidget>(u"Pages"_s);
    QStringList titles;
    for (int i = 0; i < list->count(); ++i) {
        if (!list->item(i)->isHidden())
            titles.append(list->item(i)->text());
    }
    return titles;
}

void tst_SettingsWindow::click(const QString &button) const
{
    auto *found = named<QPushButton>(button);
    QVERIFY2(found, qPrintable(button));
    found->click();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // rows shown anew
}

QPushButton *tst_SettingsWindow::shownButton(const QString &text) const
{
    for (auto *button : m_window->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == text)
            return button;
    }
    return nullptr;
}

void tst_SettingsWindow::clickText(const QString &text) const
{
    QPushButton *found = shownButton(text);
    QVERIFY2(found, qPrintable(text));
    found->click();
}

//! Answers the question that stands open.
void tst_SettingsWindow::answer(const QString &button) const
{
    const auto boxes = m_window->findChildren<QMessageBox *>();
    QCOMPARE(boxes.size(), 1);
    QCOMPARE(boxes.first()->textFormat(), Qt::PlainText);
    for (QAbstractButton *choice : boxes.first()->buttons()) {
        if (choice->text().remove(u'&') == button) {
            choice->click();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            return;
        }
    }
    QFAIL(qPrintable(button));
}

void tst_SettingsWindow::press(const QString &command, int key,
                               Qt::KeyboardModifiers modifiers) const
{
    auto *field = named<ShortcutField>(u"Shortcut of "_s + command);
    QVERIFY(field);
    field->setFocus();
    field->click();
    QTest::keyClick(field, static_cast<Qt::Key>(key), modifiers);
}

void tst_SettingsWindow::everyControlHasAName()
{
    QStringList nameless;
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool isControl = qobject_cast<QAbstractButton *>(widget)
            || qobject_cast<QLineEdit *>(widget) || qobject_cast<QComboBox *>(widget)
            || qobject_cast<QAbstractSpinBox *>(widget) || qobject_cast<QPlainTextEdit *>(widget)
            || qobject_cast<QListWidget *>(widget);
        const bool isInner = widget->objectName().startsWith("qt_"_L1)
            || qobject_cast<QAbstractSpinBox *>(widget->parentWidget())
            || qobject_cast<QLineEdit *>(widget->parentWidget());
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        const bool hasName =
            !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (isControl && !isInner && !hasName)
            nameless.append(QString::fromLatin1(widget->metaObject()->className()));
    }
    QCOMPARE(nameless, QStringList());
    QCOMPARE(m_window->windowTitle(), u"Settings"_s);
}

void tst_SettingsWindow::everyPageFitsIntoASmallWindow_data()
{
    QTest::addColumn<int>("page");
    for (int page = 0; page <= static_cast<int>(Page::Help); ++page)
        QTest::addRow("%d", page) << page;
}

void tst_SettingsWindow::everyPageFitsIntoASmallWindow()
{
    QFETCH(const int, page);
    m_window->resize(900, 600);
    m_window->showPage(static_cast<Page>(page));
    QCoreApplication::processEvents();

    const auto *area =
        qobject_cast<QScrollArea *>(m_window->findChild<QStackedWidget *>()->currentWidget());
    QVERIFY(area);
    QVERIFY2(area->widget()->width() <= area->viewport()->width(), "nothing is cut off");
}

void tst_SettingsWindow::opensOnTheScreenWhereverItsParentIs()
{
    const QRect room = m_main->screen()->availableGeometry(); // narrower than the window likes
    m_main->setGeometry(room.right() - 100, room.bottom() - 100, 300, 200);
    m_main->show();
    m_window->setParent(m_main.get(), Qt::Window);

    m_window->showPage(SettingsWindow::Page::Data);

    // Its place is that of its frame, whose width nobody knows before.
    QVERIFY(room.contains(m_window->pos()));
    QVERIFY(room.contains(QRect(m_window->pos(), m_window->size())));
    m_window->setParent(nullptr);
}

void tst_SettingsWindow::choiceHoldsAtOnceAndFollowsTheSettings()
{
    auto *theme = named<QComboBox>(u"Theme"_s);
    QCOMPARE(theme->currentText(), u"As the system"_s);

    theme->setCurrentIndex(theme->findText(u"Dark"_s));
    Q_EMIT theme->activated(theme->currentIndex());
    QCOMPARE(m_store->settings().theme, app::settings::ThemeMode::Dark);

    Settings settings = m_store->settings();
    settings.theme = app::settings::ThemeMode::Light;
    QVERIFY(m_store->setSettings(settings));
    QCOMPARE(theme->currentText(), u"Light"_s);
}

void tst_SettingsWindow::switchHoldsAtOnce()
{
    named<QCheckBox>(u"Notify when an answer is ready"_s)->click();

    QVERIFY(!m_store->settings().notifies);
    QVERIFY(!named<QCheckBox>(u"With a sound"_s)->isEnabled());
}

void tst_SettingsWindow::textSizeFollowsTheKeyboardsScale()
{
    auto *size = named<QSpinBox>(u"Text size"_s);
    Settings settings = m_store->settings();
    settings.readingScale = 1.1 * 1.1;
    QVERIFY(m_store->setSettings(settings));

    QCOMPARE(size->value(), 121);
    QCOMPARE(m_store->settings().readingScale, 1.1 * 1.1); // showing is no change
    size->setValue(150);
    QCOMPARE(m_store->settings().readingScale, 1.5);
}

void tst_SettingsWindow::searchFindsRowsInAllPages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("pages");
    QTest::newRow("a row") << u"fold pasted"_s << QStringList{u"Writing"_s};
    QTest::newRow("metadata") << u"camera place"_s << QStringList{u"Attachments"_s};
    QTest::newRow("a title") << u"shortcuts"_s << QStringList{u"Shortcuts"_s};
    QTest::newRow("a command") << u"ask again"_s << QStringList{u"Shortcuts"_s};
    QTest::newRow("a key") << u"Ctrl+R"_s << QStringList{u"Shortcuts"_s};
    QTest::newRow("another word for it") << u"font"_s << QStringList{u"Appearance"_s};
    QTest::newRow("an endpoint") << u"second"_s << QStringList{u"Endpoints"_s, u"Network"_s};
    QTest::newRow("two words") << u"system proxy"_s << QStringList{u"Network"_s};
}

void tst_SettingsWindow::searchFindsRowsInAllPages()
{
    QFETCH(const QString, text);

    QTest::keyClicks(named<QLineEdit>(u"Search settings"_s), text);

    QTEST(shownPages(), "pages");
    const auto *list = named<QListWidget>(u"Pages"_s);
    QVERIFY2(!list->currentItem()->isHidden(), "a page that matches is shown");
}

void tst_SettingsWindow::searchMarksWhatItFinds()
{
    auto *search = named<QLineEdit>(u"Search settings"_s);
    QTest::keyClicks(search, u"send with"_s);

    QVERIFY(row(u"Send with"_s)->isMarked());
    QVERIFY(!row(u"Fold pasted text"_s)->isMarked());

    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->text().isEmpty());
    QVERIFY(!row(u"Send with"_s)->isMarked());
    QCOMPARE(shownPages().size(), 10);
    QVERIFY(m_window->isVisible());
}

void tst_SettingsWindow::searchThatFindsNothingSaysSo()
{
    QTest::keyClicks(named<QLineEdit>(u"Search settings"_s), u"zzz"_s);

    QVERIFY(shownPages().isEmpty());
    const auto labels = m_window->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"“zzz”"_s);
    }));
}

void tst_SettingsWindow::pressedKeysBecomeTheShortcut()
{
    m_window->showPage(Page::Shortcuts);

    press(u"New chat"_s, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);

    QCOMPARE(shortcutOf(u"chat.new"_s), QKeySequence(u"Ctrl+Shift+T"_s));
    QCOMPARE(m_commands->action(u"chat.new"_s)->shortcut(), QKeySequence(u"Ctrl+Shift+T"_s));
    const QHash<QString, QStringList> written{{u"chat.new"_s, {u"Ctrl+Shift+T"_s}}};
    QCOMPARE(m_store->settings().shortcuts, written);
    QCOMPARE(named<ShortcutField>(u"Shortcut of New chat"_s)->text(), u"Ctrl+Shift+T"_s);
}

void tst_SettingsWindow::takenKeysAreSaidInWordsAndCanBeTakenOver()
{
    m_window->showPage(Page::Shortcuts);
    const auto takeOver = u"Take the pressed keys over for New chat"_s;
    QVERIFY(!named<QPushButton>(takeOver));

    press(u"New chat"_s, Qt::Key_R, Qt::ControlModifier);

    QCOMPARE(shortcutOf(u"chat.new"_s), QKeySequence(u"Ctrl+N"_s));
    QVERIFY(row(u"New chat"_s)->matches(u"Ctrl+R starts “Ask again” already."_s));
    click(takeOver);
    QCOMPARE(shortcutOf(u"chat.new"_s), QKeySequence(u"Ctrl+R"_s));
    QVERIFY(m_commands->shortcuts(u"answer.again"_s).isEmpty());
    QVERIFY(!row(u"New chat"_s)->matches(u"already"_s));
}

void tst_SettingsWindow::keysThatWriteTextAreRefused()
{
    m_window->showPage(Page::Shortcuts);

    press(u"New chat"_s, Qt::Key_A, Qt::ShiftModifier);

    QCOMPARE(shortcutOf(u"chat.new"_s), QKeySequence(u"Ctrl+N"_s));
    QVERIFY(row(u"New chat"_s)->matches(u"Shift+A alone is for writing"_s));
    press(u"New chat"_s, Qt::Key_F7, Qt::NoModifier);
    QCOMPARE(shortcutOf(u"chat.new"_s), QKeySequence(u"F7"_s));
}

void tst_SettingsWindow::escapeAndBackspaceWhileListening()
{
    m_window->showPage(Page::Shortcuts);

    press(u"New chat"_s, Qt::Key_Escape, Qt::NoModifier);
    QVERIFY(m_window->isVisible());
    QCOMPARE(shortcutOf(u"chat.new"_s), QKeySequence(u"Ctrl+N"_s));

    press(u"New chat"_s, Qt::Key_Backspace, Qt::NoModifier);
    QVERIFY(m_commands->shortcuts(u"chat.new"_s).isEmpty());
    QCOMPARE(named<ShortcutField>(u"Shortcut of New chat"_s)->text(), u"none"_s);
}

void tst_SettingsWindow::escapeTwiceTakesEscape()
{
    m_window->showPage(Page::Shortcuts);

    press(u"New chat"_s, Qt::Key_Escape, Qt::NoModifier);
    QVERIFY(row(u"New chat"_s)->matches(u"Press Esc again to use Esc itself."_s));
    auto *field = named<ShortcutField>(u"Shortcut of New chat"_s);
    QTest::keyClick(field, Qt::Key_Escape);

    QVERIFY(m_window->isVisible());
    QCOMPARE(shortcutOf(u"chat.new"_s), QKeySequence(Qt::Key_Escape));
    QVERIFY(!row(u"New chat"_s)->matches(u"Press Esc again"_s));

    // Something else in between: Esc only leaves again.
    press(u"Ask again"_s, Qt::Key_Escape, Qt::NoModifier);
    QTest::keyClick(named<ShortcutField>(u"Shortcut of Ask again"_s), Qt::Key_Tab);
    named<ShortcutField>(u"Shortcut of Ask again"_s)->setFocus();
    QTest::keyClick(named<ShortcutField>(u"Shortcut of Ask again"_s), Qt::Key_Escape);
    QCOMPARE(shortcutOf(u"answer.again"_s), QKeySequence(u"Ctrl+R"_s));
}

void tst_SettingsWindow::escapeThatIsTakenIsSaid()
{
    m_window->showPage(Page::Shortcuts);
    press(u"Ask again"_s, Qt::Key_Escape, Qt::NoModifier);
    QTest::keyClick(named<ShortcutField>(u"Shortcut of Ask again"_s), Qt::Key_Escape);

    press(u"New chat"_s, Qt::Key_Escape, Qt::NoModifier);
    QTest::keyClick(named<ShortcutField>(u"Shortcut of New chat"_s), Qt::Key_Escape);

    QCOMPARE(shortcutOf(u"chat.new"_s), QKeySequence(u"Ctrl+N"_s));
    QVERIFY(row(u"New chat"_s)->matches(u"Esc starts “Ask again” already."_s));
}

void tst_SettingsWindow::resetBringsTheDefaultBack()
{
    m_window->showPage(Page::Shortcuts);
    press(u"New chat"_s, Qt::Key_T, Qt::ControlModifier);
    press(u"Ask again"_s, Qt::Key_N, Qt::ControlModifier);

    // Its default is somebody else's by now: that is said, nothing is taken in silence.
    click(u"Reset the shortcut of New chat"_s);
    QVERIFY(row(u"New chat"_s)->matches(u"Ctrl+N starts “Ask again” already."_s));
    click(u"Reset the shortcut of Ask again"_s);
    click(u"Reset the shortcut of New chat"_s);
    QCOMPARE(shortcutOf(u"chat.new"_s), QKeySequence(u"Ctrl+N"_s));
    QVERIFY(m_store->settings().shortcuts.isEmpty());

    press(u"New chat"_s, Qt::Key_T, Qt::ControlModifier);
    click(u"Reset all shortcuts"_s);
    QVERIFY(m_store->settings().shortcuts.isEmpty());
}

void tst_SettingsWindow::endpointIsUsedEditedAndRemoved()
{
    QVERIFY(!named<QPushButton>(u"Use first"_s));
    click(u"Use second"_s);
    QCOMPARE(m_active->endpoint()->name, u"second"_s);
    QVERIFY(!named<QPushButton>(u"Use second"_s));

    click(u"Edit first"_s);
    QCOMPARE(named<QLineEdit>(u"Base URL"_s)->text(), u"http://127.0.0.1:1/first/v1"_s);
    m_window->showPage(Page::Endpoints);

    click(u"Remove first"_s);
    answer(u"Remove"_s);
    QCOMPARE(m_store->endpoints().size(), 1);
    QVERIFY(!named<QPushButton>(u"Remove first"_s));
}

void tst_SettingsWindow::endpointIsSavedWithoutBeingUsed()
{
    click(u"Edit second"_s);
    named<QLineEdit>(u"Base URL"_s)->selectAll();
    QTest::keyClicks(named<QLineEdit>(u"Base URL"_s), u"http://127.0.0.1:1/other/v1"_s);

    clickText(u"Save"_s);

    QTRY_COMPARE(m_store->endpoints().last().baseUrl.path(), u"/other/v1"_s);
    QCOMPARE(m_active->endpoint()->name, u"first"_s);
    QVERIFY(named<QPushButton>(u"Use second"_s));
}

void tst_SettingsWindow::endpointInUseIsJustSaved()
{
    click(u"Edit first"_s);
    QVERIFY(!shownButton(u"Save and use"_s));
    QVERIFY(shownButton(u"Cancel"_s));

    click(u"Add an endpoint"_s);
    QVERIFY(shownButton(u"Save and use"_s));
    QVERIFY2(shownButton(u"Cancel"_s), "there is a way back");
}

void tst_SettingsWindow::administratorsProfileIsImportedWithoutItsKey()
{
    const QString path = m_directory->filePath(u"handed-out.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"base_url": "https://gateway.example.org/v1", "name": "Gateway <b>x</b>",
                   "api_key": "sk-must-not-be-read-0000"})");
    file.close();

    m_window->findChild<EndpointsPage *>()->importFile(path);

    QCOMPARE(m_store->endpoints().size(), 3);
    QCOMPARE(m_store->endpoints().last().baseUrl.host(), u"gateway.example.org"_s);
    QCOMPARE(m_active->endpoint()->name, u"first"_s);
    QVERIFY(row(u"Gateway <b>x</b>"_s));
    QVERIFY(named<QLabel>(u"Message"_s)->text().startsWith("Imported: Gateway <b>x</b>"_L1));
    QFile saved(m_directory->filePath(u"endpoints.json"_s));
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(!saved.readAll().contains("must-not-be-read"));
}

void tst_SettingsWindow::damagedProfileSaysWhy()
{
    const QString path = m_directory->filePath(u"damaged.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no json");
    file.close();

    m_window->findChild<EndpointsPage *>()->importFile(path);

    QCOMPARE(m_store->endpoints().size(), 2);
    QVERIFY(named<QLabel>(u"Message"_s)->isVisible());
}

void tst_SettingsWindow::pricesAreEditedInPlace()
{
    m_window->showPage(Page::Costs);
    click(u"Add a model's price"_s);
    named<QLineEdit>(u"Model"_s)->setText(u"gemini-2.5-flash"_s);
    named<QLineEdit>(u"Price of input"_s)->setText(QLocale().toString(0.15));
    auto *output = named<QLineEdit>(u"Price of output"_s);
    output->setText(u"nonsense"_s);
    Q_EMIT output->editingFinished();

    const QList<app::settings::ModelPrice> expected{
        {.model = u"gemini-2.5-flash"_s, .inputPerMillion = 0.15, .outputPerMillion = 0}};
    QCOMPARE(m_store->settings().prices, expected);

    auto *cached = named<QLineEdit>(u"Price of cached input"_s);
    QVERIFY(cached->text().isEmpty());
    cached->setText(u"0"_s);
    Q_EMIT cached->editingFinished();
    QCOMPARE(m_store->settings().prices.constFirst().cachedInputPerMillion, std::optional(0.0));
    cached->clear();
    Q_EMIT cached->editingFinished();
    QCOMPARE(m_store->settings().prices, expected);

    click(u"Remove this price"_s);
    QVERIFY(m_store->settings().prices.isEmpty());
}

void tst_SettingsWindow::restoreAsksOnce()
{
    QSignalSpy spy(m_window.get(), &SettingsWindow::restoreRequested);
    m_window->showPage(Page::Data);
    QPushButton *restore = nullptr;
    for (auto *button : m_window->findChildren<QPushButton *>()) {
        if (button->text() == u"Restore…"_s)
            restore = button;
    }
    QVERIFY(restore);
    QVERIFY(restore->accessibleName().contains(u"2026"_s)
            || restore->accessibleName().contains(u"26"_s));

    restore->click();
    QCOMPARE(spy.count(), 0);
    answer(u"Restore"_s);

    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().toString(), u"/b/1"_s);
}

void tst_SettingsWindow::emptyTrashAsksOnce()
{
    QSignalSpy spy(m_window.get(), &SettingsWindow::emptyTrashRequested);
    m_window->showPage(Page::Data);

    click(u"Deleted chats"_s);
    answer(u"Cancel"_s);
    QCOMPARE(spy.count(), 0);
    QTRY_VERIFY(m_window->findChildren<QMessageBox *>().isEmpty());
    click(u"Deleted chats"_s);
    answer(u"Delete"_s);

    QCOMPARE(spy.count(), 1);
    m_window->setTrashCount(0);
    QVERIFY(!named<QPushButton>(u"Deleted chats"_s)->isEnabled());
}

void tst_SettingsWindow::dataFolderIsCopied()
{
    QSignalSpy spy(m_window.get(), &SettingsWindow::backupsWanted);
    m_window->showPage(Page::Data);
    QVERIFY(spy.count() > 0);

    click(u"Data folder"_s);

    QCOMPARE(QGuiApplication::clipboard()->text(), u"/home/someone/data"_s);
}

void tst_SettingsWindow::reportHoldsNoKeyAndNoTextOfTheUser()
{
    Settings settings = m_store->settings();
    settings.systemPrompt = u"my secret diary"_s;
    settings.currentModel = u"m-"_s + canary;
    settings.theme = app::settings::ThemeMode::Dark;
    QVERIFY(m_store->setSettings(settings));
    Endpoint endpoint = someEndpoint(u"third"_s);
    endpoint.headers = {{.name = u"X-Team"_s, .value = u"seals"_s}};
    endpoint.baseUrl.setQuery(u"api_key="_s + canary);
    QVERIFY(m_store->saveEndpoint(endpoint));
    m_log->addError({.kind = app::base::ErrorKind::Unauthorized,
                     .httpStatus = 401,
                     .code = u"bad "_s + canary});

    const QString report = problemReport(*m_store, *m_log);

    for (const QString &told : {QStringLiteral(POLYLOGUE_VERSION), QString::fromLatin1(qVersion()),
                                u"\"theme\": \"dark\""_s, u"127.0.0.1"_s, u"Unauthorized"_s})
        QVERIFY2(report.contains(told), qPrintable(report));
    for (const QString &kept : {canary, canary.first(12), u"diary"_s, u"seals"_s})
        QVERIFY2(!report.contains(kept), qPrintable(report));

    ReportDialog dialog(report);
    auto *text = dialog.findChild<QPlainTextEdit *>();
    QVERIFY2(!text->isReadOnly(), "what somebody would rather keep can be deleted");
    text->setPlainText(u"shortened"_s);
    for (auto *button : dialog.findChildren<QPushButton *>()) {
        if (button->text() == u"Copy"_s)
            button->click();
    }
    QCOMPARE(QGuiApplication::clipboard()->text(), u"shortened"_s);
}

void tst_SettingsWindow::showPageLeavesTheEditor()
{
    click(u"Add an endpoint"_s);
    QVERIFY(named<QLineEdit>(u"Base URL"_s)->isVisible());

    m_window->showPage(Page::Endpoints);

    QVERIFY(!named<QLineEdit>(u"Base URL"_s)->isVisible());
    QVERIFY(named<QPushButton>(u"Add an endpoint"_s)->isVisible());
}

QTEST_MAIN(tst_SettingsWindow)
#include "tst_settingswindow.moc"
