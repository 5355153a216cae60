// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"
#include "ui/transcript/leaf.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

//! \brief The transcript's own words. Only what is known is said: nothing is estimated.
namespace polylogue::ui::transcript::wording {

QString commandLabel(Command command);
QString actionLabel(MessageAction action); //!< of a button: "Regenerate"
QString moreActions();
//! \return what pointing at an action tells beyond its label; empty for nothing.
QString actionHint(MessageAction action, const QString &model);
QString regenerateWith(const QString &model); //!< of a menu: "Regenerate with NAME"
QString whyLocked(bool isLoading);
QString version(int number, int count); //!< "2/3"
QStringList marks(const app::conversation::Message &message); //!< "edited", "left out"...
QString omitted(int messages); //!< what a request left out to fit
QString promoted(); //!< that an answer was taken from a comparison
//! \return how an answer broke off, as a sentence; empty where it did not.
QString brokenOff(const app::conversation::Message &answer);
QString detailsLabel(bool isOpen);
QString copyLabel(); //!< these of a block of code
QString saveLabel();
QString wrapLabel(bool isWrapped);
QString foldLabel();
QString sourceLabel(bool isShown); //!< of a message
QString showAllLines(qsizetype count);
QString jumpToLatest();
QString formulaError(const QString &words); //!< words: KaTeX's
QString conversationName();

//! \return "You", the model's name.
QString speaker(const app::conversation::Message &message, bool hidesModel = false);
QString spokenSpeaker(const app::conversation::Message &message,
                      bool hidesModel = false); //!< "Model NAME"
QString codeName(const QString &language, qsizetype lines); //!< spoken
QString tableName(int rows, int columns); //!< spoken; rows without the header
QString ruleName(); //!< spoken
QString place(qsizetype number, qsizetype count); //!< "Message 2 of 5"
QString time(const QDateTime &when);
QString fileMark(const QString &mediaType); //!< "PDF", "JPG": at most four letters
//! \param note of Message::notes: what the server refused
QString note(const QString &note);
QString facts(const app::conversation::ImagePart &image);
QString picture(const QString &facts);
QString facts(const app::conversation::DocumentPart &document);
QString facts(const app::conversation::TextFilePart &file);
//! \param withEnd also how it ended, where that is not as usual
QStringList facts(const app::conversation::Message &answer, bool withEnd = true);
QString reasoningLabel(bool isThinking, std::optional<std::chrono::milliseconds> duration);
QString toolCall(const app::conversation::ToolCallPart &call);
QString resultOf(const QString &tool); //!< who speaks, where the tool's name is known
QString toolFailure();
QString logged(const QString &line); //!< by a tool, for the user
QString waiting();
QString unread(); //!< of a long text: it is being read
QString emptyAnswer();
QString unformatted(); //!< what a limit of the parser has done

QString generating();
QString responseComplete(qsizetype words);

} // namespace polylogue::ui::transcript::wording
