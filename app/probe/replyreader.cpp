// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/replyreader.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

using base::Error;
using base::ErrorKind;

namespace {

void addCall(QList<conversation::ToolCallPart> &calls, const conversation::ToolCallDelta &delta)
{
    while (calls.size() <= delta.slot)
        calls.append(conversation::ToolCallPart{});
    conversation::ToolCallPart &call = calls[delta.slot];
    if (!delta.id.isEmpty())
        call.id = delta.id;
    if (!delta.name.isEmpty())
        call.name = delta.name;
    if (!delta.opaque.isEmpty())
        call.opaque = delta.opaque;
    if (delta.replacesArguments)
        call.arguments.clear();
    call.arguments += delta.arguments;
}

} // namespace

ReplyReader::ReplyReader(const Request &request, const QString &origin)
{
    if (const auto *texts = std::get_if<wire::EmbeddingsRequest>(&request))
        m_texts = texts->input.size();
    else
        m_decoder =
            std::make_unique<wire::AnswerDecoder>(wire::AnswerDecoder::Options{.origin = origin});
}

void ReplyReader::feed(const QByteArray &bytes, std::chrono::milliseconds at)
{
    m_body += bytes;
    if (m_decoder)
        take(m_decoder->feed(bytes), at);
}

bool ReplyReader::isDone() const
{
    return m_decoder && (m_decoder->isDone() || m_decoder->error());
}

Reply ReplyReader::finish(const std::optional<Error> &failure, std::chrono::milliseconds at)
{
    std::optional<Error> error = failure;
    if (m_decoder && (!failure || failure->httpStatus < 300)) {
        take(m_decoder->finish(), at);
        if (!failure)
            error = m_decoder->error();
        else if (m_decoder->isComplete())
            error.reset();
        else if (failure->kind == ErrorKind::Network && !m_body.isEmpty())
            error->kind = ErrorKind::Incomplete;
    } else if (!m_decoder && !failure) {
        const auto embeddings = wire::decodeEmbeddings(m_body, m_texts);
        if (embeddings)
            m_reply.embeddings = *embeddings;
        else
            error = embeddings.error();
    }
    m_reply.error = error;
    m_reply.total = at;
    m_reply.isStream = !m_body.trimmed().startsWith('{');
    return m_reply;
}

void ReplyReader::take(const conversation::MessageDelta &delta, std::chrono::milliseconds at)
{
    if (delta.hasOutput()) {
        m_reply.pieces.append({.at = at, .characters = delta.text.size() + delta.reasoning.size()});
    }
    if (delta.replacedText)
        m_reply.text = *delta.replacedText;
    m_reply.text += delta.text;
    m_reply.reasoning += delta.reasoning;
    m_reply.refusal += delta.refusal;
    for (const conversation::ToolCallDelta &call : delta.toolCalls)
        addCall(m_reply.toolCalls, call);
    if (delta.finishReason)
        m_reply.finishReason = *delta.finishReason;
    if (delta.usage)
        m_reply.usage = *delta.usage;
}

} // namespace polylogue::app::probe
