// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/shortcutfield.h"

#include "ui/commands/shortcuttext.h"

#include <QKeyEvent>

#include <utility>

namespace polylogue::ui::preferences {

namespace {

constexpr int Width = 168;

bool isModifier(int key)
{
    return key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt
        || key == Qt::Key_Meta || key == Qt::Key_AltGr || key == Qt::Key_unknown || key == 0;
}

//! Keys that a text field or the focus needs would never reach a command, or take them away.
bool canBeShortcut(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return true;
    if (key == Qt::Key_Escape)
        return true;
    return key >= Qt::Key_F1 && key <= Qt::Key_F35;
}

} // namespace

ShortcutField::ShortcutField(const QString &command, QWidget *parent)
    : QPushButton(parent)
    , m_command(command)
{
    setFixedWidth(Width);
    setCheckable(true);
    connect(this, &QPushButton::clicked, this, [this] { setListening(!m_isListening); });
    setListening(false);
}

void ShortcutField::setShortcuts(const QList<QKeySequence> &shortcuts)
{
    m_shown = commands::shownShortcuts(shortcuts);
    setListening(false);
}

void ShortcutField::setListening(bool listening)
{
    m_isListening = listening;
    m_isEscapeOffered = false;
    setChecked(listening);
    const QString shown = m_shown.isEmpty() ? tr("none") : m_shown;
    QString label = shown;
    setText(listening ? tr("Press keys…") : label.replace(u'&', QStringLiteral("&&")));
    setAccessibleName(tr("Shortcut of %1").arg(m_command));
    setAccessibleDescription(
        listening
            ? tr("Press the new keys. Esc leaves it, Esc twice takes Esc, Backspace removes it.")
            : shown);
}

bool ShortcutField::event(QEvent *event)
{
    const bool isForUs = m_isListening
        || (m_isEscapeOffered && event->type() == QEvent::ShortcutOverride
            && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape);
    if (isForUs && event->type() == QEvent::ShortcutOverride) {
        event->accept(); // not for the command that has the keys now
        return true;
    }
    if (m_isListening && event->type() == QEvent::KeyPress) {
        keyPressEvent(static_cast<QKeyEvent *>(event)); // Tab, too
        return true;
    }
    return QPushButton::event(event);
}

void ShortcutField::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const Qt::KeyboardModifiers modifiers = event->modifiers()
        & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier | Qt::ShiftModifier);
    if (m_isListening) {
        if (!isModifier(key))
            take(key, modifiers);
        return;
    }
    const bool wasOffered = std::exchange(m_isEscapeOffered, false);
    if (wasOffered && key == Qt::Key_Escape && !modifiers && !event->isAutoRepeat())
        Q_EMIT chosen(QKeySequence(Qt::Key_Escape));
    else
        QPushButton::keyPressEvent(event);
}

void ShortcutField::take(int key, Qt::KeyboardModifiers modifiers)
{
    setListening(false);
    if (!modifiers && key == Qt::Key_Escape) {
        m_isEscapeOffered = true;
        setAccessibleDescription(tr("Press Esc again to use Esc itself."));
        Q_EMIT escapeOffered();
        return;
    }
    if (!modifiers && (key == Qt::Key_Backspace || key == Qt::Key_Delete)) {
        Q_EMIT chosen({});
        return;
    }
    const QKeySequence keys(QKeyCombination(modifiers, static_cast<Qt::Key>(key)));
    if (canBeShortcut(key, modifiers))
        Q_EMIT chosen(keys);
    else
        Q_EMIT refused(keys);
}

void ShortcutField::focusOutEvent(QFocusEvent *event)
{
    setListening(false);
    QPushButton::focusOutEvent(event);
}

} // namespace polylogue::ui::preferences
