// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/contextuse.h"

#include <QHash>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <limits>
#include <utility>

namespace polylogue::app::session {

using conversation::Conversation;
using conversation::Message;
using conversation::MessageDelta;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Role;

namespace {

// Behind so many answers that no server counted there are mostly estimates anyway.
constexpr qsizetype SearchedRows = 16;

// Of a branch in one go, whatever is more; either takes about two milliseconds.
constexpr qsizetype RowsAtOnce = 2'000;
constexpr qint64 TokensAtOnce = 250'000;

bool isCounted(const Message &message)
{
    return message.role == Role::Assistant && message.usage && message.usage->promptTokens
        && message.usage->completionTokens && !isRunning(message) && !message.isExcluded
        && message.omittedMessages == 0;
}

//! What the server counted up to and with \a answer, but its reasoning, which is not sent again.
qint64 countOf(const Message &answer)
{
    return *answer.usage->promptTokens + *answer.usage->completionTokens
        - answer.usage->reasoningTokens.value_or(0);
}

bool hasFailedWithoutOutput(const Message &message)
{
    return message.role == Role::Assistant && message.content.isEmpty()
        && message.state != MessageState::Complete && !isRunning(message);
}

//! A file that is in context for some turns only.
struct PassingFile
{
    int turns = 0;
    attachments::FileWeight weight = {};
};

QList<PassingFile> passingFilesOf(const Message &message, const attachments::Intake &intake)
{
    QList<PassingFile> files;
    for (const conversation::ContentPart &part : message.content) {
        const auto *choice = choiceOf(part);
        if (choice && choice->turns > 0)
            files.append({choice->turns,
                          attachments::weightOf(part, attachments::deliveryOf(part, intake).rung)});
    }
    return files;
}

bool hasFiles(const Message &message)
{
    return std::ranges::any_of(message.content, [](const conversation::ContentPart &part) {
        return choiceOf(part) != nullptr;
    });
}

} // namespace

class ContextMeter::Private
{
public:
    Private(ContextMeter &contextMeter, Conversation &source, const attachments::Intake &known)
        : meter(contextMeter)
        , conversation(source)
        , intake(known)
    {
        counting.setSingleShot(true);
        QObject::connect(&counting, &QTimer::timeout, &meter, [this] {
            countSome(RowsAtOnce, TokensAtOnce);
            if (uncountedRows == 0)
                Q_EMIT meter.changed();
        });
    }

    void connectConversation();
    void countAll();
    void countSome(qsizetype rows, qint64 tokens);
    void count(qsizetype row);
    bool isSent(qsizetype row) const;
    TokenEstimate passed(qsizetype end, int turnsBehind) const;
    void forget(qsizetype firstRow, qsizetype lastRow);
    void addDelta(qsizetype row, const MessageDelta &delta);
    void onChanged(qsizetype row);
    void onInserted(qsizetype row);
    bool isDisturbed(qsizetype row) const;
    void disturb();
    const Message *countedAnswer(const QString &model, TokenEstimate &after) const;

