// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/answerdecoder.h"

#include "app/wire/chunkcodec.h"
#include "app/wire/errorcodec.h"
#include "app/wire/ssedecoder.h"
#include "app/wire/thinktagfilter.h"
#include "app/wire/toolcallassembler.h"
#include "app/wire/webpage.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;
using base::ErrorKind;
using conversation::FinishReason;
using conversation::MessageDelta;

namespace {

constexpr qint64 MaxAnswer = 64 * 1024 * 1024;
//! Text that is no JSON is kept to be shown where nothing better comes; nobody reads more.
constexpr qsizetype MaxPlainText = 2000;
//! An event of which so many lines are no payload holds none.
constexpr int MaxBadLines = 100;

} // namespace

class AnswerDecoder::Private
{
public:
    explicit Private(const Options &settings)
        : options(settings)
        , calls(settings.origin)
    { }

    void take(const QList<SseEvent> &events);
    void takeEvent(const SseEvent &event);
    void takeFramed(const SseEvent &event);
    bool takePayload(QByteArrayView payload, QByteArrayView eventName);
    bool takeLines(const SseEvent &event);
    void takePlainText(QByteArrayView text);
    void takeChunk(const Chunk &chunk);
    void takeTexts(const Chunk &chunk);
    void takeSnapshot(const Chunk &chunk);
    void takeReasoning(const QString &text, const QString &field);
    void takeText(const QString &text);
    void takeThinkTags(const ThinkTagFilter::Piece &piece);
    void setFinishReason(FinishReason reason, const QString &raw);
    void setError(const Error &reason);
    void conclude();
    std::optional<Error> endError() const;
    MessageDelta taken();

    bool isComplete() const { return finishReason || isDone || hasWholeBody; }

    Options options;
    SseDecoder lines;
    ThinkTagFilter thinkTags;
    ToolCallAssembler calls;
    MessageDelta delta; // what the current call adds
    qint64 byteCount = 0;

    QString text; // as the server sent it, think tags and all
    QString reasoning;
    QString reasoningField;
    QByteArray reasoningDetails;
    QStringList images;
    QString refusal;
    std::optional<FinishReason> finishReason;
    QString rawFinishReason;
    std::optional<Error> error;
    QString plainText;
    int malformedCount = 0;
    bool isDone = false;
    bool hasWholeBody = false;
    bool hadBody = false; // a bare JSON body, whole or not
    bool wasCut = false;
};

AnswerDecoder::AnswerDecoder()
    : AnswerDecoder(Options{})
{ }

AnswerDecoder::AnswerDecoder(const Options &options)
    : d(std::make_unique<Private>(options))
{ }

AnswerDecoder::~AnswerDecoder() = default;

MessageDelta AnswerDecoder::feed(QByteArrayView bytes)
{
    if (d->isDone || (d->error && d->error->kind == ErrorKind::TooLarge))
        return {};
    d->byteCount += bytes.size();
    d->take(d->lines.feed(bytes));
    if (d->lines.error())
        d->setError(*d->lines.error());
    if (d->byteCount > MaxAnswer) {
        d->setError({.kind = ErrorKind::TooLarge,
                     .detail = u"more than 64 MiB in one answer"_s,
                     .type = u"answer_too_large"_s});
    }
    return d->taken();
}

MessageDelta AnswerDecoder::finish()
{
    if (!d->isDone)
        d->take(d->lines.finish());
    d->conclude();
    return d->taken();
}

bool AnswerDecoder::isComplete() const
{
    return d->isComplete();
}

bool AnswerDecoder::isDone() const
{
    return d->isDone;
}

std::optional<Error> AnswerDecoder::error() const
{
    return d->error;
}

int AnswerDecoder::malformedCount() const
{
    return d->malformedCount;
}

void AnswerDecoder::Private::take(const QList<SseEvent> &events)
{
    for (const SseEvent &event : events) {
        if (isDone)
            return;
        takeEvent(event);
    }
}

void AnswerDecoder::Private::takeEvent(const SseEvent &event)
{
    switch (event.form) {
    case SseEvent::Form::Framed:
        takeFramed(event);
        return;
    case SseEvent::Form::Json:
        hadBody = true;
        wasCut = wasCut || event.isCut;
        if (!takePayload(event.data, event.name) && !takeLines(event))
            ++malformedCount;
        return;
    case SseEvent::Form::Markup:
        setError(webPageError(event.data));
        return;
    case SseEvent::Form::Text:
        takePlainText(event.data);
        return;
    }
}

