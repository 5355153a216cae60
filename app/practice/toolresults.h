// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/practicerequest.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace polylogue::app::practice {

//! \brief A call that was made since the latest user turn, with what came back.
struct FinishedCall
{
    QString name = {};
    QString arguments = {}; //!< JSON text
    QString result = {};
};

//! \return the calls behind the turn \a userTurn, in order.
std::vector<FinishedCall> finishedCalls(const std::vector<Turn> &turns, size_t userTurn);

//! \return the values that calls of \a name gave, numbers first; of all calls, the latest first,
//!         where \a name is empty.
QStringList valuesOf(const std::vector<FinishedCall> &calls, const QString &name);

//! \return sentences that state the results: "The magic number is 2683700."
QString wordsAboutResults(const std::vector<FinishedCall> &calls);

} // namespace polylogue::app::practice
