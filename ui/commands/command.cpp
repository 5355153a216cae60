// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/commands/command.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

namespace polylogue::ui::commands {

namespace {

//! Whether pressing the one starts, or begins, the other too.
bool collide(const QKeySequence &one, const QKeySequence &other)
{
    return !one.isEmpty() && !other.isEmpty()
        && (one.matches(other) != QKeySequence::NoMatch
            || other.matches(one) != QKeySequence::NoMatch);
}

} // namespace

CommandRegistry::CommandRegistry(QWidget *window)
    : QObject(window)
    , m_window(window)
{ }

QAction *CommandRegistry::add(const Command &command)
{
    Q_ASSERT_X(!m_actions.contains(command.id), "CommandRegistry::add", "two commands of one id");
    auto *action = new QAction(command.text, this);
    action->setObjectName(command.id);
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, command.run);
    m_window->addAction(action);
    m_actions.insert(command.id, action);
    m_commands.push_back(command);
    apply(command);
    return action;
}

QAction *CommandRegistry::action(const QString &id) const
{
    return m_actions.value(id);
}

void CommandRegistry::setShortcuts(const QHash<QString, QList<QKeySequence>> &shortcuts)
{
    if (m_chosen == shortcuts)
        return;
    m_chosen = shortcuts;
    for (const Command &command : m_commands)
        apply(command);
    Q_EMIT shortcutsChanged();
}

QList<QKeySequence> CommandRegistry::shortcuts(const QString &id) const
{
    const Command *command = find(id);
    return m_chosen.value(id, command ? command->defaultShortcuts : QList<QKeySequence>());
}

QStringList CommandRegistry::conflicts(const QKeySequence &shortcut, const QString &except) const
{
    QStringList ids;
    for (const Command &command : m_commands) {
        const QList<QKeySequence> taken = shortcuts(command.id);
        const bool isTaken = std::ranges::any_of(
            taken, [&shortcut](const QKeySequence &other) { return collide(shortcut, other); });
        if (isTaken && command.id != except)
            ids.append(command.id);
    }
    return ids;
}

const Command *CommandRegistry::find(const QString &id) const
{
    const auto found =
        std::ranges::find_if(m_commands, [&id](const Command &other) { return other.id == id; });
    return found == m_commands.end() ? nullptr : &*found;
}

void CommandRegistry::apply(const Command &command)
{
    m_actions.value(command.id)->setShortcuts(shortcuts(command.id));
}

} // namespace polylogue::ui::commands
