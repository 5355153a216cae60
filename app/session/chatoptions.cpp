// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/chatoptions.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

ChatOptions chatOptionsOf(const store::ChatSetup &setup, const store::Folder *folder,
                          const QString &defaultModel)
{
    QStringList prompts{folder ? folder->instructions.trimmed() : QString(), setup.systemPrompt};
    prompts.removeAll(QString());
    return {.model = setup.model.isEmpty() ? defaultModel : setup.model,
            .systemPrompt = prompts.join(u"\n\n"_s),
            .parameters = setup.parameters};
}

} // namespace polylogue::app::session
