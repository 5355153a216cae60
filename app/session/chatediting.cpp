// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What a ChatSession does to the tree when the user writes, edits, deletes or asks again.

#include "app/session/chatsession_p.h"
#include "app/session/question.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

using attachments::Draft;
using conversation::ContentPart;
using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;
using conversation::RefusalPart;
using conversation::Removal;
using conversation::Role;
using conversation::TextPart;

namespace {

// For the model; the transcript shows it as what it is, a message.
const QString ContinueRequest = u"Continue exactly where you stopped."_s;

//! \return \a content with \a text where its text, or its refusal, stood; without any, at the end.
QList<ContentPart> withText(const QList<ContentPart> &content, const QString &text)
{
    QList<ContentPart> changed;
    bool isPlaced = false;
    const auto place = [&] {
        if (!isPlaced)
            changed.append(TextPart{.text = text});
        isPlaced = true;
    };
    for (const ContentPart &part : content) {
        if (std::holds_alternative<TextPart>(part) || std::holds_alternative<RefusalPart>(part))
            place();
        else
            changed.append(part);
    }
    place();
    return changed;
}

} // namespace

void ChatSession::send(const Draft &draft, const ChatOptions &options)
{
    Q_ASSERT(!isRunning() && !draft.isEmpty());
    d->whenWhole([this, draft, options] {
        d->draft = draft;
        d->question = m_conversation.append(questionOf(draft));
        d->addAnswer(options);
        d->begin(options);
    });
}

void ChatSession::note(const Draft &draft)
{
    Q_ASSERT(!isRunning() && !draft.isEmpty());
    d->whenWhole([this, draft] {
        d->draft = draft;
        m_conversation.append(questionOf(draft));
        d->begin({});
    });
}

void ChatSession::add(const QList<Message> &messages)
{
    Q_ASSERT(!isRunning());
    d->whenWhole([this, messages] {
        for (Message message : messages) {
            message.id = {};
            message.createdAt = {};
            m_conversation.append(std::move(message));
        }
    });
}

void ChatSession::retry(const MessageId &answer, const ChatOptions &options)
{
    Q_ASSERT(!isRunning());
    d->whenWhole([this, answer, options] {
        const qsizetype row = m_conversation.rowOf(answer);
        if (row < 0 || m_conversation.at(row).role != Role::Assistant)
            return;
        // What stands below an answer stays with it.
        const bool isLast = row == m_conversation.count() - 1;
        if (isLast && m_conversation.at(row).content.isEmpty()) {
            // Versions are ordered by their time, so only the newest may become newer.
            const bool isNewest = m_conversation.siblings(answer).constLast() == answer;
            m_conversation.update(answer, [&](Message &message) {
                message = {.id = message.id,
                           .parent = message.parent,
                           .role = Role::Assistant,
                           .state = MessageState::Pending,
                           .createdAt =
                               isNewest ? QDateTime::currentDateTimeUtc() : message.createdAt,
                           .model = options.model};
            });
            d->answer = answer;
        } else {
            d->replaced = answer;
            d->answer = m_conversation.appendSibling(
                answer,
                {.role = Role::Assistant, .state = MessageState::Pending, .model = options.model});
        }
        d->begin(options);
    });
}

void ChatSession::stepDown(const MessageId &answer, conversation::Rung rung,
                           const ChatOptions &options)
{
    Q_ASSERT(!isRunning());
    d->whenWhole([this, answer, rung, options] {
        const qsizetype row = m_conversation.rowOf(answer);
        if (row < 1 || m_conversation.at(row - 1).role != Role::User)
            return;
        m_conversation.update(m_conversation.at(row - 1).id, [rung](Message &question) {
            for (ContentPart &part : question.content) {
                if (auto *document = std::get_if<conversation::DocumentPart>(&part))
                    document->delivery.rung = rung;
            }
        });
        retry(answer, options);
    });
}

void ChatSession::setDelivery(const MessageId &message, qsizetype part,
                              const conversation::DeliveryChoice &choice)
{
    const Message *found = m_conversation.find(message);
    if (!found || part < 0 || part >= found->content.size())
        return;
    m_conversation.update(message, [&](Message &changed) {
        if (auto *image = std::get_if<conversation::ImagePart>(&changed.content[part]))
            image->delivery = choice;
        else if (auto *document = std::get_if<conversation::DocumentPart>(&changed.content[part]))
            document->delivery = choice;
        else if (auto *file = std::get_if<conversation::TextFilePart>(&changed.content[part]))
            file->delivery = choice;
    });
}

