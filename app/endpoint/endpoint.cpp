// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/endpoint.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::endpoint {

namespace {

bool isOrBelow(const QString &host, QLatin1StringView domain)
{
    return host == domain || (host.endsWith(domain) && host.chopped(domain.size()).endsWith(u'.'));
}

} // namespace

QDebug operator<<(QDebug debug, const Endpoint &endpoint)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Endpoint(" << endpoint.name << ", " << endpoint.baseUrl << ')';
    return debug;
}

Endpoint endpointFor(const QUrl &baseUrl)
{
    const QString host = baseUrl.host().toLower();
    Endpoint endpoint{.id = EndpointId::create(), .name = host, .baseUrl = baseUrl};
    Quirks &quirks = endpoint.quirks;

    if (isOrBelow(host, "usai.gov"_L1) || isOrBelow(host, "gsai.mcaas.fcs.gsa.gov"_L1)) {
        // app/wire/README.md: three calls a second per key, both spellings of a file's name.
        endpoint.requestsPerSecond = 3;
        quirks.namesFilesTwice = true;
        quirks.camelCaseEncodingFormat = true;
        quirks.sendsInputType = true;
        quirks.sendsUsageOption = false;
    } else if (host == "api.openai.com"_L1) {
        quirks.maxTokensName = Quirks::MaxTokensName::MaxCompletionTokens;
        quirks.systemRole = Quirks::SystemRole::Developer;
    } else if (isOrBelow(host, "openai.azure.com"_L1)) {
        quirks.maxTokensName = Quirks::MaxTokensName::MaxCompletionTokens;
        endpoint.keyHeader = KeyHeader::ApiKey;
    } else if (host == "api.mistral.ai"_L1) {
        quirks.toolCallIds = Quirks::ToolCallIds::NineAlphanumerics;
        quirks.sendsUsageOption = false;
    } else if (host == "api.deepseek.com"_L1 || host == "openrouter.ai"_L1) {
        quirks.echoesReasoning = true;
    }
    return endpoint;
}

} // namespace polylogue::app::endpoint
