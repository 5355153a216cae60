// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/vote.h"

#include <QDialog>
#include <QList>

class QComboBox;
class QLabel;
class QTableWidget;

namespace polylogue::ui::compare {

//! \brief Whose answers were preferred in blind comparisons, in all or by kind of prompt.
class VotesDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit VotesDialog(const QList<app::store::Vote> &votes, QWidget *parent = nullptr);

Q_SIGNALS:
    void removeRequested(); //!< all votes, after a question

private:
    void showTallies();
    void askToRemove();

    QList<app::store::Vote> m_votes;
    QComboBox *m_tag = nullptr; // these are children
    QTableWidget *m_table = nullptr;
    QLabel *m_count = nullptr;
};

} // namespace polylogue::ui::compare
