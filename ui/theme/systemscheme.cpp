// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/systemscheme.h"

#include "app/base/platform.h"

#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>
#include <QStyleHints>

using namespace Qt::StringLiterals;

namespace polylogue::ui::theme {

namespace {

constexpr auto PortalService = "org.freedesktop.portal.Desktop"_L1;
constexpr auto PortalPath = "/org/freedesktop/portal/desktop"_L1;
constexpr auto PortalInterface = "org.freedesktop.portal.Settings"_L1;
constexpr auto AppearanceSpace = "org.freedesktop.appearance"_L1;
constexpr auto SchemeKey = "color-scheme"_L1;

constexpr uint PrefersDark = 1;
constexpr uint PrefersLight = 2;

// Read answers with a variant in a variant, SettingChanged with one.
uint schemeIn(const QVariant &value)
{
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>())
        inner = inner.value<QDBusVariant>().variant();
    return inner.toUInt();
}

} // namespace

SystemScheme::SystemScheme(QObject *parent)
    : QObject(parent)
{
    m_isPaletteDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    m_isDark = m_isPaletteDark;
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto follow = [this](Qt::ColorScheme scheme) {
        setDark(scheme == Qt::ColorScheme::Unknown ? m_isPaletteDark
                                                   : scheme == Qt::ColorScheme::Dark);
    };
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, follow);
    follow(QGuiApplication::styleHints()->colorScheme());
#else
    if (app::base::hasSessionBus())
        askPortal();
#endif
}

void SystemScheme::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    // From whoever speaks as the portal: naming the service would have Qt wait for its owner's
    // name.
    bus.connect({}, PortalPath, PortalInterface, u"SettingChanged"_s, this,
                SLOT(onSettingChanged(QDBusMessage)));

    QDBusMessage read =
        QDBusMessage::createMethodCall(PortalService, PortalPath, PortalInterface, u"Read"_s);
    read.setArguments({AppearanceSpace, SchemeKey});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this](QDBusPendingCallWatcher *finished) {
                finished->deleteLater();
                const QDBusPendingReply<QDBusVariant> reply = *finished;
                if (!reply.isError())
                    setScheme(reply.value().variant());
            });
}

void SystemScheme::onSettingChanged(const QDBusMessage &message)
{
    const QVariantList arguments = message.arguments();
    if (arguments.size() == 3 && arguments.at(0).toString() == AppearanceSpace
        && arguments.at(1).toString() == SchemeKey)
        setScheme(arguments.at(2));
}

void SystemScheme::setScheme(const QVariant &value)
{
    switch (schemeIn(value)) {
    case PrefersDark:
        return setDark(true);
    case PrefersLight:
        return setDark(false);
    default:
        return setDark(m_isPaletteDark);
    }
}

void SystemScheme::setDark(bool dark)
{
    if (m_isDark == dark)
        return;
    m_isDark = dark;
    Q_EMIT
    changed();
}

} // namespace polylogue::ui::theme
