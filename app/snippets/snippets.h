// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/snippets/requestsample.h"

namespace polylogue::app::snippets {

QString urlOf(const RequestSample &sample); //!< where it is sent
bool isStream(const RequestSample &sample); //!< whether the answer comes in pieces

// One for each Language; see snippet().
QString curlSnippet(const RequestSample &sample);
QString pythonRequestsSnippet(const RequestSample &sample);
QString pythonOpenAiSnippet(const RequestSample &sample);
QString pydanticAiSnippet(const RequestSample &sample);
QString javaScriptFetchSnippet(const RequestSample &sample);

} // namespace polylogue::app::snippets
