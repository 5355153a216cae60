// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tools/toolbox.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace polylogue::ui::toolbench {

//! \brief All rules about who may run what, in one table: changed and removed here, made where a
//!        call asks.
class RulesTable final : public QWidget
{
    Q_OBJECT

public:
    //! \param tools outlives this
    explicit RulesTable(app::tools::ToolBox &tools, QWidget *parent = nullptr);

private:
    void fill();
    void addRow(int row, const app::tools::ToolRule &rule, const QList<app::tools::Tool> &known);
    void change(int row, const app::tools::ToolRule &rule);
    void removeChosen();
    void save(const QList<app::tools::ToolRule> &rules);

    app::tools::ToolBox &m_tools;
    QTableWidget *m_table = nullptr;
    QPushButton *m_remove = nullptr;
    QLabel *m_hint = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace polylogue::ui::toolbench
