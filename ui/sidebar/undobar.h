// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QTimer;
class QToolButton;

namespace polylogue::ui::sidebar {

//! \brief One line that says what was just done and takes it back, for 8 s; longer while it has the
//!        focus or the pointer.
class UndoBar final : public QWidget
{
    Q_OBJECT

public:
    explicit UndoBar(QWidget *parent = nullptr);

    //! \param done what was done, plain text
    //! \param undo takes it back; dropped when the line goes
    void offer(const QString &done, std::function<void()> undo);
    void undo(); //!< nothing where nothing is offered
    void dismiss();

Q_SIGNALS:
    //! By the user or by time; \a hadFocus: the focus needs another place.
    void dismissed(bool hadFocus);

protected:
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLabel *m_label;
    QToolButton *m_button;
    QTimer *m_timer;
    std::function<void()> m_undo;
};

} // namespace polylogue::ui::sidebar
