// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/chatoptions.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

app::session::ChatOptions chatOptionsOf(const app::store::ChatSetup &setup,
                                        const app::store::Folder *folder,
                                        const QString &defaultModel)
{
    QStringList prompts{folder ? folder->instructions.trimmed() : QString(), setup.systemPrompt};
    prompts.removeAll(QString());
    return {.model = setup.model.isEmpty() ? defaultModel : setup.model,
            .systemPrompt = prompts.join(u"\n\n"_s),
            .parameters = setup.parameters};
}

} // namespace polylogue::ui::shell
