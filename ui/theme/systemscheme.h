// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDBusMessage>
#include <QObject>

namespace polylogue::ui::theme {

//! \brief Whether the desktop wants dark or light windows, now and whenever it changes its mind.
//!
//! Qt 6.4 does not say, so the desktop portal is asked over D-Bus (org.freedesktop.portal.Settings,
//! namespace org.freedesktop.appearance, key color-scheme: 0 no preference, 1 dark, 2 light)
//! without ever waiting for it; from Qt 6.5 on it is QStyleHints::colorScheme. Where nobody says,
//! it is what the system's palette at start was.
class SystemScheme final : public QObject
{
    Q_OBJECT

public:
    explicit SystemScheme(QObject *parent = nullptr);

    bool isDark() const { return m_isDark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    // SettingChanged(namespace s, key s, value v); D-Bus needs slots by name.
    void onSettingChanged(const QDBusMessage &message);

private:
    void askPortal();
    void setScheme(const QVariant &value);
    void setDark(bool dark);

    bool m_isDark = false;
    bool m_isPaletteDark = false;
};

} // namespace polylogue::ui::theme
