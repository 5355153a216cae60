// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/tools/storedtool.h"
#include "app/tools/toolrules.h"

namespace polylogue::app::tools {

//! \brief All that tools.json holds.
struct StoredTools
{
    QList<StoredTool> tools = {};
    QList<ToolRule> rules = {};

    bool operator==(const StoredTools &) const = default;
};

//! \return JSON, indented.
QByteArray encodeTools(const StoredTools &tools);

//! \return ErrorKind::File where \a json is no such file; tools and rules in it that are none are
//!         left out.
base::Result<StoredTools> decodeTools(const QByteArray &json);

//! \return \a tool as in the file, without its id: the source view of the editor.
QString sourceOf(const StoredTool &tool);

//! \return \a tool with what \a source says of it; ErrorKind::File with line and column in the
//!         parser's words (detail) where it is no JSON object. An origin is not allowed by it.
base::Result<StoredTool> withSource(const StoredTool &tool, const QString &source);

//! \brief Reads tools as requests and programs write them: the `tools` list of a request, the
//!        request, one tool or a list of them, with or without `function` around; also as Python
//!        writes dictionaries.
//! \return new tools, by hand; ErrorKind::File where there is none
base::Result<QList<StoredTool>> pastedTools(const QString &text);

} // namespace polylogue::app::tools
