// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/practicerequest.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace polylogue::app::practice {

//! \brief A tool that a prompt speaks of.
struct WantedTool
{
    const Function *tool = nullptr;
    qsizetype position = 0; //!< of its first mention, in characters
    QStringList stems = {}; //!< that tell it from the other tools
};

//! \return the words of a function's name, in lower case: "getMagic_number" -> get, magic, number;
//!         a server's name before "__" is left out.
QStringList wordsOfName(const QString &name);

//! \return those of \a tools whose name or description \a text speaks of, by their first mention.
std::vector<WantedTool> wantedTools(const std::vector<Function> &tools, const QString &text);

//! \return whether \a text has a word that only \a tool of all tools has in its name.
bool speaksOf(const QString &text, const WantedTool &tool);

} // namespace polylogue::app::practice
