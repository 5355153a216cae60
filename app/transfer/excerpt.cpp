// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/excerpt.h"

#include <QSet>

namespace polylogue::app::transfer {

using conversation::ContentPart;
using conversation::Message;
using conversation::MessageId;
using store::WholeChat;

namespace {

using MessageIndex = QHash<MessageId, qsizetype>;

MessageIndex indexOf(const QList<Message> &messages)
{
    MessageIndex index;
    index.reserve(messages.size());
    for (qsizetype row = 0; row < messages.size(); ++row)
        index.insert(messages.at(row).id, row);
    return index;
}

//! Bounded by the number of messages: a damaged store might have a circle.
QList<MessageId> pathTo(const WholeChat &chat, const MessageIndex &index)
{
    QList<MessageId> path;
    for (MessageId id = chat.leaf; index.contains(id) && path.size() < chat.messages.size();
         id = chat.messages.at(index.value(id)).parent)
        path.prepend(id);
    return path;
}

} // namespace

WholeChat excerptOf(const WholeChat &chat, ExportScope scope, const QList<MessageId> &selection)
{
    const MessageIndex index = indexOf(chat.messages);
    const QList<MessageId> path = pathTo(chat, index);
    const QSet<MessageId> shown(path.begin(), path.end());
    const QSet<MessageId> selected(selection.begin(), selection.end());

    WholeChat excerpt{.record = chat.record};
    QHash<MessageId, MessageId> keptAbove; // of what is left out: the nearest ancestor that is kept
    for (const Message &message : chat.messages) {
        const MessageId parent = keptAbove.value(message.parent, message.parent);
        const bool isWanted = scope == ExportScope::WholeTree
            || (scope == ExportScope::Branch ? shown : selected).contains(message.id);
        if (message.deletedAt.isValid() || !isWanted) {
            keptAbove.insert(message.id, parent);
            continue;
        }
        excerpt.messages.append(message);
        excerpt.messages.last().parent = parent;
    }
    excerpt.leaf = keptAbove.value(chat.leaf, chat.leaf);
    return excerpt;
}

namespace {

class StrandMaker final
{
public:
    explicit StrandMaker(const WholeChat &chat)
        : m_chat(chat)
        , m_index(indexOf(chat.messages))
    {
        for (const Message &message : chat.messages)
            m_children[parentOf(message)].append(message.id);
    }

    QList<Strand> make()
    {
        QList<MessageId> path = pathTo(m_chat, m_index);
        if (path.isEmpty() && !m_chat.messages.isEmpty())
            path = firstBranchFrom(m_chat.messages.first().id);
        add(path, -1);
        for (qsizetype row = 0; row < m_strands.size(); ++row) {
            const QList<Message> messages = m_strands.at(row).messages;
            for (const Message &message : messages)
                addVersions(parentOf(message), message.id);
            if (!messages.isEmpty()) // whose end is not the tree's
                addVersions(messages.last().id, messages.last().id);
        }
        return m_strands;
    }

private:
    MessageId parentOf(const Message &message) const
    {
        return m_index.contains(message.parent) ? message.parent : MessageId();
    }

    QList<MessageId> firstBranchFrom(const MessageId &top) const
    {
        QList<MessageId> ids = {top};
        for (auto below = m_children.find(top); below != m_children.end();
             below = m_children.find(ids.last()))
            ids.append(below->first());
        return ids;
    }

    //! Adds what hangs below \a parent and is not in a strand yet.
    void addVersions(const MessageId &parent, const MessageId &insteadOf)
    {
        const QList<MessageId> versions = m_children.take(parent);
        for (const MessageId &version : versions) {
            if (!m_places.contains(version))
                add(firstBranchFrom(version), m_places.value(insteadOf));
        }
    }

    void add(const QList<MessageId> &ids, qsizetype insteadOf)
    {
        Strand strand{.insteadOf = insteadOf};
        for (const MessageId &id : ids) {
            m_places.insert(id, m_places.size());
            strand.messages.append(m_chat.messages.at(m_index.value(id)));
        }
        m_strands.append(strand);
    }

    const WholeChat &m_chat;
    MessageIndex m_index;
    QHash<MessageId, QList<MessageId>> m_children; // without what has been looked at
    QHash<MessageId, qsizetype> m_places; // of what stands in a strand already
    QList<Strand> m_strands;
};

} // namespace

QList<Strand> strandsOf(const WholeChat &chat)
{
    return StrandMaker(chat).make();
}

QList<NamedBlob> blobsOf(const QList<Message> &messages, BlobScope scope)
{
    QList<NamedBlob> blobs;
    QSet<QByteArray> known;
    const auto add = [&](const conversation::BlobRef &blob, const QString &fileName) {
        if (known.contains(blob.sha256))
            return;
        known.insert(blob.sha256);
        blobs.append(NamedBlob{.blob = blob, .fileName = fileName});
    };
    for (const Message &message : messages) {
        for (const ContentPart &part : message.content) {
            const QString fileName = conversation::fileNameOf(part);
            const QList<conversation::BlobRef> needed = conversation::blobsOf(part);
            for (const conversation::BlobRef &blob : needed) {
                add(blob, fileName);
                if (scope == BlobScope::Sent)
                    break; // which comes first
            }
        }
    }
    return blobs;
}

} // namespace polylogue::app::transfer
