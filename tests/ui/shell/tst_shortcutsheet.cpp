// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/commands/command.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::ui;
using shell::ShortcutSheet;

class tst_ShortcutSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void commandsStandByGroupWithTheirKeys();
    void chosenShortcutsAreShown();
    void changeClosesAndTells();

private:
    QStringList texts(const ShortcutSheet &sheet) const;

    std::unique_ptr<theme::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    commands::CommandRegistry *m_commands = nullptr;
};

void tst_ShortcutSheet::init()
{
    m_theme = std::make_unique<theme::Theme>(app::settings::ThemeMode::Light);
    m_window = std::make_unique<QWidget>();
    m_commands = new commands::CommandRegistry(m_window.get());
    const auto add = [this](const QString &text, const QString &group,
                            const QList<QKeySequence> &keys) {
        m_commands->add(
            {.id = text, .text = text, .group = group, .defaultShortcuts = keys, .run = [] {}});
    };
    add(u"New chat"_s, u"Chats"_s, {QKeySequence(u"Ctrl+N"_s)});
    add(u"Larger"_s, u"Window"_s, {QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)});
    add(u"Rename"_s, u"Chats"_s, {QKeySequence(u"F2"_s)});
    add(u"About"_s, u"Help"_s, {});
}

void tst_ShortcutSheet::cleanup()
{
    m_window.reset();
    m_theme.reset();
}

QStringList tst_ShortcutSheet::texts(const ShortcutSheet &sheet) const
{
    QStringList texts;
    for (const QLabel *label : sheet.findChild<QScrollArea *>()->findChildren<QLabel *>())
        texts.append(label->text());
    return texts;
}

void tst_ShortcutSheet::commandsStandByGroupWithTheirKeys()
{
    const ShortcutSheet sheet(*m_theme, *m_commands);

    QCOMPARE(texts(sheet),
             (QStringList{u"Chats"_s, u"New chat"_s, u"Ctrl+N"_s, u"Rename"_s, u"F2"_s, u"Window"_s,
                          u"Larger"_s, u"Ctrl++, Ctrl+="_s}));
}

void tst_ShortcutSheet::chosenShortcutsAreShown()
{
    m_commands->setShortcuts(
        {{u"New chat"_s, {}}, {u"About"_s, {QKeySequence(u"F1"_s)}}, {u"Rename"_s, {}}});

    const ShortcutSheet sheet(*m_theme, *m_commands);

    QCOMPARE(texts(sheet),
             (QStringList{u"Window"_s, u"Larger"_s, u"Ctrl++, Ctrl+="_s, u"Help"_s, u"About"_s,
                          u"F1"_s}));
}

void tst_ShortcutSheet::changeClosesAndTells()
{
    ShortcutSheet sheet(*m_theme, *m_commands);
    QSignalSpy spy(&sheet, &ShortcutSheet::changeRequested);
    sheet.show();

    for (auto *button : sheet.findChildren<QPushButton *>()) {
        if (button->text() == u"Change…"_s)
            button->click();
    }

    QCOMPARE(spy.count(), 1);
    QVERIFY(!sheet.isVisible());
}

QTEST_MAIN(tst_ShortcutSheet)
#include "tst_shortcutsheet.moc"
