// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/snippets/snippet.h"

#include "app/snippets/snippets.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::snippets {

QString urlOf(const RequestSample &sample)
{
    return sample.baseUrl.toString(QUrl::FullyEncoded) + sample.path;
}

bool isStream(const RequestSample &sample)
{
    const json::JsonNode *stream = sample.body.member(u"stream");
    return stream && stream->boolean;
}

QString snippet(const RequestSample &sample, Language language)
{
    switch (language) {
    case Language::Curl:
        return curlSnippet(sample);
    case Language::PythonRequests:
        return pythonRequestsSnippet(sample);
    case Language::PythonOpenAi:
        return pythonOpenAiSnippet(sample);
    case Language::PydanticAi:
        return pydanticAiSnippet(sample);
    case Language::JavaScriptFetch:
        return javaScriptFetchSnippet(sample);
    }
    return {};
}

QString suffixOf(Language language)
{
    switch (language) {
    case Language::Curl:
        return u"sh"_s;
    case Language::PythonRequests:
    case Language::PythonOpenAi:
    case Language::PydanticAi:
        return u"py"_s;
    case Language::JavaScriptFetch:
        return u"mjs"_s;
    }
    return {};
}

} // namespace polylogue::app::snippets
