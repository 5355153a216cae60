// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/grid/gridrunner.h"
#include "app/session/activeendpoint.h"
#include "app/settings/settings.h"

#include <QFutureWatcher>
#include <QWidget>

#include <memory>

class QStackedWidget;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::grid {

class GridRunPage;
class GridSetupPage;
class GridStartPage;

//! \brief What the window needs of the program. All of it outlives the window.
struct GridWindowServices
{
    theme::Theme &theme;
    app::session::ActiveEndpoint &active;
    app::settings::SettingsStore &settings;
    app::grid::GridServices grid;
};

//! \brief The window of grid runs: choosing a table, setting it up, watching it.
//!
//! A run goes on while its window is closed; where the program ends it goes on from there when it
//! is opened again. Accessible name "Grid run".
class GridWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit GridWindow(const GridWindowServices &services, QWidget *parent = nullptr);
    ~GridWindow() override;

    //! \brief As if the user had chosen the file.
    void openTable(const QString &path);
    //! \brief As if the user had pasted it.
    void useText(const QString &text, const QString &title, const QString &folder = {});

protected:
    void showEvent(QShowEvent *event) override;

private:
    void listRuns();
    void showRun(const app::store::StoredGridRun &stored);
    void openRun(const app::store::GridRunId &run);
    void askToRemove(const app::store::GridRunId &run);
    void begin();
    void showModels();

    GridWindowServices m_services;
    std::unique_ptr<app::grid::GridRunner> m_runner;
    QFutureWatcher<app::base::Result<QString>> m_reading;
    QString m_path; // of the file that is being read
    QStackedWidget *m_pages = nullptr; // this one and the following are children
    GridStartPage *m_startPage = nullptr;
    GridSetupPage *m_setupPage = nullptr;
    GridRunPage *m_runPage = nullptr; // of m_runner
};

} // namespace polylogue::ui::grid
