// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/exportwords.h"

#include "ui/text/errortext.h"
#include "ui/transcript/wording.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace polylogue::ui::transfer {

using app::base::Error;
using app::base::ErrorKind;
using app::conversation::Message;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::transfer)
};

QString remark(const Message &message)
{
    if (!message.error)
        return transcript::wording::brokenOff(message);
    const text::ErrorText error = text::messageErrorText(*message.error, message.model);
    return error.serverWords.isEmpty() ? error.title : error.title + u": "_s + error.serverWords;
}

//! \return a sentence for what only happens here; empty for anything else.
QString ownWords(const Error &error)
{
    if (error.type == "exists"_L1)
        return Words::tr("There is something of this name already. Choose another name.");
    if (error.type == "directory"_L1)
        return Words::tr("This is a folder. Choose a name for a file.");
    if (error.type == "not_as_written"_L1)
        return Words::tr("What was written reads back differently. The disk may be failing.");
    if (error.type == "json"_L1)
        return Words::tr("“%1” is not JSON that can be read (%2).")
            .arg(error.subject, error.detail);
    if (error.type == "zip"_L1)
        return Words::tr("The archive “%1” is damaged.").arg(error.subject);
    if (error.type == "encrypted"_L1)
        return Words::tr("“%1” is protected by a password.").arg(error.subject);
    if (error.type == "zip_bomb"_L1)
        return Words::tr("“%1” would become far too large when unpacked.").arg(error.subject);
    if (error.type == "unknown_form"_L1)
        return Words::tr("This is not a form of conversation that is known here.");
    if (error.type == "newer"_L1)
        return Words::tr("“%1” was written by a newer version of this program.").arg(error.subject);
    if (error.type == "nothing_found"_L1)
        return Words::tr("There are no conversations in this archive.");
    if (error.type == "empty"_L1)
        return Words::tr("The conversation has no messages.");
    if (error.kind == ErrorKind::TooLarge)
        return Words::tr("“%1” is too large.").arg(error.subject);
    if (error.kind == ErrorKind::Cancelled)
        return Words::tr("Cancelled.");
    return {};
}

} // namespace

app::transfer::ExportWords exportWords()
{
    return {.untitled = Words::tr("Untitled chat"),
            .reasoning = Words::tr("Reasoning"),
            .toolCall = Words::tr("Calls %1"),
            .toolResult = Words::tr("Result"),
            .toolFailure = Words::tr("Result: failed"),
            .refusal = Words::tr("Refused:"),
            .missingAttachment = Words::tr("%1 (the file is missing)"),
            .otherVersion = Words::tr("Another version, in place of message %1"),
            .speaker =
                [](const app::conversation::Message &message) {
                    return transcript::wording::speaker(message);
                },
            .facts = [](const Message &message) { return transcript::wording::facts(message); },
            .remark = remark};
}

QString failureText(const Error &error)
{
    if (const QString words = ownWords(error); !words.isEmpty())
        return words;
    const text::ErrorText worded = text::errorText(error);
    QString sentences = worded.title;
    for (const QString &more : {worded.serverWords, worded.advice}) {
        if (!more.isEmpty())
            sentences += u"\n"_s + more;
    }
    return sentences;
}

} // namespace polylogue::ui::transfer
