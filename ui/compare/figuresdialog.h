// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/comparison.h"
#include "app/settings/settings.h"

#include <QDialog>
#include <QTimer>

class QTableView;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::compare {

class FiguresModel;
class SpeedPlot;

//! \brief How the answers of all lanes came, turn by turn: a table that sorts and a plot. Follows
//!        the comparison.
class FiguresDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \param comparison outlives this
    FiguresDialog(theme::Theme &theme, app::session::Comparison &comparison,
                  const app::settings::Settings &settings, QWidget *parent = nullptr);

    void setModelsHidden(bool hidden); //!< nor are they copied

private:
    void refresh();
    void copyTable();

    app::session::Comparison &m_comparison;
    app::settings::Settings m_settings;
    FiguresModel *m_model = nullptr;
    SpeedPlot *m_plot = nullptr;
    QTableView *m_table = nullptr;
    bool m_hasCosts = false; // prices are entered
    QTimer m_soon; // lanes tell much at once
};

} // namespace polylogue::ui::compare
