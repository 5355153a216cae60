// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/messagecodec.h"

#include "app/settings/fieldtable.h"
#include "app/store/contentfields.h"
#include "app/store/jsoncodec.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using namespace conversation;
using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;
using settings::enumField;
using settings::EnumNames;
using settings::field;
using settings::FieldTable;
using settings::fromName;
using settings::listField;
using settings::nameOf;
using settings::objectField;

namespace {

const auto idMember = u"id"_s;
const auto roleMember = u"role"_s;
const auto contentMember = u"content"_s;

const EnumNames<Role> &roleNames()
{
    static const EnumNames<Role> names{{Role::System, u"system"_s},
                                       {Role::User, u"user"_s},
                                       {Role::Assistant, u"assistant"_s},
                                       {Role::Tool, u"tool"_s}};
    return names;
}

const EnumNames<FinishReason> &finishReasonNames()
{
    static const EnumNames<FinishReason> names{{FinishReason::Unknown, u"unknown"_s},
                                               {FinishReason::Stop, u"stop"_s},
                                               {FinishReason::Length, u"length"_s},
                                               {FinishReason::ToolCalls, u"tool_calls"_s},
                                               {FinishReason::ContentFilter, u"content_filter"_s},
                                               {FinishReason::Error, u"error"_s}};
    return names;
}

const EnumNames<ErrorKind> &errorKindNames()
{
    static const EnumNames<ErrorKind> names{{ErrorKind::Cancelled, u"cancelled"_s},
                                            {ErrorKind::Network, u"network"_s},
                                            {ErrorKind::Dns, u"dns"_s},
                                            {ErrorKind::Tls, u"tls"_s},
                                            {ErrorKind::Proxy, u"proxy"_s},
                                            {ErrorKind::Unauthorized, u"unauthorized"_s},
                                            {ErrorKind::Forbidden, u"forbidden"_s},
                                            {ErrorKind::OutOfCredit, u"out_of_credit"_s},
                                            {ErrorKind::WrongAddress, u"wrong_address"_s},
                                            {ErrorKind::UnknownModel, u"unknown_model"_s},
                                            {ErrorKind::BadParameter, u"bad_parameter"_s},
                                            {ErrorKind::PartRefused, u"part_refused"_s},
                                            {ErrorKind::ContextExceeded, u"context_exceeded"_s},
                                            {ErrorKind::TooLarge, u"too_large"_s},
                                            {ErrorKind::RateLimited, u"rate_limited"_s},
                                            {ErrorKind::ServerFault, u"server_fault"_s},
                                            {ErrorKind::Timeout, u"timeout"_s},
                                            {ErrorKind::Filtered, u"filtered"_s},
                                            {ErrorKind::Incomplete, u"incomplete"_s},
                                            {ErrorKind::Protocol, u"protocol"_s},
                                            {ErrorKind::File, u"file"_s},
                                            {ErrorKind::Disk, u"disk"_s}};
    return names;
}

const FieldTable<Usage> &usageFields()
{
    static const FieldTable<Usage> table{
        field(u"prompt_tokens"_s, &Usage::promptTokens),
        field(u"completion_tokens"_s, &Usage::completionTokens),
        field(u"total_tokens"_s, &Usage::totalTokens),
        field(u"cached_tokens"_s, &Usage::cachedTokens),
        field(u"reasoning_tokens"_s, &Usage::reasoningTokens),
    };
    return table;
}

const FieldTable<Timing> &timingFields()
{
    static const FieldTable<Timing> table{
        field(u"first_token_ms"_s, &Timing::firstToken),
        field(u"total_ms"_s, &Timing::total),
    };
    return table;
}

const FieldTable<Error> &errorFields()
{
    static const FieldTable<Error> table{
        enumField(u"kind"_s, &Error::kind, errorKindNames()),
        field(u"detail"_s, &Error::detail),
        field(u"http_status"_s, &Error::httpStatus),
        field(u"type"_s, &Error::type),
        field(u"code"_s, &Error::code),
        field(u"parameter"_s, &Error::parameter),
        field(u"subject"_s, &Error::subject),
        field(u"request_id"_s, &Error::requestId),
        field(u"retry_after_ms"_s, &Error::retryAfter),
    };
    return table;
}

const FieldTable<MessageOrigin> &originFields()
{
    static const FieldTable<MessageOrigin> table{
        field(u"chat"_s, &MessageOrigin::chat),
        field(u"message"_s, &MessageOrigin::message),
    };
    return table;
}

//! What has no column of its own.
const FieldTable<Message> &detailFields()
{
    static const FieldTable<Message> table{
        enumField(u"finish_reason"_s, &Message::finishReason, finishReasonNames()),
        field(u"raw_finish_reason"_s, &Message::rawFinishReason),
        objectField(u"usage"_s, &Message::usage, usageFields()),
        objectField(u"timing"_s, &Message::timing, timingFields()),
        field(u"response_id"_s, &Message::responseId),
        field(u"request_id"_s, &Message::requestId),
        objectField(u"error"_s, &Message::error, errorFields()),
        field(u"notes"_s, &Message::notes),
        field(u"is_excluded"_s, &Message::isExcluded),
        field(u"is_pinned"_s, &Message::isPinned),
        field(u"is_edited"_s, &Message::isEdited),
        field(u"omitted_messages"_s, &Message::omittedMessages),
        objectField(u"origin"_s, &Message::origin, originFields()),
    };
    return table;
}

//! Everything: what the columns hold and the details.
const FieldTable<Message> &messageFields()
{
    static const EnumNames<MessageState> states{
        {MessageState::Complete, u"complete"_s},   {MessageState::Pending, u"pending"_s},
        {MessageState::Streaming, u"streaming"_s}, {MessageState::Stopped, u"stopped"_s},
        {MessageState::Failed, u"failed"_s},       {MessageState::Interrupted, u"interrupted"_s}};
    static const FieldTable<Message> table =
        FieldTable<Message>{
            field(idMember, &Message::id),
            field(u"parent"_s, &Message::parent),
            {.name = roleMember,
             .write = [](const Message &message,
                         const QVariant &) { return nameOf(message.role, roleNames()); },
             .read =
                 [](Message &message, const QVariant &value) {
                     return fromName(value, roleNames(), message.role);
                 }},
            {.name = contentMember,
             .write =
                 [](const Message &message, const QVariant &previous) {
                     return QVariant(contentToVariant(message.content, previous.toList()));
                 },
             .read =
                 [](Message &message, const QVariant &value) {
                     message.content = contentFromVariant(value.toList());
                     return value.typeId() == QMetaType::QVariantList;
                 }},
            enumField(u"state"_s, &Message::state, states),
            field(u"created_at"_s, &Message::createdAt),
            field(u"model"_s, &Message::model),
            field(u"deleted_at"_s, &Message::deletedAt),
        }
        + detailFields();
    return table;
}

const FieldTable<MessageDelta> &deltaFields()
{
    static const FieldTable<ToolCallDelta> toolCall{
        field(u"slot"_s, &ToolCallDelta::slot),
        field(u"id"_s, &ToolCallDelta::id),
        field(u"name"_s, &ToolCallDelta::name),
        field(u"replaces_arguments"_s, &ToolCallDelta::replacesArguments),
        field(u"arguments"_s, &ToolCallDelta::arguments),
        objectField(u"opaque"_s, &ToolCallDelta::opaque, opaqueFields()),
    };
    static const FieldTable<MessageDelta> table{
        field(u"replaced_text"_s, &MessageDelta::replacedText),
        field(u"text"_s, &MessageDelta::text),
        field(u"reasoning"_s, &MessageDelta::reasoning),
        field(u"reasoning_field"_s, &MessageDelta::reasoningField),
        objectField(u"reasoning_opaque"_s, &MessageDelta::reasoningOpaque, opaqueFields()),
        field(u"refusal"_s, &MessageDelta::refusal),
        listField(u"tool_calls"_s, &MessageDelta::toolCalls, toolCall),
        field(u"images"_s, &MessageDelta::images),
        enumField(u"finish_reason"_s, &MessageDelta::finishReason, finishReasonNames()),
        field(u"raw_finish_reason"_s, &MessageDelta::rawFinishReason),
        objectField(u"usage"_s, &MessageDelta::usage, usageFields()),
        field(u"model"_s, &MessageDelta::model),
        field(u"response_id"_s, &MessageDelta::responseId),
    };
    return table;
}

} // namespace

