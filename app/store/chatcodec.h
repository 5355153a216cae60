// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/chatrecord.h"

#include <QByteArray>

//! Chats without their messages, drafts, folders, prompts and presets as JSON: as messagecodec.h.
//! Each decode... returns ErrorKind::File, type "json", where the text is no JSON object or an
//! identifier is missing.
namespace polylogue::app::store {

//! hasDraft is not written: it is the drafts' own.
QByteArray encodeChat(const ChatRecord &chat, const QByteArray &previous = {});
base::Result<ChatRecord> decodeChat(const QByteArray &json);

//! \brief The members of a chat that have no column of their own in the database.
QByteArray encodeChatDetails(const ChatRecord &chat, const QByteArray &previous = {});
base::Status decodeChatDetails(const QByteArray &json, ChatRecord &chat);

QByteArray encodeDraft(const StoredDraft &draft, const QByteArray &previous = {});
base::Result<StoredDraft> decodeDraft(const QByteArray &json);

QByteArray encodeFolder(const Folder &folder, const QByteArray &previous = {});
base::Result<Folder> decodeFolder(const QByteArray &json);

QByteArray encodePrompt(const Prompt &prompt, const QByteArray &previous = {});
base::Result<Prompt> decodePrompt(const QByteArray &json);

QByteArray encodePreset(const Preset &preset, const QByteArray &previous = {});
base::Result<Preset> decodePreset(const QByteArray &json);

} // namespace polylogue::app::store
