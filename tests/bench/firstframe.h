// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/transcriptview.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QPlainTextEdit>
#include <QTimer>

#include <functional>

namespace polylogue::tests {

//! \brief Tells when the window is there: painted, with messages in it, its text field ready for
//! keys.
class FirstFrame final : public QObject
{
public:
    //! \param needsChat false: any window will do
    FirstFrame(bool needsChat, std::function<void()> found)
        : m_needsChat(needsChat)
        , m_found(std::move(found))
    {
        qApp->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_isFound
            && (!m_needsChat || (isChat(watched) && takesKeys()))) {
            m_isFound = true;
            QTimer::singleShot(0, this, [this] { m_found(); }); // when all of it is painted
        }
        return QObject::eventFilter(watched, event);
    }

private:
    static bool isChat(const QObject *viewport)
    {
        auto *view = qobject_cast<ui::transcript::TranscriptView *>(viewport->parent());
        const QAccessibleInterface *list =
            view ? QAccessible::queryAccessibleInterface(view) : nullptr;
        return list && list->childCount() > 0;
    }

    static bool takesKeys()
    {
        return qobject_cast<QPlainTextEdit *>(QApplication::focusWidget()) != nullptr;
    }

    bool m_needsChat;
    std::function<void()> m_found;
    bool m_isFound = false;
};

} // namespace polylogue::tests
