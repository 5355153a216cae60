// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/servererror.h"

#include "ui/text/errortext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace polylogue::ui::text {

using app::base::Error;
using app::base::ErrorKind;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ServerError)
};

QString wordsForFile(const Error &error)
{
    if (error.type == "not_json"_L1)
        return Words::tr("%1 is no JSON file of servers. %2").arg(error.subject, error.detail);
    if (error.type == "no_servers"_L1)
        return Words::tr("There are no servers in %1.").arg(error.subject);
    if (error.type == "server"_L1)
        return Words::tr("The server \"%1\" has neither a command nor an address.")
            .arg(error.subject);
    if (error.type == "program_missing"_L1)
        return Words::tr("The program %1 was not found.").arg(error.subject);
    if (error.type == "not_found"_L1)
        return Words::tr("The folder %1 does not exist.").arg(error.subject);
    return Words::tr("%1 cannot be read: %2").arg(error.subject, error.detail);
}

QString wordsForEnd(const Error &error)
{
    if (error.type == "exited"_L1)
        return Words::tr("It ended with exit code %1. %2").arg(error.code, error.detail);
    if (error.type == "crashed"_L1)
        return Words::tr("It crashed. %1").arg(error.detail);
    return {};
}

} // namespace

QString serverErrorText(const Error &error)
{
    if (error.type == "variable"_L1)
        return Words::tr("The server \"%1\" needs the environment variable %2.")
            .arg(error.subject, error.parameter);
    if (error.type == "input"_L1)
        return Words::tr("The server \"%1\" wants \"%2\" to be asked for, which cannot be done "
                         "here; write it into the file or name a variable.")
            .arg(error.subject, error.parameter);
    if (error.type == "not_approved"_L1)
        return Words::tr("It is not what was agreed to, so it was not started.");
    if (error.type == "flood"_L1)
        return Words::tr("It said far too much that nobody had asked for, and was ended.");
    if (error.type == "secret"_L1)
        return Words::tr("Its key %1 is not in the keychain, or the keychain cannot be read. %2")
            .arg(error.parameter, error.detail)
            .trimmed();
    if (error.kind == ErrorKind::File)
        return wordsForFile(error);
    if (const QString words = wordsForEnd(error); !words.isEmpty())
        return words.trimmed();
    if (error.type == "protocol_version"_L1)
        return Words::tr("It speaks no version of the protocol that is known here: %1.")
            .arg(error.subject);
    return errorText(error, {}).title + (error.detail.isEmpty() ? QString() : u": "_s)
        + error.detail;
}

} // namespace polylogue::ui::text
