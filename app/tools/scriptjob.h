// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/tools/scriptreplycodec.h"

#include <QObject>

#include <memory>
#include <optional>

namespace polylogue::app::tools {

//! \brief A tool's script, evaluated once by a helper process that can reach nothing: no file, no
//!        network, no Qt; 256 MB and 5 s of processor time (15 s by the clock).
//!
//! Starts when control returns to the event loop. Exactly one signal, in whose slot the job may be
//! destroyed; destroying it before kills the process in silence and without waiting.
class ScriptJob final : public QObject
{
    Q_OBJECT

public:
    //! \param arguments a JSON object for the script's run(); not set: it is to describe itself
    ScriptJob(const QString &script, const std::optional<QByteArray> &arguments,
              QObject *parent = nullptr);
    ~ScriptJob() override;

Q_SIGNALS:
    //! Also where the script failed: ScriptReply::error says so.
    void finished(const polylogue::app::tools::ScriptReply &reply);
    //! ErrorKind::File, type: "timeout", "crashed" (too much memory too), "helper_missing",
    //! "no_sandbox"; ErrorKind::TooLarge where the script wrote without end.
    void failed(const polylogue::app::base::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

//! \return the path of polylogue-script: beside the program, in ../libexec, or what the environment
//!         variable POLYLOGUE_SCRIPT names (tests).
QString scriptProgram();

} // namespace polylogue::app::tools
