// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/notifier.h"

#include "app/base/platform.h"
#include "app/settings/settings.h"
#include "ui/text/format.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QWidget>

#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using app::conversation::ConversationId;

namespace {

constexpr auto Service = "org.freedesktop.Notifications"_L1;
constexpr auto Path = "/org/freedesktop/Notifications"_L1;
constexpr auto AppId = "org.polylogue.Polylogue"_L1; // of the desktop file and the icon
constexpr auto DefaultAction = "default"_L1; // a click on the notification itself
constexpr int AsTheDesktopLikes = -1; // how long it is shown
constexpr qsizetype LongestTitle = 80;
constexpr qsizetype LongestText = 160;

QDBusPendingCall call(const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(Service, Path, Service, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().asyncCall(message);
}

template <typename Reply>
void whenAnswered(const QDBusPendingCall &pending, QObject *context,
                  const std::function<void(const Reply &)> &then)
{
    auto *watcher = new QDBusPendingCallWatcher(pending, context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context,
                     [then](QDBusPendingCallWatcher *finished) {
                         finished->deleteLater();
                         const QDBusPendingReply<Reply> reply = *finished;
                         if (!reply.isError())
                             then(reply.value());
                     });
}

} // namespace

bool isSeen(const QWidget *view)
{
    return view && view->isVisible() && view->isActiveWindow() && !view->window()->isMinimized();
}

Notifier::Notifier(const app::settings::SettingsStore &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{ }

void Notifier::announce(const Announcement &announcement, QWidget *window)
{
    if (!m_settings.settings().notifies)
        return;
    QApplication::alert(window);
    if (!app::base::hasSessionBus())
        return;
    listen();
    // Whether the text is taken for markup is up to the service, and asked each time: it may be
    // another one by now.
    whenAnswered<QStringList>(call(u"GetCapabilities"_s, {}), this,
                              [this, announcement](const QStringList &capabilities) {
                                  send(announcement, capabilities.contains("body-markup"_L1));
                              });
}

void Notifier::withdraw(const ConversationId &chat)
{
    if (const uint number = m_shown.take(chat); number > 0)
        call(u"CloseNotification"_s, {number});
}

void Notifier::listen()
{
    if (std::exchange(m_isListening, true))
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect({}, Path, Service, u"ActionInvoked"_s, this, SLOT(onActionInvoked(QDBusMessage)));
    bus.connect({}, Path, Service, u"NotificationClosed"_s, this,
                SLOT(onNotificationClosed(QDBusMessage)));
    bus.connect({}, Path, Service, u"ActivationToken"_s, this,
                SLOT(onActivationToken(QDBusMessage)));
}

void Notifier::send(const Announcement &announcement, bool isMarkup)
{
    whenAnswered<uint>(
        call(u"Notify"_s, argumentsFor(announcement, isMarkup)), this,
        [this, chat = announcement.chat](uint number) { m_shown.insert(chat, number); });
}

QVariantList Notifier::argumentsFor(const Announcement &announcement, bool isMarkup) const
{
    const app::settings::Settings &settings = m_settings.settings();
    QString summary = text::oneLine(announcement.title, LongestTitle);
    QString body = text::oneLine(announcement.text, LongestText);
    if (!settings.notificationsShowText) {
        summary = u"Polylogue"_s;
        body.clear();
    } else if (summary.isEmpty()) {
        summary = tr("New chat");
    }
    if (body.isEmpty())
        body = announcement.hasFailed ? tr("An answer failed") : tr("An answer is ready");
    if (isMarkup)
        body = body.toHtmlEscaped();
    const QVariantMap hints{{u"desktop-entry"_s, QString(AppId)},
                            {u"category"_s, u"im.received"_s},
                            {u"suppress-sound"_s, !settings.notificationsSound}};
    return {u"Polylogue"_s, m_shown.value(announcement.chat),
            u"polylogue"_s, summary,
            body,           QStringList{QString(DefaultAction), tr("Open")},
            hints,          AsTheDesktopLikes};
}

void Notifier::onActionInvoked(const QDBusMessage &message)
{
    const QVariantList arguments = message.arguments();
    const ConversationId chat = m_shown.key(arguments.value(0).toUInt());
    if (arguments.value(1).toString() == DefaultAction && !chat.isNull())
        Q_EMIT activated(chat);
}

void Notifier::onNotificationClosed(const QDBusMessage &message)
{
    m_shown.remove(m_shown.key(message.arguments().value(0).toUInt()));
}

//! Comes before the action: what Wayland asks for before a window may raise itself; Qt takes it
//! from there.
void Notifier::onActivationToken(const QDBusMessage &message)
{
    const QVariantList arguments = message.arguments();
    if (!m_shown.key(arguments.value(0).toUInt()).isNull())
        qputenv("XDG_ACTIVATION_TOKEN", arguments.value(1).toString().toUtf8());
}

} // namespace polylogue::ui::shell
