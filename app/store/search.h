// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatrecord.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace polylogue::app::store {

//! \brief What is looked for.
struct SearchQuery
{
    QStringList words = {}; //!< all must occur; the last may be the beginning of a word
    QStringList phrases = {}; //!< as they stand between quotation marks
    QString model = {}; //!< a part of its name
    QString folder = {}; //!< a part of its name
    bool hasImage = false;
    bool hasDocument = false;
    std::optional<QDate> before = {}; //!< the user's own days
    std::optional<QDate> after = {};
    QStringList unknown = {}; //!< filters as they stand that mean nothing ("has:video")

    bool isEmpty() const;
    bool operator==(const SearchQuery &) const = default;
};

//! \brief Reads what the user typed: words, "phrases", model: has:pdf has:image in: before: after:
//!        (dates as 2026-11-23, 2026-11 or 2026; values may be quoted).
SearchQuery parseSearch(const QString &typed);

struct SearchHit
{
    ConversationId chat = {};
    conversation::MessageId message = {}; //!< null: the title matches
    QString title = {};
    QString snippet = {}; //!< plain text, one line
    QList<std::pair<int, int>> marks = {}; //!< first and length of what matches in \a snippet
    conversation::Role role = conversation::Role::User;
    QString model = {};
    QDateTime at = {}; //!< UTC
    bool isOnBranch = true; //!< false: on a version that is not shown now

    bool operator==(const SearchHit &) const = default;
};

} // namespace polylogue::app::store
