// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/refusedfields.h"

#include "app/wire/errorcodec.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

using base::Error;
using endpoint::Quirks;

namespace {

bool sendsNullContent(const wire::ChatRequest &request)
{
    return request.quirks.emptyContent == Quirks::EmptyContent::Null
        && std::any_of(request.messages.begin(), request.messages.end(),
                       [](const wire::ResolvedMessage &message) {
                           return message.role == conversation::Role::Assistant
                               && message.content.isEmpty();
                       });
}

} // namespace

QString refusedFieldOf(const wire::ChatRequest &request, const Error &error)
{
    if (error.httpStatus != 400 && error.httpStatus != 422)
        return {};
    const QString field = wire::refusedField(error, wire::optionalFieldsOf(request));
    if (!field.isEmpty() && !request.quirks.refusedFields.contains(field))
        return field;
    if (sendsNullContent(request))
        return wire::refusedField(error, {u"content"_s});
    return {};
}

void leaveOut(wire::ChatRequest &request, const QString &field)
{
    using Name = Quirks::MaxTokensName;
    Quirks &quirks = request.quirks;
    if (field == "content"_L1) {
        quirks.emptyContent = Quirks::EmptyContent::EmptyString;
        return;
    }
    quirks.refusedFields.insert(field);
    if (field == "max_tokens"_L1 && quirks.maxTokensName == Name::MaxTokens)
        quirks.maxTokensName = Name::MaxCompletionTokens;
    else if (field == "max_completion_tokens"_L1
             && quirks.maxTokensName == Name::MaxCompletionTokens
             && !quirks.refusedFields.contains(u"max_tokens"_s))
        quirks.maxTokensName = Name::MaxTokens;
}

bool streams(const wire::ChatRequest &request)
{
    return request.parameters.stream.value_or(true)
        && !request.quirks.refusedFields.contains(u"stream"_s);
}

} // namespace polylogue::app::net
