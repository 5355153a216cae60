// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/inspection/jsonreport.h"
#include "ui/inspector/inspectorpage.h"

class QAbstractItemView;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTreeView;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::inspector {

class JsonTableModel;
class JsonTreeModel;

//! \brief The JSON of an answer as a tree or a table, checked against the schema that was asked
//! for.
class JsonPage final : public InspectorPage
{
    Q_OBJECT

public:
    explicit JsonPage(theme::Theme &theme, QWidget *parent = nullptr);

    About about() const override { return About::Answer; }
    void show(const app::inspection::Inspection &inspection) override;
    void showNothing(const QString &words) override;

private:
    enum class View { Tree, Table };

    void showView();
    void showVerdict(const app::inspection::JsonReport &report);
    void copy(int role);
    void openMenu(const QPoint &position);
    QAbstractItemView *view() const;
    void setViewAvailable(bool hasTable);

    QComboBox *m_view;
    QPushButton *m_copyPath;
    QPushButton *m_copyValue;
    QLabel *m_verdict;
    QListWidget *m_problems; // a click leads to the place
    QStackedWidget *m_views;
    QTreeView *m_tree;
    QTableView *m_table;
    JsonTreeModel *m_treeModel;
    JsonTableModel *m_tableModel;
    app::json::JsonNode m_shown;
    QList<app::schema::Violation> m_violations;
};

} // namespace polylogue::ui::inspector
