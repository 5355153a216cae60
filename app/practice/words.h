// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace polylogue::app::practice {

//! \return the words of \a text in lower case: runs of letters, digits and inner apostrophes.
QStringList wordsOf(const QString &text);

//! \return \a word (in lower case) without the commonest English endings: "stories" and "story"
//!         give the same.
QString stemOf(const QString &word);

//! \return whether a word (in lower case) is so common that it tells nothing of the topic.
bool isCommonWord(const QString &word);

//! \return the stems of the words of \a text that tell something.
QStringList tellingStemsOf(const QString &text);

//! \return \a text in pieces of a word or less, with the space before; joined, they are \a text.
//!         A piece counts as a token: about 1.3 for a word.
QStringList tokensOf(const QString &text);

//! \return the sentences of \a text, trimmed.
QStringList sentencesOf(const QString &text);

//! \return the \a count sentences of \a text that hold most of its frequent words, in their order.
QStringList tellingSentencesOf(const QString &text, qsizetype count);

//! \return the English name of the language that \a text seems to be in; empty where that is hard
//!         to tell.
QString languageOf(const QString &text);

} // namespace polylogue::app::practice
