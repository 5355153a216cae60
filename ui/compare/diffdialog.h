// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/comparison/textdiff.h"
#include "ui/compare/laneanswer.h"

#include <QDialog>
#include <QFutureWatcher>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::compare {

class DiffText;

//! \brief Two answers and what differs in them, in one text or beside each other. Compared in the
//!        background.
//!
//! Accessible names: "Reference", "Compared with", "Next difference", "Previous difference".
class DiffDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit DiffDialog(theme::Theme &theme, QWidget *parent = nullptr);
    ~DiffDialog() override;

    //! \brief The answers to choose from; keeps the choice where its lanes are still there.
    void setAnswers(const QList<LaneAnswer> &answers);
    //! \brief Compares the answer at \a compared with the one at \a reference.
    void compare(qsizetype reference, qsizetype compared);

private:
    QWidget *makeBar();
    QWidget *makeFoot();
    void start();
    void showDiff();
    void step(int by);
    void follow(DiffText &leader, DiffText &follower);
    void showBeside(bool beside);
    void showLegend();

    theme::Theme &m_theme;
    QList<LaneAnswer> m_answers;
    app::comparison::TextDiff m_diff;
    QList<qsizetype> m_differences; // segments that are not equal
    qsizetype m_current = -1; // of these
    bool m_isFollowing = false;
    QFutureWatcher<app::comparison::TextDiff> m_comparing;
    QComboBox *m_reference = nullptr; // this one and the following are children
    QComboBox *m_compared = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_previous = nullptr;
    QLabel *m_summary = nullptr;
    QLabel *m_words = nullptr; // the difference that was gone to
    QStackedWidget *m_views = nullptr;
    DiffText *m_inline = nullptr;
    DiffText *m_left = nullptr;
    DiffText *m_right = nullptr;
};

} // namespace polylogue::ui::compare
