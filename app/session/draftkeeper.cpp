// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/draftkeeper.h"

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace polylogue::app::session {

using attachments::Attachment;
using attachments::Draft;
using store::StoredDraft;

namespace {

constexpr auto SaveDelay = 400ms; // on disk within 500 ms

StoredDraft storedDraftOf(const Draft &draft)
{
    StoredDraft stored{.text = draft.text};
    for (const Attachment &attachment : draft.attachments) {
        if (attachment.state == Attachment::State::Ready)
            stored.attachments.append(contentPartOf(attachment));
    }
    return stored;
}

Draft draftOf(const StoredDraft &stored)
{
    Draft draft{.text = stored.text};
    for (const conversation::ContentPart &part : stored.attachments) {
        if (const auto attachment = attachments::attachmentOf(part))
            draft.attachments.append(*attachment);
    }
    return draft;
}

} // namespace

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
        const Draft draft = *known;
        Q_EMIT loaded(chat, draft);
        return;
    }
    if (keeping == Keeping::InMemory) {
        Q_EMIT loaded(chat, {});
        return;
    }
    m_store.loadDraft(chat, this, [this, chat](const base::Result<StoredDraft> &stored) {
        // Where it cannot be read the store says so to the user; writing goes on meanwhile.
        if (stored)
            learn(chat, *stored);
        const Draft draft = m_drafts.value(chat);
        Q_EMIT loaded(chat, draft);
    });
}

void DraftKeeper::set(const ConversationId &chat, const Draft &draft, Keeping keeping)
{
    m_drafts.insert(chat, draft);
    if (keeping == Keeping::InMemory)
        return;
    m_unsaved.insert(chat);
    if (!m_timer.isActive())
        m_timer.start(SaveDelay);
}

void DraftKeeper::learn(const ConversationId &chat, const StoredDraft &draft)
{
    if (!m_drafts.contains(chat))
        m_drafts.insert(chat, draftOf(draft));
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
        changes.append(
            store::SaveDraft{.chat = chat, .draft = storedDraftOf(m_drafts.value(chat))});
    m_unsaved.clear();
    if (!changes.isEmpty())
        m_store.write(changes);
}

} // namespace polylogue::app::session
