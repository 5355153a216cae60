// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/message.h"
#include "app/endpoint/answerform.h"
#include "app/endpoint/parameters.h"
#include "app/endpoint/quirks.h"
#include "app/wire/requestbody.h"

#include <QHash>
#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <variant>

namespace polylogue::app::wire {

//! \brief A part of a user message as it goes out, after attachments were resolved to their rung.
struct ResolvedText
{
    QString text = {};

    bool operator==(const ResolvedText &) const = default;
};

struct ResolvedImage
{
    QString mediaType = {}; //!< the true one: image/png, image/jpeg, image/gif, image/webp
    std::variant<QByteArray, Base64File> data = {}; //!< raw bytes or a file, not yet base64
    conversation::ImageDetail detail = conversation::ImageDetail::Auto;

    bool operator==(const ResolvedImage &) const = default;
};

struct ResolvedFile
{
    QString mediaType = {}; //!< application/pdf
    QString fileName = {};
    std::variant<QByteArray, Base64File> data = {};

    bool operator==(const ResolvedFile &) const = default;
};

using ResolvedPart = std::variant<ResolvedText, ResolvedImage, ResolvedFile>;

//! \brief A turn as it goes out. System, assistant and tool turns carry text only.
struct ResolvedMessage
{
    conversation::Role role = conversation::Role::User;
    QList<ResolvedPart> content = {};
    QList<conversation::ToolCallPart> toolCalls = {}; //!< Role::Assistant
    QList<conversation::ReasoningPart> reasoning =
        {}; //!< Role::Assistant; sent where quirks say so
    QString toolCallId = {}; //!< Role::Tool

    bool operator==(const ResolvedMessage &) const = default;
};

//! \brief A function offered to the model.
struct ToolDefinition
{
    QString name = {};
    QString description = {};
    QByteArray parametersSchema = {}; //!< JSON Schema, an object; empty: no arguments

    bool operator==(const ToolDefinition &) const = default;
};

struct ChatRequest
{
    QString model = {};
    QString systemPrompt = {}; //!< empty: none is sent
    QList<ResolvedMessage> messages = {};
    QList<ToolDefinition> tools = {};
    endpoint::ToolChoice toolChoice = {}; //!< sent only with tools
    std::optional<bool> allowsParallelCalls = {}; //!< not set: not sent; sent only with tools
    endpoint::ResponseFormat responseFormat = {};
    endpoint::Parameters parameters = {};
    endpoint::Quirks quirks = {};
    QString origin = {}; //!< where it goes, see OpaqueMembers::origin
};

//! \brief Makes a history that every server accepts out of any branch of any conversation.
//!
//! Holds whatever the branch (stopped, failed, half calls): every tool call is answered by exactly
//! one tool message before the next user or assistant turn (missing answers are made up as errors),
//! no tool message stands without its call, calls whose arguments are no JSON object are sent with
//! {} and answered as errors, no turn is empty (an empty user turn goes with its answer), a failed
//! answer without output is left out together with its question (app/README.md), and no user turn
//! follows a user turn, nor an answer an answer: they become one. Images of an answer begin the
//! user turn that follows, as answers go out as text. \param resolve turns texts and attachments of
//! a message into what goes out for the model in
//!        question; of an answer it is given the images only.
QList<ResolvedMessage>
resolveHistory(const QList<conversation::Message> &branch,
               const std::function<QList<ResolvedPart>(const conversation::Message &)> &resolve);

//! \brief The body of POST /chat/completions (app/wire/README.md).
//!
//! Texts are one string where a user turn has only text, else a list of parts. Optional fields that
//! Quirks::refusedFields names are left out.
//! \return the pieces in order; ErrorKind::BadParameter where something is not a JSON object:
//!         Parameters::extraJson (parameter "extra") or ResponseFormat::schema ("response_format").
base::Result<RequestBody> encodeChatRequest(const ChatRequest &request);

//! \return the names of the optional top-level fields that \a request sends: what may be dropped
//!         when a server refuses one.
QStringList optionalFieldsOf(const ChatRequest &request);

} // namespace polylogue::app::wire
