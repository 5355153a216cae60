// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QKeySequence>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QAction;
class QWidget;

namespace polylogue::ui::commands {

//! \brief Something that the user can do by name, key, menu or palette.
struct Command
{
    QString id = {}; //!< "chat.new": stored with its shortcut, never shown
    QString text = {}; //!< "New chat"
    QString group = {}; //!< "Chats": a heading of the lists of shortcuts
    QList<QKeySequence> defaultShortcuts = {};
    std::function<void()> run = {};
};

//! \brief The commands of one window as actions that live on it, with the user's shortcuts.
class CommandRegistry final : public QObject
{
    Q_OBJECT

public:
    //! \param window gets the actions, so that shortcuts work while menus are closed
    explicit CommandRegistry(QWidget *window);

    //! \return the action, for menus and buttons; owned by the registry.
    QAction *add(const Command &command);
    QAction *action(const QString &id) const; //!< nullptr where there is none
    const std::vector<Command> &commands() const { return m_commands; } //!< in the order added
    //! \brief Shortcuts other than the defaults, by id; an empty list is none at all.
    void setShortcuts(const QHash<QString, QList<QKeySequence>> &shortcuts);
    QList<QKeySequence> shortcuts(const QString &id) const;
    //! \return the ids of commands that \a shortcut would start, but for \a except.
    QStringList conflicts(const QKeySequence &shortcut, const QString &except) const;

Q_SIGNALS:
    void shortcutsChanged();

private:
    const Command *find(const QString &id) const;
    void apply(const Command &command);

    QWidget *m_window;
    std::vector<Command> m_commands;
    QHash<QString, QAction *> m_actions; // children
    QHash<QString, QList<QKeySequence>> m_chosen; // other than the defaults
};

} // namespace polylogue::ui::commands
