// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/chatoptions.h"

#include "app/tools/toolbox.h"

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

QList<wire::ToolDefinition> offeredTools(const QStringList &chosen,
                                         const conversation::Conversation &conversation,
                                         const tools::ToolBox &tools)
{
    QStringList names = chosen;
    for (qsizetype row = 0; row < conversation.count(); ++row) {
        const conversation::Message &message = conversation.at(row);
        if (message.role != conversation::Role::Assistant)
            continue;
        for (const conversation::ToolCallPart &call : toolCallsOf(message.content))
            names.append(call.name);
    }
    QList<wire::ToolDefinition> definitions;
    if (names.isEmpty())
        return definitions;
    const QList<tools::Tool> offered = tools.tools(names);
    for (const tools::Tool &tool : offered)
        definitions.append(tool.definition);
    return definitions;
}

} // namespace polylogue::app::session
