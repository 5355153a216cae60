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
QString detailsLabel(bool isOpen);
QString jumpToLatest();
QString conversationName();

QString speaker(const app::conversation::Message &message); //!< "You", the model's name
QString spokenSpeaker(const app::conversation::Message &message); //!< "Model NAME"
QString place(qsizetype number, qsizetype count); //!< "Message 2 of 5"
QString time(const QDateTime &when);
QString fileMark(const QString &mediaType); //!< "PDF", "JPG": at most four letters
QString facts(const app::conversation::ImagePart &image);
QString facts(const app::conversation::DocumentPart &document);
QStringList facts(const app::conversation::Message &answer);
QString reasoningLabel(bool isThinking, std::optional<std::chrono::milliseconds> duration);
QString toolCall(const app::conversation::ToolCallPart &call);
QString waiting();
QString emptyAnswer();

QString generating();
QString responseComplete(qsizetype words);

} // namespace polylogue::ui::transcript::wording