QByteArray encodeMessage(const Message &message, const QByteArray &previous)
{
    QVariantMap map = decodeObject(previous).value_or({});
    writeFields(messageFields(), message, map);
    return encodeObject(map);
}

Result<Message> decodeMessage(const QByteArray &json)
{
    const Result<QVariantMap> map = decodeObject(json);
    if (!map)
        return map.error();
    Message message;
    const QStringList wrong = readFields(messageFields(), *map, message);
    for (const QString &member : {idMember, roleMember, contentMember}) {
        if (wrong.contains(member) || !map->contains(member))
            return Error{.kind = ErrorKind::File, .type = u"json"_s, .parameter = member};
    }
    return message;
}

QByteArray encodeContent(const QList<ContentPart> &content, const QByteArray &previous)
{
    return encodeArray(contentToVariant(content, decodeArray(previous).value_or({})));
}

Result<QList<ContentPart>> decodeContent(const QByteArray &json)
{
    const Result<QVariantList> list = decodeArray(json);
    if (!list)
        return list.error();
    return contentFromVariant(*list);
}

QByteArray encodeDetails(const Message &message, const QByteArray &previous)
{
    QVariantMap map = decodeObject(previous).value_or({});
    writeFields(detailFields(), message, map);
    return encodeObject(map);
}

Status decodeDetails(const QByteArray &json, Message &message)
{
    const Result<QVariantMap> map = decodeObject(json);
    if (!map)
        return map.error();
    readFields(detailFields(), *map, message);
    return {};
}

QByteArray encodeDelta(const MessageDelta &delta)
{
    QVariantMap map;
    writeFields(deltaFields(), delta, map);
    return encodeObject(map);
}

Result<MessageDelta> decodeDelta(const QByteArray &json)
{
    const Result<QVariantMap> map = decodeObject(json);
    if (!map)
        return map.error();
    MessageDelta delta;
    readFields(deltaFields(), *map, delta);
    return delta;
}

} // namespace polylogue::app::store
