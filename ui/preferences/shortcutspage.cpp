// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/shortcutspage.h"

#include "ui/commands/command.h"
#include "ui/commands/shortcuttext.h"
#include "ui/preferences/settingsrow.h"
#include "ui/preferences/shortcutfield.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace polylogue::ui::preferences {

using app::settings::Settings;
using commands::Command;
using theme::Metrics::Unit;

ShortcutsPage::ShortcutsPage(theme::Theme &theme, app::settings::SettingsStore &store,
                             commands::CommandRegistry &commands, QWidget *parent)
    : SettingsPage(theme, store, tr("Shortcuts"), parent)
    , m_commands(commands)
{
    addSection(
        tr("Choose a shortcut and press the new keys. Backspace removes it, Esc leaves it, Esc "
           "twice takes Esc."));
    QStringList groups;
    for (const Command &command : commands.commands()) {
        if (!groups.contains(command.group))
            groups.append(command.group);
    }
    for (const QString &group : std::as_const(groups)) {
        addSection(group);
        for (const Command &command : commands.commands()) {
            if (command.group == group)
                addCommand(command);
        }
    }
    auto *resetAll = new QPushButton(tr("Reset all"), this);
    resetAll->setAccessibleName(tr("Reset all shortcuts"));
    addRow(tr("As they were"), tr("Every command gets the shortcut it came with."), resetAll);
    connect(resetAll, &QPushButton::clicked, this, [this] { set({}); });
    follow([this](const Settings &) { showShortcuts(); });
    connect(&commands, &commands::CommandRegistry::shortcutsChanged, this,
            &ShortcutsPage::showShortcuts);
}

void ShortcutsPage::addCommand(const Command &command)
{
    auto *control = new QWidget(this);
    control->setAccessibleName(command.text);
    auto *layout = new QHBoxLayout(control);
    layout->setContentsMargins({});
    layout->setSpacing(Unit / 2);
    Line line{.field = new ShortcutField(command.text, control),
              .reset = new QPushButton(tr("Reset"), control),
              .takeOver = new QPushButton(tr("Use it here instead"), control)};
    line.reset->setAccessibleName(tr("Reset the shortcut of %1").arg(command.text));
    line.takeOver->setAccessibleName(tr("Take the pressed keys over for %1").arg(command.text));
    theme::setLook(line.reset, theme::Look::Quiet);
    layout->addWidget(line.reset);
    layout->addWidget(line.takeOver);
    layout->addWidget(line.field);
    line.row = addRow(command.text, {}, control);
    const QString id = command.id;
    m_lines.insert(id, line);
    connect(line.field, &ShortcutField::chosen, this,
            [this, id](const QKeySequence &shortcut) { onChosen(id, shortcut); });
    connect(line.field, &ShortcutField::refused, this,
            [this, id](const QKeySequence &keys) { onRefused(id, keys); });
    connect(line.field, &ShortcutField::escapeOffered, this, [this, id] {
        clearHints();
        m_lines.value(id).row->setHint(tr("Press Esc again to use Esc itself."));
    });
    connect(line.reset, &QPushButton::clicked, this, [this, id] { reset(id); });
    connect(line.takeOver, &QPushButton::clicked, this, [this, id] { takeOver(id); });
}

void ShortcutsPage::onChosen(const QString &id, const QKeySequence &shortcut)
{
    showShortcuts(); // an earlier question is settled
    const QStringList taken = m_commands.conflicts(shortcut, id);
    if (taken.isEmpty()) {
        auto shortcuts = commands::shortcutsFromText(store().settings().shortcuts);
        shortcuts.insert(id, shortcut.isEmpty() ? QList<QKeySequence>() : QList{shortcut});
        set(shortcuts);
        return;
    }
    QStringList names;
    for (const QString &other : taken)
        names.append(tr("“%1”").arg(textOf(other)));
    Line &line = m_lines[id];
    line.wanted = shortcut;
    line.row->setHint(tr("%1 starts %2 already.")
                          .arg(commands::shownShortcuts({shortcut}), names.join(tr(", "))));
    line.takeOver->show();
    line.takeOver->setFocus(Qt::OtherFocusReason);
}

void ShortcutsPage::onRefused(const QString &id, const QKeySequence &keys)
{
    showShortcuts();
    m_lines.value(id).row->setHint(
        tr("%1 alone is for writing: add Ctrl, Alt or take a function key.")
            .arg(commands::shownShortcuts({keys})));
}

void ShortcutsPage::takeOver(const QString &id)
{
    const QKeySequence wanted = m_lines.value(id).wanted;
    auto shortcuts = commands::shortcutsFromText(store().settings().shortcuts);
    const QStringList taken = m_commands.conflicts(wanted, id);
    for (const QString &other : taken) {
        QList<QKeySequence> kept = m_commands.shortcuts(other);
        kept.removeIf([&wanted](const QKeySequence &key) {
            return key.matches(wanted) != QKeySequence::NoMatch
                || wanted.matches(key) != QKeySequence::NoMatch;
        });
        shortcuts.insert(other, kept);
    }
    shortcuts.insert(id, {wanted});
    set(shortcuts);
    m_lines.value(id).field->setFocus(Qt::OtherFocusReason);
}

void ShortcutsPage::set(const QHash<QString, QList<QKeySequence>> &shortcuts)
{
    // What is as it came is not written, so that a better default of a later version arrives.
    auto chosen = shortcuts;
    for (const Command &command : m_commands.commands()) {
        if (chosen.value(command.id, command.defaultShortcuts) == command.defaultShortcuts)
            chosen.remove(command.id);
    }
    change(
        [&chosen](Settings &settings) { settings.shortcuts = commands::shortcutsToText(chosen); });
    m_commands.setShortcuts(chosen);
    showShortcuts();
}

void ShortcutsPage::reset(const QString &id)
{
    const auto command = std::ranges::find_if(
        m_commands.commands(), [&id](const Command &other) { return other.id == id; });
    auto shortcuts = commands::shortcutsFromText(store().settings().shortcuts);
    shortcuts.remove(id);
    for (const QKeySequence &key : command->defaultShortcuts) {
        if (!m_commands.conflicts(key, id).isEmpty()) {
            onChosen(id, key); // somebody else has it by now: says so
            return;
        }
    }
    set(shortcuts);
}

void ShortcutsPage::clearHints()
{
    for (const Line &line : std::as_const(m_lines)) {
        line.takeOver->hide();
        line.row->setHint({});
    }
}

void ShortcutsPage::showShortcuts()
{
    clearHints();
    for (const Command &command : m_commands.commands()) {
        const auto found = m_lines.constFind(command.id);
        if (found == m_lines.constEnd())
            continue; // added after this page
        const QList<QKeySequence> shortcuts = m_commands.shortcuts(command.id);
        found->field->setShortcuts(shortcuts);
        found->reset->setVisible(shortcuts != command.defaultShortcuts);
        found->row->setKeywords(commands::shownShortcuts(shortcuts) + u' ' + command.group);
    }
}

QString ShortcutsPage::textOf(const QString &id) const
{
    const QAction *action = m_commands.action(id);
    return action ? action->text() : id;
}

} // namespace polylogue::ui::preferences
