// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tools/toolbox.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::toolbench {

class ToolEditor;

//! \brief The user's own tools: a list that turns them on and off, and the editor of one.
class ToolsPage final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme, \a tools and \a client outlive this
    ToolsPage(theme::Theme &theme, app::tools::ToolBox &tools, app::net::HttpClient &client,
              QWidget *parent = nullptr);

private:
    void build();
    void listTools();
    const app::tools::StoredTool *chosen() const; //!< nullptr: none
    void showChosen();
    void choose(const app::tools::ToolId &tool);
    void add(QList<app::tools::StoredTool> tools);
    void addNew();
    void paste();
    void askToRemove();
    void save(const app::tools::StoredTool &tool);
    void showProblem(const QString &words);

    app::tools::ToolBox &m_tools;
    bool m_isListing = false;
    QListWidget *m_list = nullptr;
    QPushButton *m_remove = nullptr;
    QLabel *m_problem = nullptr;
    ToolEditor *m_editor = nullptr;
};

} // namespace polylogue::ui::toolbench