void ChatSession::edit(const MessageId &question, const Draft &draft, const ChatOptions &options,
                       bool asksForAnswer)
{
    Q_ASSERT(!isRunning() && !draft.isEmpty());
    d->whenWhole([this, question, draft, options, asksForAnswer] {
        const qsizetype row = m_conversation.rowOf(question);
        if (row < 0 || m_conversation.at(row).role != Role::User)
            return;
        Message version = questionOf(draft);
        version.isPinned = m_conversation.at(row).isPinned;
        d->draft = draft;
        if (asksForAnswer) {
            d->replaced = question;
            d->question = m_conversation.appendSibling(question, std::move(version));
            d->addAnswer(options);
        } else {
            version.isExcluded = m_conversation.at(row).isExcluded;
            version.isEdited = true; // what stands below answers other words
            m_conversation.replace(question, std::move(version));
        }
        d->begin(options);
    });
}

void ChatSession::editAnswer(const MessageId &answer, const QString &text)
{
    Q_ASSERT(!isRunning());
    d->whenWhole([this, answer, text] {
        const qsizetype row = m_conversation.rowOf(answer);
        if (row < 0 || m_conversation.at(row).role != Role::Assistant)
            return;
        const Message &original = m_conversation.at(row);
        m_conversation.replace(answer,
                               {.role = Role::Assistant,
                                .content = withText(original.content, text),
                                .model = original.model,
                                .isExcluded = original.isExcluded,
                                .isPinned = original.isPinned,
                                .isEdited = true});
    });
}

void ChatSession::answerCalls(const MessageId &answer, const QList<Message> &results,
                              const ChatOptions &options)
{
    Q_ASSERT(!isRunning() || state() == State::Calling);
    d->whenWhole([this, answer, results, options] {
        const qsizetype last = m_conversation.count() - 1;
        if (last < 0 || m_conversation.at(last).id != answer) {
            setCalling(false);
            return;
        }
        for (const Message &result : results)
            m_conversation.append(result);
        d->addAnswer(options);
        d->begin(options);
    });
}

void ChatSession::continueAnswer(const MessageId &answer, const ChatOptions &options)
{
    Q_ASSERT(!isRunning());
    d->whenWhole([this, answer, options] {
        const qsizetype last = m_conversation.count() - 1;
        if (last < 0 || m_conversation.at(last).id != answer
            || m_conversation.at(last).role != Role::Assistant)
            return;
        d->question = m_conversation.append(
            {.role = Role::User, .content = {TextPart{.text = ContinueRequest}}});
        d->addAnswer(options);
        d->begin(options);
    });
}

QList<MessageId> ChatSession::remove(const MessageId &message, Removal removal)
{
    Q_ASSERT(!isRunning());
    return m_conversation.isWhole() ? m_conversation.remove(message, removal) : QList<MessageId>{};
}

void ChatSession::setExcluded(const MessageId &message, bool excluded)
{
    if (const Message *found = m_conversation.find(message); found && found->isExcluded != excluded)
        m_conversation.update(message, [=](Message &each) { each.isExcluded = excluded; });
}

void ChatSession::setPinned(const MessageId &message, bool pinned)
{
    if (const Message *found = m_conversation.find(message); found && found->isPinned != pinned)
        m_conversation.update(message, [=](Message &each) { each.isPinned = pinned; });
}

Draft ChatSession::withdraw(const MessageId &answer)
{
    Q_ASSERT(!isRunning());
    const qsizetype row = m_conversation.rowOf(answer);
    if (!m_conversation.isWhole() || row < 1 || m_conversation.at(row - 1).role != Role::User)
        return {};
    const Message question = m_conversation.at(row - 1);
    m_conversation.remove(question.id, Removal::MessageAndBelow);
    return draftOf(question);
}

void ChatSession::clear()
{
    Q_ASSERT(!isRunning());
    m_conversation.clear();
}

} // namespace polylogue::app::session
