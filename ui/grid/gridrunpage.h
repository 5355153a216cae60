// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/grid/gridrunner.h"
#include "app/settings/settings.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::grid {

class CellDetail;
class GridFilter;
class GridModel;
class LaneTable;

//! \brief A run while it is asked, and afterwards: how it is getting on, its table, one cell in
//!        full.
class GridRunPage final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this, \a runner until this is gone
    GridRunPage(theme::Theme &theme, app::grid::GridRunner &runner,
                const app::settings::Settings &settings, QWidget *parent = nullptr);

Q_SIGNALS:
    void backRequested();

private:
    QWidget *makeHead();
    QWidget *makeFilters();
    void makeTable();
    void showState();
    void showCurrent();
    void say(const QString &message);

    theme::Theme &m_theme;
    app::grid::GridRunner &m_runner;
    GridModel *m_model = nullptr; // these are children
    GridFilter *m_filter = nullptr;
    QPushButton *m_startButton = nullptr;
    QPushButton *m_retryButton = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_message = nullptr;
    LaneTable *m_lanes = nullptr;
    QTableView *m_table = nullptr;
    CellDetail *m_detail = nullptr;
    QTimer m_seconds; // while the server wants us to wait
};

} // namespace polylogue::ui::grid
