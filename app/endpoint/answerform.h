// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace polylogue::app::endpoint {

//! \brief The form in which an answer is asked for (OpenAI's response_format).
struct ResponseFormat
{
    enum class Kind {
        Text, //!< nothing is sent
        JsonObject, //!< any JSON object
        JsonSchema, //!< one that fits \a schema
    };

    Kind kind = Kind::Text;
    QString name = {}; //!< of the schema: letters, digits, _ and -, at most 64; empty: "answer"
    QByteArray schema = {}; //!< JSON Schema, an object
    std::optional<bool> isStrict = {}; //!< not set: not sent

    bool operator==(const ResponseFormat &) const = default;
};

//! \brief Whether a model may, must or must not call tools (OpenAI's tool_choice).
struct ToolChoice
{
    enum class Kind {
        Default, //!< nothing is sent: as the model likes
        Auto, //!< the same in words
        None,
        Required, //!< some tool
        Named, //!< the one that \a name names
    };

    Kind kind = Kind::Default;
    QString name = {};

    bool operator==(const ToolChoice &) const = default;
};

} // namespace polylogue::app::endpoint
