// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/prompt.h"

#include <QString>

namespace polylogue::app::practice {

struct WordsAnswer
{
    QString rule = {}; //!< what fitted, in words: "a greeting"
    QString text = {};
    bool isVerbatim = false; //!< asked for word by word: no manner of speech may change it
};

//! \brief The answer in words to a prompt; always one, the last resort says what was understood.
WordsAnswer answerInWords(const Prompt &prompt);

} // namespace polylogue::app::practice