    ContextMeter &meter;
    Conversation &conversation;
    attachments::Intake intake;
    QHash<MessageId, TokenEstimate> estimates; // of the rows
    QHash<MessageId, QList<PassingFile>> passing; // of them, those that have such files
    QSet<MessageId> withFiles; // of them
    TokenEstimate sum;
    qsizetype uncountedRows = 0; // from the first one on
    QTimer counting;
    QString uncounted; // of the running answer: pieces are too short to be counted one by one
    // What was left out, edited or deleted may have been in the request that a server counted,
    // unless that went out later, while we were looking.
    bool wasDisturbed = false;
    MessageId fresh;
    // The server counted the system prompt of its time, which is the first that we see with it.
    mutable MessageId promptOwner;
    mutable qint64 countedPrompt = 0;
    mutable qint64 visits = 0;
};

void ContextMeter::Private::connectConversation()
{
    const auto on = [this](auto signal, auto reaction) {
        QObject::connect(&conversation, signal, &meter, [this, reaction](auto... arguments) {
            reaction(arguments...);
            Q_EMIT meter.changed();
        });
    };
    on(&Conversation::messageInserted, [this](qsizetype row) { onInserted(row); });
    on(&Conversation::messagesPrepended, [this](qsizetype added) {
        uncountedRows += uncountedRows > 0 ? added : 0;
        for (qsizetype row = 0; row <= added && row < conversation.count(); ++row) {
            count(row);
            wasDisturbed = wasDisturbed || isDisturbed(row);
        }
    });
    QObject::connect(&conversation, &Conversation::messagesAboutToBeRemoved, &meter,
                     [this](qsizetype first, qsizetype last) { forget(first, last); });
    on(&Conversation::messagesRemoved, [this](qsizetype first, qsizetype) { count(first - 1); });
    on(&Conversation::messageChanged, [this](qsizetype row) { onChanged(row); });
    on(&Conversation::deltaApplied,
       [this](qsizetype row, const MessageDelta &delta) { addDelta(row, delta); });
    on(&Conversation::branchReset, [this] { countAll(); });
}

void ContextMeter::Private::countAll()
{
    estimates.clear();
    passing.clear();
    withFiles.clear();
    sum = {};
    wasDisturbed = false;
    fresh = {};
    uncountedRows = conversation.count();
    countSome(RowsAtOnce, TokensAtOnce);
}

//! From the end upwards.
void ContextMeter::Private::countSome(qsizetype rows, qint64 tokens)
{
    const qint64 enough = sum.text + tokens;
    for (; rows > 0 && uncountedRows > 0 && sum.text < enough; --rows) {
        --uncountedRows;
        count(uncountedRows);
        wasDisturbed = wasDisturbed || isDisturbed(uncountedRows);
    }
    if (uncountedRows > 0)
        counting.start(0);
    else
        counting.stop();
}

void ContextMeter::Private::count(qsizetype row)
{
    if (row < 0 || row >= conversation.count())
        return;
    ++visits;
    const Message &message = conversation.at(row);
    const TokenEstimate now = isSent(row) ? estimatedTokens(message, intake) : TokenEstimate{};
    TokenEstimate &known = estimates[message.id];
    sum += now;
    sum -= known;
    known = now;
    if (hasFiles(message))
        withFiles.insert(message.id);
    if (const auto files = passingFilesOf(message, intake); !files.isEmpty() && isSent(row))
        passing.insert(message.id, files);
    else
        passing.remove(message.id);
    if (row == conversation.count() - 1)
        uncounted.clear();
}

//! As wire::resolveHistory() has it, a failed answer goes with its question.
bool ContextMeter::Private::isSent(qsizetype row) const
{
    const Message &message = conversation.at(row);
    return !message.isExcluded
        && !(message.role == Role::User && row + 1 < conversation.count()
             && hasFailedWithoutOutput(conversation.at(row + 1)))
        && !(message.role == Role::Assistant && message.content.isEmpty());
}

//! \return what of the rows before \a end no longer goes out in a request that has \a turnsBehind
//!         more questions behind them: files whose turns are over.
TokenEstimate ContextMeter::Private::passed(qsizetype end, int turnsBehind) const
{
    TokenEstimate over;
    for (auto file = passing.cbegin(); file != passing.cend(); ++file) {
        const qsizetype from = conversation.rowOf(file.key());
        int longest = 0;
        for (const PassingFile &each : *file)
            longest = std::max(longest, each.turns);
        int turns = turnsBehind;
        for (qsizetype row = from + 1; row < end && turns < longest; ++row)
            turns += conversation.at(row).role == Role::User && isSent(row) ? 1 : 0;
        for (const PassingFile &each : *file) {
            if (from < end && turns >= each.turns)
                over += each.weight;
        }
    }
    return over;
}

void ContextMeter::Private::forget(qsizetype firstRow, qsizetype lastRow)
{
    const qsizetype going = lastRow - firstRow + 1;
    const qsizetype staying = conversation.count() - going;
    uncountedRows = std::max(std::min(uncountedRows, firstRow), uncountedRows - going);
    if (lastRow < conversation.count() - 1)
        disturb();
    if (staying < going) {
        QHash<MessageId, TokenEstimate> kept;
        sum = {};
        visits += staying;
        const QList<MessageId> ids = conversation.rows(0, firstRow)
            + conversation.rows(lastRow + 1, conversation.count() - lastRow - 1);
        for (const MessageId &id : ids) {
            const TokenEstimate known = estimates.value(id);
            kept.insert(id, known);
            sum += known;
        }
        estimates = kept;
        const auto isGone = [this](const MessageId &id) { return !estimates.contains(id); };
        withFiles.removeIf(isGone);
        passing.removeIf([&isGone](const auto &file) { return isGone(file.key()); });
        return;
    }
    const QList<MessageId> gone = conversation.rows(firstRow, going);
    for (const MessageId &id : gone) {
        ++visits;
        sum -= estimates.take(id);
        passing.remove(id);
        withFiles.remove(id);
    }
}

//! Long answers come in many pieces: what is there already is not gone through again.
void ContextMeter::Private::addDelta(qsizetype row, const MessageDelta &delta)
{
    constexpr qsizetype EnoughToCount = 128;
    TokenEstimate &known = estimates[conversation.at(row).id];
    const bool isOnlyMore = known.text > 0 && row == conversation.count() - 1 && !delta.replacedText
        && delta.toolCalls.isEmpty();
    if (!isOnlyMore) {
        count(row);
        return;
    }
    ++visits;
    uncounted += delta.text + delta.refusal;
    if (uncounted.size() < EnoughToCount)
        return;
    const TokenEstimate more{.text = estimatedTokens(uncounted), .bytes = uncounted.size()};
    uncounted.clear();
    known += more;
    sum += more;
}

void ContextMeter::Private::onInserted(qsizetype row)
{
    uncountedRows += row < uncountedRows ? 1 : 0;
    count(row);
    count(row - 1); // its question may have been without an answer that counts
    if (row < conversation.count() - 1)
        disturb();
    else if (conversation.at(row).state == MessageState::Pending)
        fresh = conversation.at(row).id;
}

void ContextMeter::Private::onChanged(qsizetype row)
{
    const Message &message = conversation.at(row);
    const TokenEstimate before = estimates.value(message.id);
    count(row);
    count(row - 1);
    if (row < conversation.count() - 1 && estimates.value(message.id) != before)
        disturb();
    else if (message.state == MessageState::Pending)
        fresh = message.id;
}

//! Whether the branch cannot have been like this since \a row was written.
bool ContextMeter::Private::isDisturbed(qsizetype row) const
{
    const Message &message = conversation.at(row);
    if (message.isExcluded)
        return true;
    if (row == 0)
        return false;
    const Message &above = conversation.at(row - 1);
    return message.parent != above.id || message.createdAt < above.createdAt;
}

void ContextMeter::Private::disturb()
{
    wasDisturbed = true;
    fresh = {};
}

//! \return the newest answer whose count holds; \a after gets what stands below it.
const Message *ContextMeter::Private::countedAnswer(const QString &model,
                                                    TokenEstimate &after) const
{
    const qsizetype end = std::max(conversation.count() - SearchedRows, qsizetype(0));
    for (qsizetype row = conversation.count() - 1; row >= end; --row) {
        ++visits;
        const Message &message = conversation.at(row);
        if (isCounted(message)) {
            const bool isIntact = !wasDisturbed && uncountedRows == 0;
            const bool holds = message.model == model && (isIntact || message.id == fresh);
            return holds ? &message : nullptr;
        }
        after += estimates.value(message.id);
    }
    return nullptr;
}

ContextMeter::ContextMeter(Conversation &conversation, const attachments::Intake &intake,
                           QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, conversation, intake))
{
    d->connectConversation();
    d->countAll();
}