void AnswerDecoder::Private::takeFramed(const SseEvent &event)
{
    QByteArrayView payload = QByteArrayView(event.data).trimmed();
    while (payload.startsWith("data:"))
        payload = payload.sliced(5).trimmed(); // a proxy framed it twice
    if (payload.isEmpty() || payload.startsWith(':'))
        return;
    if (takePayload(payload, event.name) || takeLines(event))
        return;
    ++malformedCount;
    takePlainText(payload);
    if (event.name == "error" && !error) {
        Error plain{.detail = QString::fromUtf8(payload).left(MaxPlainText)};
        plain.kind = classifyError(plain);
        setError(plain);
    }
}

//! \return false where \a payload is none.
bool AnswerDecoder::Private::takePayload(QByteArrayView payload, QByteArrayView eventName)
{
    if (payload == "[DONE]") {
        isDone = true;
        return true;
    }
    const auto chunks = decodeChunks(payload, eventName);
    if (!chunks) {
        if (chunks.error().kind != ErrorKind::TooLarge)
            return false;
        setError(chunks.error());
        return true;
    }
    for (const Chunk &chunk : *chunks)
        takeChunk(chunk);
    return true;
}

//! Some servers part events by one newline: then every line is a payload.
//! \return whether any was; what was not counts as malformed.
bool AnswerDecoder::Private::takeLines(const SseEvent &event)
{
    if (!event.data.contains('\n'))
        return false;
    int bad = 0;
    bool hasGood = false;
    const QByteArrayView data = event.data;
    for (qsizetype start = 0; start < data.size() && bad < MaxBadLines;) {
        const qsizetype end = data.indexOf('\n', start);
        const qsizetype stop = end < 0 ? data.size() : end;
        const QByteArrayView payload = data.sliced(start, stop - start).trimmed();
        start = stop + 1;
        if (payload.isEmpty() || payload.startsWith(':') || isDone)
            continue;
        if (takePayload(payload, event.name))
            hasGood = true;
        else
            ++bad;
    }
    if (hasGood)
        malformedCount += bad;
    return hasGood;
}

void AnswerDecoder::Private::takePlainText(QByteArrayView bytes)
{
    const QByteArrayView trimmed = bytes.trimmed();
    if (trimmed.startsWith('{') || trimmed.startsWith('[') || plainText.size() >= MaxPlainText)
        return;
    if (!plainText.isEmpty())
        plainText += u'\n';
    plainText += QString::fromUtf8(trimmed.first(std::min(trimmed.size(), 4 * MaxPlainText)));
    plainText.truncate(MaxPlainText);
}

void AnswerDecoder::Private::takeChunk(const Chunk &chunk)
{
    if (chunk.error)
        setError(*chunk.error);
    if (!chunk.model.isEmpty())
        delta.model = chunk.model;
    if (!chunk.responseId.isEmpty())
        delta.responseId = chunk.responseId;
    if (chunk.usage)
        delta.usage = chunk.usage;
    takeTexts(chunk);
    if (chunk.hasChoice && chunk.isSnapshot && hadBody)
        hasWholeBody = true;
    if (const auto reason = finishReasonOf(chunk.rawFinishReason))
        setFinishReason(*reason, chunk.rawFinishReason);
}

//! Some servers stop where they mean that tools are to be called.
void AnswerDecoder::Private::setFinishReason(FinishReason reason, const QString &raw)
{
    const bool meansCalls = reason == FinishReason::Stop && !calls.isEmpty();
    finishReason = meansCalls ? FinishReason::ToolCalls : reason;
    rawFinishReason = raw;
    delta.finishReason = finishReason;
    delta.rawFinishReason = raw;
}

void AnswerDecoder::Private::takeTexts(const Chunk &chunk)
{
    if (!chunk.reasoningDetails.isEmpty())
        reasoningDetails = joinedReasoningDetails(reasoningDetails, chunk.reasoningDetails);
    if (chunk.isSnapshot) {
        takeSnapshot(chunk);
        return;
    }
    takeReasoning(chunk.reasoning, chunk.reasoningField);
    takeText(chunk.text);
    refusal += chunk.refusal;
    delta.refusal += chunk.refusal;
    images += chunk.images;
    delta.images += chunk.images;
    calls.addFragments(chunk.toolCalls, delta.toolCalls);
}

