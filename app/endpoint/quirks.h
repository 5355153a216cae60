// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSet>
#include <QString>

namespace polylogue::app::endpoint {

//! \brief In what a server's dialect differs from OpenAI's (app/wire/README.md); part of a profile.
//!
//! Detected by host (endpointFor()), correctable by the user, adjusted by what was learned.
struct Quirks
{
    enum class MaxTokensName { MaxTokens, MaxCompletionTokens };
    enum class SystemRole { System, Developer };
    //! What stands for the text of an assistant message that only calls tools.
    enum class EmptyContent { Null, EmptyString, Omitted };
    enum class ToolCallIds { AsTheyAre, NineAlphanumerics };

    MaxTokensName maxTokensName = MaxTokensName::MaxTokens;
    SystemRole systemRole = SystemRole::System;
    EmptyContent emptyContent = EmptyContent::Null;
    ToolCallIds toolCallIds = ToolCallIds::AsTheyAre;
    bool sendsUsageOption = true; //!< stream_options {include_usage: true} on streams
    bool namesFilesTwice = false; //!< file.file_name beside file.filename (the USAi gateway)
    bool camelCaseEncodingFormat = false; //!< embeddings: encodingFormat instead of encoding_format
    bool sendsInputType = false; //!< embeddings: input_type is understood
    bool echoesReasoning = false; //!< reasoning goes back under the name it came with
    bool needsToolsWithToolHistory = true; //!< tools are sent while tool messages are in history
    //! Optional top-level request fields that the server refused; left out from now on.
    QSet<QString> refusedFields = {};

    bool operator==(const Quirks &) const = default;
};

} // namespace polylogue::app::endpoint
