// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/mcp/serverconfig.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::toolbench {

//! \brief Takes servers out of the configuration of another program: pasted, or read from a file.
//!        What would be started is shown whole.
class AddServersDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AddServersDialog(const theme::Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    void serversChosen(const QList<polylogue::app::mcp::ServerConfig> &servers);

private:
    void read();
    void openFile();

    QPlainTextEdit *m_text;
    QPlainTextEdit *m_what;
    QLabel *m_problem;
    QPushButton *m_add;
    QList<app::mcp::ServerConfig> m_found;
};

} // namespace polylogue::ui::toolbench
