// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/grid/gridrunner.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace polylogue::ui::grid {

//! \brief One cell in full: what was asked, what came, what was measured; asking it again.
class CellDetail final : public QWidget
{
    Q_OBJECT

public:
    //! \param runner outlives this
    explicit CellDetail(app::grid::GridRunner &runner, QWidget *parent = nullptr);

    //! \brief Shows a cell; \a lane -1: what stands in the table, \a text.
    void showCell(qsizetype row, qsizetype lane, const QString &text, const QString &column);
    void refresh(qsizetype row, qsizetype lane); //!< where that is the one that is shown

private:
    void showAnswer();

    app::grid::GridRunner &m_runner;
    qsizetype m_row = -1;
    qsizetype m_lane = -1;
    QLabel *m_title = nullptr; // these are children
    QPushButton *m_retry = nullptr;
    QPlainTextEdit *m_question = nullptr;
    QPlainTextEdit *m_answer = nullptr;
    QLabel *m_facts = nullptr;
};

} // namespace polylogue::ui::grid
