// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/conversation.h"

#include <QDBusMessage>
#include <QHash>
#include <QObject>
#include <QString>

class QWidget;

namespace polylogue::app::settings {
class SettingsStore;
}

namespace polylogue::ui::shell {

//! \brief Something that happened in a chat that nobody looks at.
struct Announcement
{
    app::conversation::ConversationId chat = {};
    QString title = {}; //!< the chat's; foreign text
    QString text =
        {}; //!< an answer, or an error's words; foreign text, only its beginning is shown
    bool hasFailed = false;
};

//! \return whether the user sees \a view, which shows the chat: it is shown in the active window.
bool isSeen(const QWidget *view);

//! \brief Tells that an answer is ready: a notification of the desktop (Desktop Notifications
//!        Specification 1.2, D-Bus) and the window's mark in the task bar.
//!
//! Says as much as the settings allow. Where there is no bus, or nobody who shows notifications,
//! nothing happens; nothing is waited for.
class Notifier final : public QObject
{
    Q_OBJECT

public:
    //! \param settings outlives this
    explicit Notifier(const app::settings::SettingsStore &settings, QObject *parent = nullptr);

    //! \brief A later announcement of the same chat takes the place of the earlier one.
    //! \param window gets the mark until it is active
    void announce(const Announcement &announcement, QWidget *window);
    //! \brief The chat is seen: its notification is of no use any more.
    void withdraw(const app::conversation::ConversationId &chat);

Q_SIGNALS:
    //! The notification was clicked: the chat is to be shown and its window raised.
    void activated(const polylogue::app::conversation::ConversationId &chat);

private Q_SLOTS:
    // Of the service; D-Bus needs slots by name.
    void onActionInvoked(const QDBusMessage &message);
    void onNotificationClosed(const QDBusMessage &message);
    void onActivationToken(const QDBusMessage &message);

private:
    void listen();
    void send(const Announcement &announcement, bool isMarkup);
    QVariantList argumentsFor(const Announcement &announcement, bool isMarkup) const;

    const app::settings::SettingsStore &m_settings;
    bool m_isListening = false;
    QHash<app::conversation::ConversationId, uint> m_shown; // the service's number of each
};

} // namespace polylogue::ui::shell
