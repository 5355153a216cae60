// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::transcript {

//! \brief Asks what to find in a conversation and says how often it is there.
//!
//! Return goes to the next hit, Shift+Return to the one before, Esc closes.
class FindBar final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit FindBar(theme::Theme &theme, QWidget *parent);

    //! \brief Shows the bar, its text selected, the keyboard in it.
    //! \param text is put there unless it is empty
    void open(const QString &text);
    QString text() const;
    //! \param number of the hit that was come to, from 1; 0 for none
    //! \param isSearching more may be found
    void setCount(qsizetype number, qsizetype count, bool isSearching);

Q_SIGNALS:
    void textChanged(const QString &text);
    void stepRequested(int direction); //!< 1 or -1
    void closed();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *makeButton(const QString &name);
    void showIcons();

    theme::Theme &m_theme;
    QLineEdit *m_edit;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
};

} // namespace polylogue::ui::transcript
