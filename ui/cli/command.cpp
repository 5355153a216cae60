// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/command.h"

#include "ui/text/errortext.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

QString missingKeyHint(const app::net::EndpointAccess &access)
{
    return access.key.isEmpty()
        ? Command::tr("No key was sent. Put it into an environment variable and name that with "
                      "--key-env VAR, or set the endpoint up in the window.")
        : QString();
}

void noteError(Terminal &terminal, const app::base::Error &error, const QString &model,
               const QString &hint)
{
    const text::ErrorText words = text::errorText(error, model);
    terminal.note(u"polylogue: "_s + words.title);
    for (const QString &line : {words.serverWords, words.advice, hint}) {
        if (!line.isEmpty())
            terminal.note(u"  "_s + line);
    }
    if (!error.requestId.isEmpty())
        terminal.note(u"  "_s + Command::tr("Request id: %1").arg(error.requestId));
}

} // namespace polylogue::ui::cli
