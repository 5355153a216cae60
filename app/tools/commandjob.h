// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"

#include <QObject>
#include <QStringList>

#include <chrono>
#include <memory>

namespace polylogue::app::tools {

//! \brief A program and what it is started with: no shell, nothing of a model in it.
struct CommandLine
{
    QString program = {}; //!< a path, or a name that is looked for in PATH
    QStringList arguments = {};
    std::chrono::seconds timeLimit{30};

    bool operator==(const CommandLine &) const = default;
};

//! \brief What a program said.
struct CommandReply
{
    int exitCode = 0; //!< -1: it was ended by a signal
    QByteArray output = {};
    QByteArray complaint = {}; //!< of standard error, the first 64 KiB

    bool operator==(const CommandReply &) const = default;
};

//! \brief Runs a program once: \a input goes to its standard input. It leads a process group, which
//!        ends with it, with the time limit, and with this program.
//!
//! Starts when control returns to the event loop. Exactly one signal, in whose slot the job may be
//! destroyed; destroying it before ends the group in silence and without waiting.
class CommandJob final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 longestOutput = 4 << 20; //!< bytes

    CommandJob(const CommandLine &command, const QByteArray &input, QObject *parent = nullptr);
    ~CommandJob() override;

Q_SIGNALS:
    void finished(const polylogue::app::tools::CommandReply &reply);
    //! ErrorKind::File with the type "not_started" or "timeout"; ErrorKind::TooLarge.
    void failed(const polylogue::app::base::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

//! \return the program and its arguments as somebody would type them; ambiguous nowhere.
QString textOf(const CommandLine &command);

} // namespace polylogue::app::tools
