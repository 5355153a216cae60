// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatrecord.h"
#include "app/store/findingrecord.h"
#include "app/store/gridrecord.h"
#include "app/store/ledgerrow.h"
#include "app/store/tokenuse.h"
#include "app/store/vote.h"

#include <QUrl>

#include <variant>

namespace polylogue::app::store {

//! \brief Adds a chat or replaces what is known of it; hasDraft is the drafts' own.
struct SaveChat
{
    ChatRecord record = {};
};

//! \brief Adds messages or replaces them; parents before children. Pieces that were stored of them
//!        are dropped.
struct SaveMessages
{
    ConversationId chat = {};
    QList<conversation::Message> messages = {};
};

//! \brief Adds a piece of a running answer: a row, so that what is long already is not written
//! again.
struct AppendPiece
{
    conversation::MessageId message = {};
    conversation::MessageDelta delta = {};
};

//! \brief The shown branch is \a messages from row \a firstRow on, and then its last \a kept rows
//! as
//!        they are stored; all stored before.
struct SetBranch
{
    ConversationId chat = {};
    qsizetype firstRow = 0;
    QList<conversation::MessageId> messages = {};
    qsizetype kept = 0;
};

//! \brief A chat's draft; a null chat is the one that does not exist yet. Empty: removed.
struct SaveDraft
{
    ConversationId chat = {};
    StoredDraft draft = {};
};

struct SaveFolder
{
    Folder folder = {};
};

//! \brief Its chats stay, in no folder.
struct RemoveFolder
{
    FolderId folder = {};
};

struct SavePrompt
{
    Prompt prompt = {};
};

struct RemovePrompt
{
    PromptId prompt = {};
};

struct SavePreset
{
    Preset preset = {};
};

struct RemovePreset
{
    PresetId preset = {};
};

//! \brief Really removes deleted chats and messages, files nobody refers to any more, and backups
//!        that still hold them.
struct EmptyTrash
{ };

//! \brief An HTTP call for the ledger.
struct RecordCall
{
    LedgerRow row = {};
};

//! \brief What an answer took, to be added up by chat and by day.
struct RecordUse
{
    ConversationId chat = {}; //!< null: a temporary one
    QDateTime endedAt = {}; //!< UTC
    TokenUse use = {};
};

//! \brief What was found out about models, with what it rests on.
struct SaveFinding
{
    FindingRecord finding = {};
};

//! \brief All that one source found of one capability of one model.
struct RemoveFindings
{
    endpoint::EndpointId endpoint = {};
    QString model = {};
    QString capability = {};
    QString source = {};
};

//! \brief Adds a grid run or replaces what is known of it; its cells stay.
struct SaveGridRun
{
    GridRun run = {};
};

//! \brief A cell that has ended; passed over where its run is gone.
struct SaveGridCell
{
    GridRunId run = {};
    GridCell cell = {};
};

//! \brief For good, with its cells.
struct RemoveGridRun
{
    GridRunId run = {};
};

struct SaveVote
{
    Vote vote = {};
};

//! \brief All of them.
struct RemoveVotes
{ };

using Change = std::variant<SaveChat, SaveMessages, AppendPiece, SetBranch, SaveDraft, SaveFolder,
                            RemoveFolder, SavePrompt, RemovePrompt, SavePreset, RemovePreset,
                            EmptyTrash, RecordCall, RecordUse, SaveFinding, RemoveFindings,
                            SaveGridRun, SaveGridCell, RemoveGridRun, SaveVote, RemoveVotes>;

} // namespace polylogue::app::store
