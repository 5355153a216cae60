// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/snippets/requestsample.h"

namespace polylogue::app::snippets {

enum class Language { Curl, PythonRequests, PythonOpenAi, PydanticAi, JavaScriptFetch };

//! \return a program that sends the request and prints the answer: files are read from where it
//!         runs, the key comes from the environment. It is written for people to read on.
QString snippet(const RequestSample &sample, Language language);

//! \return the ending of a file in \a language: "sh", "py", "mjs".
QString suffixOf(Language language);

} // namespace polylogue::app::snippets
