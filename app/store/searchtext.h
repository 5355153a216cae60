// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"

#include <QString>

//! What the search index holds (README.md, Search): between the domain's text and FTS5.
namespace polylogue::app::store {

//! Stand before and after what matches in a snippet; no text in the index holds them.
constexpr QChar markBegin = u'\x02';
constexpr QChar markEnd = u'\x03';

//! \return what of a message can be found: its text, refusals, tool results and files' names.
QString searchableText(const conversation::Message &message);

//! \brief \a text as it goes into the index: one line without control characters.
//!
//! FTS5 breaks words at spaces, which Chinese, Japanese, Korean, Thai... do not or not always have.
//! Their characters are set apart by zero-width spaces, so that each is a word of its own and any
//! part of a text is found as a phrase.
QString indexedText(const QString &text);

//! \return \a text without what indexedText() put in.
QString withoutSeparators(const QString &text);

//! \return whether FTS5 finds a word in \a text at all, and not only signs ("++").
bool hasWord(const QString &text);

} // namespace polylogue::app::store
