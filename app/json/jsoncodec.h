// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/json/jsonnode.h"

#include <QByteArray>

#include <optional>

namespace polylogue::app::json {

//! \brief Where and why a text is no JSON.
struct SyntaxError
{
    QString words = {}; //!< English, the parser's
    int line = 1; //!< from 1 on
    int column = 1; //!< from 1 on, in characters

    bool operator==(const SyntaxError &) const = default;
};

//! \brief Reads one JSON value (RFC 8259), with white space around it.
//! \param depth of arrays and objects within each other that are taken
//! \return nothing where \a text is none; \a error, where given, tells why then.
std::optional<JsonNode> parse(const QByteArray &text, SyntaxError *error = nullptr, int depth = 64);

enum class Layout { Compact, Indented };

//! \return JSON in UTF-8, members in their order; indented by two spaces, without a line break at
//! its end.
QByteArray write(const JsonNode &node, Layout layout = Layout::Compact);

} // namespace polylogue::app::json
