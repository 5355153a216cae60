// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/grid/gridrunner.h"
#include "app/session/activeendpoint.h"
#include "app/settings/settings.h"

#include <QFutureWatcher>
#include <QWidget>

#include <memory>
#include <vector>

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
//! A run goes on while the window is closed, or shows another; where the program ends it goes on
//! from there when it is opened again. Accessible name "Grid run".
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
    bool isRunning() const; //!< a run is being asked, or what it asked still comes in

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct OpenRun
    {
        std::unique_ptr<app::grid::GridRunner> runner = {};
        GridRunPage *page = nullptr; // a child, gone before the runner
    };

    void listRuns();
    void showRun(const app::store::StoredGridRun &stored);
    void openRun(const app::store::GridRunId &run);
    void askToRemove(const app::store::GridRunId &run);
    void begin();
    OpenRun *find(const app::store::GridRunId &run);
    void closeRun(OpenRun &open);
    void closeIdleRuns();
    void showModels();

    GridWindowServices m_services;
    std::vector<OpenRun> m_openRuns; // all that are being asked, and the one that is shown
    QFutureWatcher<app::base::Result<QString>> m_reading;
    QString m_path; // of the file that is being read
    QStackedWidget *m_pages = nullptr; // this one and the following are children
    GridStartPage *m_startPage = nullptr;
    GridSetupPage *m_setupPage = nullptr;
};

} // namespace polylogue::ui::grid
