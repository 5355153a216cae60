// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/store/chatrecord.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace polylogue::app::transfer {

//! \brief The forms of app/transfer/README.md.
enum class ExportFormat { Markdown, Html, Json, JsonLines };

//! \brief What of each chat is exported; never what was deleted.
enum class ExportScope {
    WholeTree, //!< every version of every message
    Branch, //!< what is shown
    Selection, //!< of what is shown, the messages that are named
};

//! \brief What Markdown and HTML hold beside the texts. The two JSON forms always hold everything.
struct ExportOptions
{
    bool reasoning = true;
    bool toolCalls = true; //!< and their results
    bool timestamps = true;
    bool metadata = false; //!< tokens, durations, why an answer ended
    bool attachments = true; //!< false: only named
    bool formulas = true; //!< false: what looks like one is text as any other

    bool operator==(const ExportOptions &) const = default;
};

//! \brief The words of Markdown and HTML, in the user's language. Functions are called in another
//!        thread.
struct ExportWords
{
    QString untitled = {};
    QString reasoning = {};
    QString toolCall = {}; //!< "Calls %1"
    QString toolResult = {};
    QString toolFailure = {};
    QString refusal = {};
    QString missingAttachment = {}; //!< "%1 (the file is missing)"
    QString otherVersion = {}; //!< "Another version of message %1"
    std::function<QString(const conversation::Message &)> speaker = {};
    //! What metadata tells of an answer.
    std::function<QStringList(const conversation::Message &)> facts = {};
    //! What a reader must know of an answer that is not whole; empty where it is.
    std::function<QString(const conversation::Message &)> remark = {};
};

struct ExportRequest
{
    QList<store::WholeChat> chats = {};
    ExportFormat format = ExportFormat::Markdown;
    ExportScope scope = ExportScope::WholeTree;
    QList<conversation::MessageId> selection = {}; //!< for ExportScope::Selection
    ExportOptions options = {};
    ExportWords words = {};
    //! Makes HTML of an answer's Markdown that can stand in any page; called in another thread. Not
    //! set: texts as they stand.
    std::function<QString(const QString &markdown)> htmlOf = {};
    QString target = {}; //!< path of the file, which is replaced, or of a folder that is not there
};

//! \return whether the export is a folder: JSON Lines, several documents, Markdown with files.
bool needsFolder(const ExportRequest &request);

//! \return how a file of \a format ends, without the dot: "md", "html", "json", "jsonl".
QString fileSuffix(ExportFormat format);

//! \brief What came of an export.
struct ExportReport
{
    QString path = {};
    qint64 bytes = 0; //!< of all files
    int chats = 0;
    qsizetype messages = 0;
    QStringList missing = {}; //!< names of attachments whose files are gone or damaged

    bool operator==(const ExportReport &) const = default;
};

} // namespace polylogue::app::transfer
