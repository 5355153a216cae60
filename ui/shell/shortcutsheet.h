// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

namespace polylogue::ui::commands {
class CommandRegistry;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::shell {

//! \brief Every command that has a shortcut, by groups, to be read.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(theme::Theme &theme, const commands::CommandRegistry &commands,
                  QWidget *parent = nullptr);

Q_SIGNALS:
    void changeRequested(); //!< the dialog has closed
};

} // namespace polylogue::ui::shell
