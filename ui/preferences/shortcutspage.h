// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/preferences/settingspage.h"

#include <QHash>
#include <QKeySequence>

class QPushButton;

namespace polylogue::ui::commands {
class CommandRegistry;
struct Command;
} // namespace polylogue::ui::commands

namespace polylogue::ui::preferences {

class ShortcutField;

//! \brief Every command with its shortcut, by groups: press keys to change it; what they start
//!        already is said, and can be taken over.
class ShortcutsPage final : public SettingsPage
{
    Q_OBJECT

public:
    //! \param commands all of them added; follows the settings; outlives this
    ShortcutsPage(theme::Theme &theme, app::settings::SettingsStore &store,
                  commands::CommandRegistry &commands, QWidget *parent);

private:
    struct Line
    {
        SettingsRow *row = nullptr;
        ShortcutField *field = nullptr;
        QPushButton *reset = nullptr;
        QPushButton *takeOver = nullptr; // shown while the keys pressed are another command's
        QKeySequence wanted = {};
    };

    void addCommand(const commands::Command &command);
    void onChosen(const QString &id, const QKeySequence &shortcut);
    void onRefused(const QString &id, const QKeySequence &keys);
    void takeOver(const QString &id);
    void set(const QHash<QString, QList<QKeySequence>> &shortcuts);
    void reset(const QString &id);
    void clearHints();
    void showShortcuts();
    QString textOf(const QString &id) const;

    commands::CommandRegistry &m_commands;
    QHash<QString, Line> m_lines; // children
};

} // namespace polylogue::ui::preferences
