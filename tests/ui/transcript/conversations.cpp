// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "conversations.h"

#include "../markdown/sampledocument.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;

namespace polylogue::test {

QList<Message> chain(int count, int characters)
{
    QStringList texts; // a few are enough: making them takes longer than showing them
    for (quint32 seed = 1; seed <= 16; ++seed)
        texts += sampleDocument(characters, seed);
    QList<Message> messages;
    messages.reserve(count);
    for (int index = 0; index < count; ++index) {
        const bool isQuestion = index % 2 == 0;
        Message message;
        message.id = MessageId::create();
        message.parent = messages.isEmpty() ? MessageId() : messages.constLast().id;
        message.role = isQuestion ? Role::User : Role::Assistant;
        message.model = isQuestion ? QString() : u"practice-text"_s;
        message.content = {TextPart{isQuestion ? u"Question %1"_s.arg(index)
                                               : texts.at(index / 2 % texts.size())}};
        messages.append(message);
    }
    return messages;
}

void loadInPieces(Conversation &conversation, const QList<Message> &messages, int rows,
                  const std::function<void()> &between)
{
    conversation.beginLoading();
    for (qsizetype end = messages.size(); end > 0;) {
        const qsizetype first = std::max<qsizetype>(0, end - rows);
        LoadedMessages piece;
        piece.branch = messages.sliced(first, end - first);
        piece.isLast = first == 0;
        conversation.addLoaded(piece);
        end = first;
        if (between && end > 0)
            between();
    }
}

} // namespace polylogue::test
