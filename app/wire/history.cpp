// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/chatrequest.h"
#include "app/wire/wirejson.h"

#include <QSet>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using conversation::ContentPart;
using conversation::Message;
using conversation::MessageState;
using conversation::ReasoningPart;
using conversation::Role;
using conversation::ToolCallPart;
using conversation::ToolResultPart;

namespace {

//! A call that the next turns have to answer.
struct OpenCall
{
    QString storedId; //!< as the conversation has it; not unique
    QString sentId;
    bool hasBrokenArguments = false;
    bool isAnswered = false;
};

bool isBlank(const QString &text)
{
    return QStringView(text).trimmed().isEmpty();
}

//! What an answer said: a refusal is text for whoever reads on.
QString spokenText(const Message &message)
{
    const QString text = conversation::textOf(message.content);
    return isBlank(text) ? conversation::refusalOf(message.content) : text;
}

QList<ReasoningPart> reasoningPartsOf(const Message &message)
{
    QList<ReasoningPart> parts;
    for (const ContentPart &part : message.content) {
        if (const auto *reasoning = std::get_if<ReasoningPart>(&part))
            parts.append(*reasoning);
    }
    return parts;
}

//! \return \a answer with nothing but its images.
Message imagesOf(const Message &answer)
{
    Message images = answer;
    images.content.removeIf([](const ContentPart &part) {
        return !std::holds_alternative<conversation::ImagePart>(part);
    });
    return images;
}

class History
{
public:
    explicit History(const std::function<QList<ResolvedPart>(const Message &)> &resolve)
        : m_resolve(resolve)
    { }

    void add(const Message &message);
    QList<ResolvedMessage> take();

private:
    void addUser(const Message &message);
    void addAssistant(const Message &message);
    void addToolResults(const Message &message);
    void addText(Role role, const QString &text);
    void addResult(OpenCall &call, const QString &content);
    ToolCallPart sentCall(const ToolCallPart &call);
    void closeCalls();
    void dropQuestion();
    void mergeSameRoles();
    void beginWithQuestion();

