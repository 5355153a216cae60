// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/modelinfo.h"

namespace polylogue::app::endpoint {

namespace {

void show(QDebug &debug, const char *name, const std::optional<bool> &value)
{
    if (value)
        debug << (*value ? " +" : " -") << name;
}

} // namespace

QDebug operator<<(QDebug debug, const Capabilities &capabilities)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Capabilities(";
    show(debug, "chat", capabilities.chat);
    show(debug, "images", capabilities.images);
    show(debug, "documents", capabilities.documents);
    show(debug, "scans", capabilities.scans);
    show(debug, "tools", capabilities.tools);
    show(debug, "reasoning", capabilities.reasoning);
    show(debug, "jsonSchema", capabilities.jsonSchema);
    show(debug, "embeddings", capabilities.embeddings);
    if (capabilities.contextLength)
        debug << " context " << *capabilities.contextLength;
    return debug << ')';
}

QDebug operator<<(QDebug debug, const ModelInfo &model)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Model(" << model.id << ", " << model.capabilities << ')';
    return debug;
}

} // namespace polylogue::app::endpoint
