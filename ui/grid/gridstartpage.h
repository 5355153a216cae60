// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/gridrecord.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace polylogue::ui::grid {

//! \brief Where a run begins: a file, a pasted table, or one of the runs that there are.
//!
//! Files can be dropped.
class GridStartPage final : public QWidget
{
    Q_OBJECT

public:
    explicit GridStartPage(QWidget *parent = nullptr);

    void setRuns(const QList<app::store::GridRunSummary> &runs);
    void showProblem(const QString &problem); //!< empty: none

Q_SIGNALS:
    void fileChosen(const QString &path);
    void textPasted(const QString &text);
    void runChosen(const polylogue::app::store::GridRunId &run);
    void removeRequested(const polylogue::app::store::GridRunId &run);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void chooseFile();
    app::store::GridRunId chosen() const;

    QPlainTextEdit *m_text = nullptr; // these are children
    QPushButton *m_use = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_runsTitle = nullptr;
    QTreeWidget *m_runs = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace polylogue::ui::grid