ContextMeter::~ContextMeter() = default;

void ContextMeter::setIntake(const attachments::Intake &intake)
{
    if (d->intake == intake)
        return;
    d->intake = intake;
    const TokenEstimate before = d->sum;
    const QSet<MessageId> changing = d->withFiles;
    for (const MessageId &id : changing)
        d->count(d->conversation.rowOf(id));
    if (d->sum == before)
        return;
    d->disturb(); // what a server counted went out in another form
    Q_EMIT changed();
}

ContextUse ContextMeter::use(const TokenEstimate &draft, const ChatOptions &options) const
{
    const TokenEstimate over = d->passed(d->conversation.count(), 1);
    ContextUse use{.systemPrompt = estimatedTokens(options.systemPrompt),
                   .messages = d->sum.text,
                   .attachments = d->sum.attachments - over.attachments,
                   .draft = draft.total(),
                   .limit = options.fitInto,
                   .bytes = d->sum.bytes - over.bytes + draft.bytes + options.systemPrompt.size()};
    TokenEstimate after;
    const Message *answer = d->countedAnswer(options.model, after);
    if (!answer)
        return use;
    if (std::exchange(d->promptOwner, answer->id) != answer->id)
        d->countedPrompt = use.systemPrompt;
    const qint64 counted = std::max(countOf(*answer) - d->countedPrompt, qint64(0));
    const qint64 overThen = d->passed(d->conversation.rowOf(answer->id), 0).attachments;
    const qint64 overSince = over.attachments - overThen;
    const qint64 countedAttachments =
        std::min(d->sum.attachments - after.attachments - overThen, counted);
    use.messages = counted - countedAttachments + after.text;
    use.attachments = std::max(countedAttachments + after.attachments - overSince, qint64(0));
    use.isEstimate = after != TokenEstimate{} || overSince != 0 || use.draft > 0
        || use.systemPrompt != d->countedPrompt;
    return use;
}

void ContextMeter::complete()
{
    if (d->uncountedRows == 0)
        return;
    d->countSome(d->uncountedRows, std::numeric_limits<qint32>::max());
    Q_EMIT changed();
}

qint64 ContextMeter::visits() const
{
    return d->visits;
}

} // namespace polylogue::app::session
