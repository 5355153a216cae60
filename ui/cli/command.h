// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/endpointaccess.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "ui/cli/terminal.h"

#include <QObject>

namespace polylogue::ui::cli {

enum ExitCode : int {
    Answered = 0,
    Refused = 1, //!< the server or the network said no, or the answer broke off
    WrongUsage = 2, //!< or unreadable input
    CutShort = 3, //!< stopped by length or filter
    Interrupted = 130,
};

//! \brief What every command that talks with a server works with.
struct CommandContext
{
    Terminal &terminal;
    app::net::HttpClient &client;
    app::net::LearnedDrops &learned;
    app::settings::SettingsStore &settings;
    app::settings::SecretStore &secrets;
    QString dataFolder = {};
    QString cacheFolder = {};
};

//! \brief A command that runs in the event loop and ends once.
class Command : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void start() = 0;
    //! \brief Ctrl+C: ends with ExitCode::Interrupted.
    virtual void interrupt() { Q_EMIT finished(Interrupted); }

Q_SIGNALS:
    void finished(int exitCode);
};

//! \return what to do about a 401 in the terminal; empty where a key was sent.
QString missingKeyHint(const app::net::EndpointAccess &access);

//! \brief Tells an error in words, on standard error.
//! \param hint what to do in the terminal, beside what the words advise; may be empty
void noteError(Terminal &terminal, const app::base::Error &error, const QString &model = {},
               const QString &hint = {});

} // namespace polylogue::ui::cli
