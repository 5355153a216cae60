// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/modelscommand.h"

#include "app/session/outputjson.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::base::Error;
using app::endpoint::ModelInfo;

ModelsCommand::ModelsCommand(const CommandContext &context, const ModelsInvocation &invocation,
                             QObject *parent)
    : Command(parent)
    , m_context(context)
    , m_isJson(invocation.isJson)
    , m_finder(context, invocation.server, ServerFinder::Need::Models, {})
{
    connect(&m_finder, &ServerFinder::found, this, &ModelsCommand::list);
    connect(&m_finder, &ServerFinder::failed, this,
            [this](int exitCode, const std::optional<Error> &error) {
                if (m_isJson && error)
                    m_context.terminal.writeBytes(app::session::encodeModels({}, error));
                Q_EMIT finished(exitCode);
            });
}

void ModelsCommand::list()
{
    const QList<ModelInfo> models = m_finder.models().value_or(QList<ModelInfo>());
    if (m_isJson) {
        m_context.terminal.writeBytes(app::session::encodeModels(models, {}));
    } else {
        for (const ModelInfo &model : models)
            m_context.terminal.write(model.id + u'\n');
    }
    Q_EMIT finished(m_context.terminal.isBroken() ? Refused : Answered);
}

} // namespace polylogue::ui::cli
