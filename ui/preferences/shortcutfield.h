// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QKeySequence>
#include <QPushButton>

namespace polylogue::ui::preferences {

//! \brief A button that shows shortcuts and, once pressed, takes the next keys as a new one.
//!
//! Esc, or leaving it, takes nothing; Backspace and Delete mean: no shortcut. Esc once more takes
//! Esc itself.
class ShortcutField final : public QPushButton
{
    Q_OBJECT

public:
    //! \param command what the shortcut starts, for the accessible name
    explicit ShortcutField(const QString &command, QWidget *parent = nullptr);

    void setShortcuts(const QList<QKeySequence> &shortcuts);

Q_SIGNALS:
    //! An empty one: no shortcut is wanted.
    void chosen(const QKeySequence &shortcut);
    //! The keys cannot be a shortcut because they write text; \a keys are those.
    void refused(const QKeySequence &keys);
    //! Esc has left it; the same key again would choose Esc.
    void escapeOffered();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void setListening(bool listening);
    void take(int key, Qt::KeyboardModifiers modifiers);

    QString m_command;
    QString m_shown;
    bool m_isListening = false;
    bool m_isEscapeOffered = false; // until another key is pressed
};

} // namespace polylogue::ui::preferences
