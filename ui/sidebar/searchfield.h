// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLineEdit>

class QFrame;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::sidebar {

//! \brief Where a search is typed. While it has the focus and is empty, the filters that can be
//!        typed stand below it, over what is there.
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit SearchField(theme::Theme &theme, QWidget *parent);

Q_SIGNALS:
    void movedDown(); //!< the user goes on into the results
    void escaped(); //!< Esc in an empty field; in another one it empties it
    void nextHitRequested(int steps);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeHints();
    void showHints();

    QFrame *m_hints; // the parent's, over it
};

} // namespace polylogue::ui::sidebar
