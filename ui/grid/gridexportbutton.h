// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/grid/gridexport.h"
#include "app/grid/gridrunner.h"

#include <QFutureWatcher>
#include <QPushButton>

namespace polylogue::ui::grid {

//! \brief Offers a run as CSV, Markdown or a web page, and writes it in the background.
class GridExportButton final : public QPushButton
{
    Q_OBJECT

public:
    //! \param runner outlives this
    explicit GridExportButton(app::grid::GridRunner &runner, QWidget *parent = nullptr);

    //! \brief Writes to \a path; exported() or failed() follows.
    void exportTo(const QString &path, app::grid::GridFormat format);

Q_SIGNALS:
    void exported(const QString &path);
    void failed(const polylogue::app::base::Error &error);

private:
    void choose(app::grid::GridFormat format, const QString &ending);

    app::grid::GridRunner &m_runner;
    QFutureWatcher<app::base::Status> m_writing;
    QString m_path;
};

} // namespace polylogue::ui::grid
