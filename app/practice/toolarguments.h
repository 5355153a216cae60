// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/practicerequest.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace polylogue::app::practice {

//! \brief Where arguments come from.
struct ArgumentSource
{
    QString text = {}; //!< the prompt, or the piece of it that speaks of the tool
    QString wholeText = {}; //!< the whole prompt
    QStringList results =
        {}; //!< values of earlier calls, the latest first; not empty: they go first
    bool mayInvent = false; //!< a call is required: take defaults where nothing is found
};

//! \return the arguments of \a tool as JSON text; nothing where a required one is not to be found.
std::optional<QString> argumentsFor(const Function &tool, const ArgumentSource &source);

//! \return one JSON text of arguments for each value, where the tool takes just one argument and
//!         the prompt enumerates several values for it ("Paris, Rome and Oslo").
std::vector<QString> enumeratedArguments(const Function &tool, const ArgumentSource &source);

} // namespace polylogue::app::practice