//! Everything so far once more: only what goes beyond it is new.
void AnswerDecoder::Private::takeSnapshot(const Chunk &chunk)
{
    if (chunk.reasoning.startsWith(reasoning))
        takeReasoning(chunk.reasoning.sliced(reasoning.size()), chunk.reasoningField);
    if (chunk.text.startsWith(text)) {
        takeText(chunk.text.sliced(text.size()));
    } else if (!chunk.text.isEmpty()) {
        thinkTags = {};
        text.clear();
        delta.text.clear();
        delta.replacedText = QString();
        takeText(chunk.text);
    }
    if (chunk.refusal.startsWith(refusal)) {
        delta.refusal += chunk.refusal.sliced(refusal.size());
        refusal = chunk.refusal;
    }
    for (const QString &image : chunk.images.mid(images.size())) {
        images.append(image);
        delta.images.append(image);
    }
    calls.addWhole(chunk.toolCalls, delta.toolCalls);
}

void AnswerDecoder::Private::takeReasoning(const QString &piece, const QString &field)
{
    if (piece.isEmpty())
        return;
    if (reasoning.isEmpty() && !options.origin.isEmpty()) {
        // Where it may be sent back to, see OpaqueMembers.
        delta.reasoningOpaque = {.origin = options.origin, .json = "{}"_ba};
    }
    if (!field.isEmpty() && field != reasoningField) {
        reasoningField = field;
        delta.reasoningField = field;
    }
    reasoning += piece;
    delta.reasoning += piece;
}

void AnswerDecoder::Private::takeText(const QString &piece)
{
    if (piece.isEmpty())
        return;
    text += piece;
    if (options.readsThinkTags)
        takeThinkTags(thinkTags.feed(piece));
    else
        delta.text += piece;
}

void AnswerDecoder::Private::takeThinkTags(const ThinkTagFilter::Piece &piece)
{
    if (piece.replacedText) {
        delta.replacedText = piece.replacedText;
        delta.text.clear();
    }
    delta.reasoning += piece.reasoning;
    delta.text += piece.text;
}

void AnswerDecoder::Private::setError(const Error &reason)
{
    // The first one is the cause.
    if (!error)
        error = reason;
}

//! What only the end tells: late think tags, ids of calls, why the answer ended.
void AnswerDecoder::Private::conclude()
{
    if (options.readsThinkTags)
        takeThinkTags(thinkTags.finish(text));
    calls.finish(delta.toolCalls);
    if (!reasoningDetails.isEmpty()) {
        delta.reasoningOpaque = {.origin = options.origin,
                                 .json = "{\"reasoning_details\":" + reasoningDetails + '}'};
    }
    if (error)
        return;
    error = endError();
    if (error)
        return;
    if (!finishReason || (finishReason == FinishReason::Stop && !calls.isEmpty()))
        setFinishReason(FinishReason::Stop, rawFinishReason);
}

std::optional<Error> AnswerDecoder::Private::endError() const
{
    const bool hasOutput = !text.isEmpty() || !reasoning.isEmpty() || !refusal.isEmpty()
        || !images.isEmpty() || !calls.isEmpty();
    if (finishReason || (isComplete() && hasOutput))
        return {};
    if (!hasOutput && !plainText.isEmpty()) {
        return Error{.kind = ErrorKind::Protocol, .detail = plainText, .type = u"plain_text"_s};
    }
    if (hadBody && !wasCut && !hasOutput && !hasWholeBody) {
        return Error{.kind = ErrorKind::Protocol,
                     .detail = u"no choices in the response"_s,
                     .type = u"empty_response"_s};
    }
    if (hasOutput || wasCut || (!isDone && malformedCount > 0)) {
        return Error{.kind = ErrorKind::Incomplete,
                     .detail = u"the stream ended early"_s,
                     .type = u"incomplete_stream"_s};
    }
    return Error{
        .kind = ErrorKind::Protocol, .detail = u"empty response"_s, .type = u"empty_stream"_s};
}

MessageDelta AnswerDecoder::Private::taken()
{
    return std::exchange(delta, {});
}

} // namespace polylogue::app::wire
