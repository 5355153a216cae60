// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/message.h"
#include "app/endpoint/endpoint.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace polylogue::app::settings {

enum class ThemeMode { System, Light, Dark };
enum class SendKey { Enter, CtrlEnter, ShiftEnter };
enum class ContentWidth { Narrow, Wide, Full };
enum class FollowMode { Hold, Follow, NeverMove }; //!< when an answer reaches the bottom edge
enum class OfficePaste {
    Text,
    Picture,
    Ask
}; //!< where the clipboard has both, as of office programs
enum class ContextPolicy { StopAndAsk, DropOldest }; //!< when a chat no longer fits the model

//! \brief What a model costs, as the user entered it; in Settings::currency.
struct ModelPrice
{
    QString model = {}; //!< the id that requests name
    double inputPerMillion = 0; //!< tokens
    double outputPerMillion = 0;
    std::optional<double> cachedInputPerMillion = {}; //!< input that the server had in its cache

    bool operator==(const ModelPrice &) const = default;
};

//! \brief Everything the user chose. The names in the file stand in one table (settingscodec.cpp),
//! the
//!        defaults here: what equals its default is not written.
struct Settings
{
    ThemeMode theme = ThemeMode::System;
    SendKey sendKey = SendKey::Enter;
    FollowMode followMode = FollowMode::Hold;
    ContentWidth contentWidth = ContentWidth::Narrow;
    double readingScale = 1.0; //!< size of the transcript's text, 0.7 .. 3
    bool showsFormulas = true; //!< false: they are text as any other
    int longPasteCharacters = 4000; //!< a longer paste becomes a chip; 0: never
    OfficePaste officePaste = OfficePaste::Text;
    bool keepsMetadata = false; //!< of pictures: camera, place, time are sent along
    int pictureEdge = 0; //!< pixels of the longer side of fitted pictures; 0: what the model takes
    bool stepsDown = false; //!< what a server refuses goes the next way without a question
    bool mayAnimate = true;
    //! Shortcuts other than a command's defaults, by its id, as portable text (QKeySequence); an
    //! empty list is none at all.
    QHash<QString, QStringList> shortcuts = {};
    bool notifies = true; //!< when an answer ends that nobody sees
    bool notificationsShowText = true; //!< title and first words; false: only that one is ready
    bool notificationsSound = false;
    ContextPolicy contextPolicy = ContextPolicy::StopAndAsk;
    QString currency = QStringLiteral("USD"); //!< free text, shown before amounts
    QList<ModelPrice> prices = {};
    bool isSidebarVisible = true;
    int sidebarWidth = 264; //!< device-independent pixels, 160 .. 800
    endpoint::EndpointId currentEndpoint = {};
    QString currentModel = {};
    QString systemPrompt = {}; //!< of the next new chat
    endpoint::Parameters parameters = {}; //!< of the next new chat
    QByteArray windowGeometry = {};
    QByteArray sidebarState = {}; //!< what is folded
    conversation::ConversationId lastChat = {}; //!< the one to open at start
    QDateTime lastChatAt = {}; //!< UTC; when it was the last one

    bool operator==(const Settings &) const = default;
};

//! \brief Loads and saves settings and endpoint profiles: settings.json, endpoints.json, 0600.
//!
//! A file that cannot be understood is kept aside as NAME.damaged-DATE and defaults are used; where
//! only some members are of the wrong kind, the others hold. Members that this version does not
//! know are kept. Writes are whole or not at all; where one fails the new values still hold in
//! memory, and the next call tries again.
class SettingsStore final : public QObject
{
    Q_OBJECT

public:
    //! \param directory ProfilePaths::config
    explicit SettingsStore(const QString &directory, QObject *parent = nullptr);
    ~SettingsStore() override;

    const Settings &settings() const { return m_settings; }
    const QList<endpoint::Endpoint> &endpoints() const { return m_endpoints; }
    //! \return the current endpoint; not set where there is none yet.
    std::optional<endpoint::Endpoint> currentEndpoint() const;
    //! What could not be read at start; empty where all was well.
    QList<base::Error> loadErrors() const { return m_loadErrors; }

    base::Status setSettings(const Settings &settings);
    //! \brief Adds the profile or replaces the one of the same id.
    base::Status saveEndpoint(const endpoint::Endpoint &endpoint);
    base::Status removeEndpoint(const endpoint::EndpointId &id);
    //! What net::LearnedDrops remembers, as its codec writes it; kept in learned.json.
    QByteArray learned() const { return m_learned; }
    base::Status setLearned(const QByteArray &json);

Q_SIGNALS:
    void changed(const polylogue::app::settings::Settings &settings);
    void endpointsChanged();

private:
    QString settingsPath() const;
    QString endpointsPath() const;
    QString learnedPath() const;
    void loadSettings();
    void loadEndpoints();
    void loadLearned();
    QByteArray load(const QString &path);
    void putAside(const QString &path, base::Error reason);
    void putAside(const QString &path, const QStringList &wrongMembers);
    base::Status write(const QString &path, const QByteArray &bytes);
    base::Status writeSettings();
    base::Status writeEndpoints();

    QString m_directory;
    Settings m_settings;
    QList<endpoint::Endpoint> m_endpoints;
    QByteArray m_learned;
    QList<base::Error> m_loadErrors;
    QStringList m_toPutAside; // damaged files that could not be yet
    // The files as they stand: members of a newer version are taken from there and written back.
    QByteArray m_settingsFile;
    QByteArray m_endpointsFile;
    bool m_areSettingsSaved = true;
    bool m_areEndpointsSaved = false; // as m_endpointsFile
};

} // namespace polylogue::app::settings
