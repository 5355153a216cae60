// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/commands/command.h"
#include "ui/commands/shortcuttext.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::commands;

namespace {

using Shortcuts = QHash<QString, QList<QKeySequence>>;

QKeySequence keys(const QString &text)
{
    return QKeySequence::fromString(text, QKeySequence::PortableText);
}

} // namespace

class tst_CommandRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandRunsByItsShortcutWhileNoMenuIsOpen();
    void chosenShortcutReplacesTheDefault();
    void emptyListIsNoShortcutAtAll();
    void shortcutChosenBeforeTheCommandWasAddedHolds();
    void changeIsToldOnce();
    void conflictNamesWhatElseAShortcutStarts_data();
    void conflictNamesWhatElseAShortcutStarts();
    void unknownCommandHasNoActionAndNoShortcut();
    void shortcutsSurviveTheFile();
    void whatIsNoKeyIsLeftOut();
};

void tst_CommandRegistry::commandRunsByItsShortcutWhileNoMenuIsOpen()
{
    QWidget window;
    CommandRegistry registry(&window);
    int runs = 0;
    registry.add({.id = u"chat.new"_s,
                  .text = u"New chat"_s,
                  .defaultShortcuts = {keys(u"Ctrl+N"_s)},
                  .run = [&runs] { ++runs; }});
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));

    QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);

    QCOMPARE(runs, 1);
    registry.action(u"chat.new"_s)->trigger();
    QCOMPARE(runs, 2);
}

void tst_CommandRegistry::chosenShortcutReplacesTheDefault()
{
    QWidget window;
    CommandRegistry registry(&window);
    const QAction *action = registry.add(
        {.id = u"a"_s, .text = u"A"_s, .defaultShortcuts = {keys(u"Ctrl+N"_s)}, .run = [] {}});

    registry.setShortcuts({{u"a"_s, {keys(u"Ctrl+T"_s), keys(u"F5"_s)}}});

    const QList<QKeySequence> chosen{keys(u"Ctrl+T"_s), keys(u"F5"_s)};
    QCOMPARE(registry.shortcuts(u"a"_s), chosen);
    QCOMPARE(action->shortcuts(), chosen);
    registry.setShortcuts({});
    QCOMPARE(action->shortcuts(), QList<QKeySequence>{keys(u"Ctrl+N"_s)});
}

void tst_CommandRegistry::emptyListIsNoShortcutAtAll()
{
    QWidget window;
    CommandRegistry registry(&window);
    const QAction *action = registry.add(
        {.id = u"a"_s, .text = u"A"_s, .defaultShortcuts = {keys(u"Ctrl+N"_s)}, .run = [] {}});

    registry.setShortcuts({{u"a"_s, {}}});

    QVERIFY(registry.shortcuts(u"a"_s).isEmpty());
    QVERIFY(action->shortcuts().isEmpty());
}

void tst_CommandRegistry::shortcutChosenBeforeTheCommandWasAddedHolds()
{
    QWidget window;
    CommandRegistry registry(&window);
    registry.setShortcuts({{u"a"_s, {keys(u"Ctrl+T"_s)}}});

    const QAction *action = registry.add({.id = u"a"_s, .text = u"A"_s, .run = [] {}});

    QCOMPARE(action->shortcuts(), QList<QKeySequence>{keys(u"Ctrl+T"_s)});
}

void tst_CommandRegistry::changeIsToldOnce()
{
    QWidget window;
    CommandRegistry registry(&window);
    QSignalSpy spy(&registry, &CommandRegistry::shortcutsChanged);
    const Shortcuts chosen{{u"a"_s, {keys(u"Ctrl+T"_s)}}};

    registry.setShortcuts(chosen);
    registry.setShortcuts(chosen);

    QCOMPARE(spy.count(), 1);
}

void tst_CommandRegistry::conflictNamesWhatElseAShortcutStarts_data()
{
    QTest::addColumn<QString>("pressed");
    QTest::addColumn<QString>("except");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("free") << u"Ctrl+J"_s << u"other"_s << QStringList();
    QTest::newRow("taken") << u"Ctrl+N"_s << u"other"_s << QStringList{u"new"_s};
    QTest::newRow("its own") << u"Ctrl+N"_s << u"new"_s << QStringList();
    QTest::newRow("second key of another") << u"F2"_s << u"new"_s << QStringList{u"rename"_s};
    QTest::newRow("begins a longer one") << u"Ctrl+K"_s << u"new"_s << QStringList{u"chord"_s};
    QTest::newRow("chosen, no default") << u"Ctrl+Y"_s << u"new"_s << QStringList{u"moved"_s};
    QTest::newRow("a default given up") << u"Ctrl+M"_s << u"new"_s << QStringList();
    QTest::newRow("none") << QString() << u"new"_s << QStringList();
}

void tst_CommandRegistry::conflictNamesWhatElseAShortcutStarts()
{
    QFETCH(const QString, pressed);
    QFETCH(const QString, except);
    QWidget window;
    CommandRegistry registry(&window);
    const auto add = [&registry](const QString &id, const QList<QKeySequence> &shortcuts) {
        registry.add({.id = id, .text = id, .defaultShortcuts = shortcuts, .run = [] {}});
    };
    add(u"new"_s, {keys(u"Ctrl+N"_s)});
    add(u"rename"_s, {keys(u"Ctrl+E"_s), keys(u"F2"_s)});
    add(u"chord"_s, {keys(u"Ctrl+K, Ctrl+L"_s)});
    add(u"moved"_s, {keys(u"Ctrl+M"_s)});
    registry.setShortcuts({{u"moved"_s, {keys(u"Ctrl+Y"_s)}}});

    QTEST(registry.conflicts(keys(pressed), except), "expected");
}

void tst_CommandRegistry::unknownCommandHasNoActionAndNoShortcut()
{
    QWidget window;
    const CommandRegistry registry(&window);

    QVERIFY(!registry.action(u"nothing"_s));
    QVERIFY(registry.shortcuts(u"nothing"_s).isEmpty());
}

void tst_CommandRegistry::shortcutsSurviveTheFile()
{
    const Shortcuts chosen{{u"a"_s, {keys(u"Ctrl+Shift+;"_s), keys(u"Alt+Up"_s)}}, {u"b"_s, {}}};

    QCOMPARE(shortcutsFromText(shortcutsToText(chosen)), chosen);
}

void tst_CommandRegistry::whatIsNoKeyIsLeftOut()
{
    const Shortcuts read = shortcutsFromText({{u"a"_s, {u"Ctrl+Bogus"_s, u"Ctrl+T"_s, QString()}}});

    QCOMPARE(read.value(u"a"_s), QList<QKeySequence>{keys(u"Ctrl+T"_s)});
}

QTEST_MAIN(tst_CommandRegistry)
#include "tst_commandregistry.moc"
