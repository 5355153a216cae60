// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProcess>
#include <QString>

#include <memory>

namespace polylogue::app::base {

//! \brief Ends a process without waiting for it: it deletes itself once the system has told its
//! end.
struct ProcessReaper
{
    void operator()(QProcess *process) const;
};

using ProcessPointer = std::unique_ptr<QProcess, ProcessReaper>;

//! \return where a program of ours stands: beside this one, in ../libexec/polylogue, or where
//!         \a variable of the environment says (tests); empty where nowhere.
//! \param name without ".exe"
QString helperProgram(const QString &name, const char *variable);

//! \return only what loading libraries and the locale needs: keys may lie in environment variables.
QProcessEnvironment helperEnvironment();

} // namespace polylogue::app::base
