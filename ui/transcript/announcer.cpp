// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/announcer.h"

#include <QAccessible>

namespace polylogue::ui::transcript {

namespace {

constexpr int Distance = 400; // milliseconds

} // namespace

Announcer::Announcer(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setGeometry(-2, -2, 1, 1); // there, but not to be seen
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Announcer::say);
}

void Announcer::announce(const QString &text)
{
    m_next = text;
    if (m_timer.isActive())
        return;
    const qint64 passed = m_sinceLast.isValid() ? m_sinceLast.elapsed() : Distance;
    m_timer.start(static_cast<int>(qMax<qint64>(0, Distance - passed)));
}

void Announcer::say()
{
    m_sinceLast.start();
    setText(m_next);
    setAccessibleName(m_next); // of this role only the name is said
    QAccessibleEvent nameChange(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&nameChange);
    QAccessibleEvent shown(this, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&shown);
}

} // namespace polylogue::ui::transcript
