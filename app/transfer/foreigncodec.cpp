// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/foreigncodec.h"

#include "app/transfer/foreignjson.h"

#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

using base::Error;
using base::ErrorKind;
using base::Result;
using conversation::Message;
using store::WholeChat;

namespace {

Error fileError(const QString &type, const QString &detail = {})
{
    return {.kind = ErrorKind::File, .detail = detail, .type = type};
}

} // namespace

QDateTime timeOf(const QJsonValue &value)
{
    if (value.isString())
        return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
    constexpr double YearTenThousand = 253'402'300'800.0;
    const double seconds = value.toDouble(0);
    if (!(seconds > 0 && seconds < YearTenThousand))
        return {};
    return QDateTime::fromMSecsSinceEpoch(std::llround(seconds * 1'000), Qt::UTC);
}

ForeignIds::ForeignIds(const QString &conversationId)
    : m_conversation(QUuid::fromString(conversationId))
{ }

QUuid ForeignIds::take(const QString &id)
{
    QUuid uuid = m_conversation.isNull() ? QUuid() : QUuid::fromString(id);
    if (uuid.isNull() || m_taken.contains(uuid))
        uuid = QUuid::createUuid();
    m_taken.insert(uuid);
    return uuid;
}

void appendText(QList<conversation::ContentPart> &content, const QString &text)
{
    if (!text.isEmpty())
        content.append(conversation::TextPart{.text = text});
}

Result<WholeChat> finished(WholeChat chat)
{
    if (chat.messages.isEmpty())
        return fileError(u"empty"_s);
    if (chat.record.id.isNull())
        chat.record.id = store::ConversationId::create();
    if (!chat.record.createdAt.isValid())
        chat.record.createdAt = QDateTime::currentDateTimeUtc();
    QDateTime last = chat.record.createdAt;
    for (Message &message : chat.messages) {
        if (!message.createdAt.isValid())
            message.createdAt = last;
        last = qMax(last, message.createdAt);
    }
    if (!chat.record.changedAt.isValid())
        chat.record.changedAt = last;
    if (chat.leaf.isNull())
        chat.leaf = chat.messages.last().id;
    chat.record.isTitleChosen = !chat.record.title.isEmpty();
    return chat;
}

Result<WholeChat> decodeForeignChat(const QByteArray &json, ImportAttachments &attachments)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fileError(u"json"_s, problem.errorString());
    const QJsonObject object = document.object();
    if (object.value("mapping"_L1).isObject())
        return chatFromChatGpt(object, attachments);
    if (object.value("chat_messages"_L1).isArray())
        return chatFromClaude(object, attachments);
    if (object.value("messages"_L1).isArray())
        return chatFromRequest(object, attachments);
    return fileError(u"unknown_form"_s);
}

bool isRequestMessage(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    return object.value("role"_L1).isString()
        && (object.contains("content"_L1) || object.contains("tool_calls"_L1));
}

Result<WholeChat> decodeRequestMessages(const QByteArrayList &messages,
                                        ImportAttachments &attachments)
{
    QJsonArray array;
    for (const QByteArray &message : messages) {
        QJsonParseError problem;
        array.append(QJsonDocument::fromJson(message, &problem).object());
        if (problem.error != QJsonParseError::NoError)
            return fileError(u"json"_s, problem.errorString());
    }
    return chatFromRequest({{u"messages"_s, array}}, attachments);
}

} // namespace polylogue::app::transfer
