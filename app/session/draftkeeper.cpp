// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/draftkeeper.h"

#include <algorithm>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace polylogue::app::session {

using attachments::Attachment;
using attachments::Draft;
using store::QueuedMessage;
using store::StoredDraft;

namespace {

constexpr auto SaveDelay = 400ms; // on disk within 500 ms

//! \return StoredDraft or QueuedMessage.
template <typename Stored> Stored storedOf(const Draft &draft)
{
    Stored stored{.text = draft.text, .pastedLengths = draft.pastedLengths};
    for (const Attachment &attachment : draft.attachments) {
        if (attachment.state == Attachment::State::Ready)
            stored.attachments.append(contentPartOf(attachment));
    }
    return stored;
}

template <typename Stored> Draft draftOf(const Stored &stored)
{
    Draft draft{.text = stored.text, .pastedLengths = stored.pastedLengths};
    for (const conversation::ContentPart &part : stored.attachments) {
        if (const auto attachment = attachments::attachmentOf(part))
            draft.attachments.append(*attachment);
    }
    return draft;
}

} // namespace

StoredDraft DraftKeeper::stored(const Kept &kept)
{
    auto stored = storedOf<StoredDraft>(kept.draft);
    for (const Draft &queued : kept.queue)
        stored.queue.append(storedOf<QueuedMessage>(queued));
    return stored;
}

DraftKeeper::Kept DraftKeeper::kept(const StoredDraft &stored)
{
    Kept kept{.draft = draftOf(stored)};
    for (const QueuedMessage &queued : stored.queue)
        kept.queue.append(draftOf(queued));
    return kept;
}

DraftKeeper::DraftKeeper(store::ChatStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DraftKeeper::save);
}

DraftKeeper::~DraftKeeper()
{
    save();
}

void DraftKeeper::load(const ConversationId &chat, Keeping keeping)
{
    const auto known = m_drafts.constFind(chat);
    if (known != m_drafts.cend()) {
        const Kept kept = *known;
        Q_EMIT loaded(chat, kept.draft, kept.queue);
        return;
    }
    if (keeping == Keeping::InMemory) {
        Q_EMIT loaded(chat, {}, {});
        return;
    }
    m_store.loadDraft(chat, this, [this, chat](const base::Result<StoredDraft> &stored) {
        // Where it cannot be read the store says so to the user; writing goes on meanwhile.
        if (stored)
            learn(chat, *stored);
        const Kept kept = m_drafts.value(chat);
        Q_EMIT loaded(chat, kept.draft, kept.queue);
    });
}

void DraftKeeper::set(const ConversationId &chat, const Draft &draft, Keeping keeping)
{
    Kept &kept = m_drafts[chat];
    kept.draft = draft;
    kept.keeping = keeping;
    saveLater(chat, kept);
}

void DraftKeeper::setQueue(const ConversationId &chat, const QList<Draft> &queue, Keeping keeping)
{
    Kept &kept = m_drafts[chat];
    kept.queue = queue;
    kept.keeping = keeping;
    saveLater(chat, kept);
}

void DraftKeeper::updateAttachment(const Attachment &attachment)
{
    for (auto kept = m_drafts.begin(); kept != m_drafts.end(); ++kept) {
        QList<Attachment> &attachments = kept->draft.attachments;
        const auto found = std::ranges::find(attachments, attachment.id, &Attachment::id);
        if (found == attachments.end())
            continue;
        *found = attachment;
        saveLater(kept.key(), *kept);
    }
}

bool DraftKeeper::has(const ConversationId &chat) const
{
    const auto kept = m_drafts.constFind(chat);
    return kept != m_drafts.cend() && (!kept->draft.isEmpty() || !kept->queue.isEmpty());
}

void DraftKeeper::saveLater(const ConversationId &chat, const Kept &kept)
{
    if (kept.keeping == Keeping::InMemory)
        return;
    m_unsaved.insert(chat);
    if (!m_timer.isActive())
        m_timer.start(SaveDelay);
}

void DraftKeeper::learn(const ConversationId &chat, const StoredDraft &draft)
{
    const auto known = m_drafts.find(chat);
    if (known == m_drafts.end()) {
        m_drafts.insert(chat, kept(draft));
        return;
    }
    // Somebody wrote before this came: what waited still does.
    if (known->queue.isEmpty() && !draft.queue.isEmpty()) {
        known->queue = kept(draft).queue;
        saveLater(chat, *known);
    }
}

void DraftKeeper::forget(const ConversationId &chat)
{
    m_drafts.remove(chat);
    m_unsaved.remove(chat);
}

void DraftKeeper::forgetAll()
{
    m_drafts.clear();
    m_unsaved.clear();
}

void DraftKeeper::save()
{
    m_timer.stop();
    QList<store::Change> changes;
    for (const ConversationId &chat : std::as_const(m_unsaved))
        changes.append(store::SaveDraft{.chat = chat, .draft = stored(m_drafts.value(chat))});
    m_unsaved.clear();
    if (!changes.isEmpty())
        m_store.write(changes);
}

} // namespace polylogue::app::session