    const std::function<QList<ResolvedPart>(const Message &)> &m_resolve;
    QList<ResolvedMessage> m_messages;
    QList<OpenCall> m_openCalls;
    QList<ResolvedPart> m_images; // of answers since the last question
    QSet<QString> m_usedIds;
    bool m_skipsAnswer = false; // its question was empty
};

void History::add(const Message &message)
{
    if (message.role != Role::Tool)
        closeCalls();
    switch (message.role) {
    case Role::System:
        addText(Role::System, conversation::textOf(message.content));
        return;
    case Role::User:
        addUser(message);
        return;
    case Role::Assistant:
        if (!m_skipsAnswer)
            addAssistant(message);
        return;
    case Role::Tool:
        addToolResults(message);
        return;
    }
}

QList<ResolvedMessage> History::take()
{
    closeCalls();
    mergeSameRoles();
    beginWithQuestion();
    return std::exchange(m_messages, {});
}

void History::addUser(const Message &message)
{
    QList<ResolvedPart> parts = m_resolve(message);
    parts.removeIf([](const ResolvedPart &part) {
        const auto *text = std::get_if<ResolvedText>(&part);
        return text && isBlank(text->text);
    });
    m_skipsAnswer = parts.isEmpty();
    if (m_skipsAnswer)
        return;
    if (!m_images.isEmpty()) {
        m_images.prepend(ResolvedText{u"(the images of the answer above)"_s});
        parts = std::exchange(m_images, {}) + parts;
    }
    m_messages.append({.role = Role::User, .content = parts});
}

void History::addAssistant(const Message &message)
{
    const QString text = spokenText(message);
    QList<ToolCallPart> calls;
    for (const ToolCallPart &call : conversation::toolCallsOf(message.content)) {
        if (!isBlank(call.name)) // cut off before it had one: it cannot be sent
            calls.append(sentCall(call));
    }
    const Message images = imagesOf(message);
    if (!images.content.isEmpty())
        m_images += m_resolve(images);
    if (isBlank(text) && calls.isEmpty() && images.content.isEmpty()) {
        const bool hasFailed = message.state == MessageState::Failed
            || message.state == MessageState::Stopped || message.state == MessageState::Interrupted;
        if (hasFailed)
            dropQuestion();
        return;
    }
    ResolvedMessage answer{
        .role = Role::Assistant, .toolCalls = calls, .reasoning = reasoningPartsOf(message)};
    if (!isBlank(text))
        answer.content.append(ResolvedText{text});
    else if (calls.isEmpty())
        answer.content.append(ResolvedText{u"(an image)"_s});
    m_messages.append(answer);
}

//! \return \a call with an id that no other call of the history has, and whole arguments.
ToolCallPart History::sentCall(const ToolCallPart &call)
{
    ToolCallPart sent = call;
    for (int n = 0; sent.id.isEmpty() || m_usedIds.contains(sent.id); ++n)
        sent.id = u"call_%1_%2"_s.arg(m_usedIds.size()).arg(n);
    m_usedIds.insert(sent.id);
    const bool isBroken = !isBlank(call.arguments) && !isJsonObject(call.arguments);
    if (isBroken || isBlank(call.arguments))
        sent.arguments = u"{}"_s;
    m_openCalls.append({call.id, sent.id, isBroken, false});
    return sent;
}

void History::addToolResults(const Message &message)
{
    for (const ContentPart &part : message.content) {
        const auto *result = std::get_if<ToolResultPart>(&part);
        if (!result)
            continue;
        for (OpenCall &call : m_openCalls) {
            if (!call.isAnswered && call.storedId == result->callId) {
                addResult(call, result->content);
                break;
            }
        }
    }
}

void History::addResult(OpenCall &call, const QString &content)
{
    call.isAnswered = true;
    // Empty turns are refused here and there.
    const QString text = isBlank(content) ? u"(no output)"_s : content;
    m_messages.append(
        {.role = Role::Tool, .content = {ResolvedText{text}}, .toolCallId = call.sentId});
}

//! Answers what was not answered: the user stopped, the program ended, or the call was broken.
void History::closeCalls()
{
    for (OpenCall &call : m_openCalls) {
        if (call.isAnswered)
            continue;
        addResult(call,
                  call.hasBrokenArguments ? u"Error: the arguments are not a JSON object."_s
                                          : u"Error: the function was not run."_s);
    }
    m_openCalls.clear();
}

void History::addText(Role role, const QString &text)
{
    if (!isBlank(text))
        m_messages.append({.role = role, .content = {ResolvedText{text}}});
}

void History::dropQuestion()
{
    if (!m_messages.isEmpty() && m_messages.last().role == Role::User)
        m_messages.removeLast();
}

//! Makes one turn of those of the same role: after deletions, notes and left out answers a question
//! may follow a question, which models with strict templates refuse.
void History::mergeSameRoles()
{
    QList<ResolvedMessage> merged;
    for (const ResolvedMessage &message : std::as_const(m_messages)) {
        const bool isOfSameRole = !merged.isEmpty() && merged.constLast().role == message.role
            && (message.role == Role::User || message.role == Role::Assistant);
        if (!isOfSameRole) {
            merged.append(message);
            continue;
        }
        // Of two answers in a row only the second can have calls: others are followed by results.
        ResolvedMessage &previous = merged.last();
        previous.content += message.content;
        previous.toolCalls += message.toolCalls;
        previous.reasoning += message.reasoning;
    }
    m_messages = merged;
}

//! What answered a question that was deleted or left out stays known to the model; but many
//! templates refuse a conversation that an answer begins.
void History::beginWithQuestion()
{
    const auto first =
        std::find_if(m_messages.cbegin(), m_messages.cend(),
                     [](const ResolvedMessage &message) { return message.role != Role::System; });
    if (first != m_messages.cend() && first->role != Role::User)
        m_messages.insert(first,
                          {.role = Role::User,
                           .content = {ResolvedText{u"(an earlier message was left out)"_s}}});
}

} // namespace

QList<ResolvedMessage>
resolveHistory(const QList<Message> &branch,
               const std::function<QList<ResolvedPart>(const Message &)> &resolve)
{
    History history(resolve);
    for (const Message &message : branch)
        history.add(message);
    return history.take();
}

} // namespace polylogue::app::wire
