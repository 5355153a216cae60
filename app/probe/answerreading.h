// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/probe/capability.h"

#include <QRandomGenerator>
#include <QString>
#include <QStringList>

//! What models write, read for what can be proved by it.
namespace polylogue::app::probe {

//! \brief Six digits that nobody guesses.
QString randomNumber(QRandomGenerator &random);
//! \brief A word that exists in no language: four syllables.
QString randomWord(QRandomGenerator &random);

//! \return the digits of \a text, in runs: "482 913", "482,913" and "four eight two nine..." are
//! one.
QStringList digitRuns(const QString &text);
//! \return whether \a number is written in \a text, among not so many others that chance would do.
bool tellsNumber(const QString &text, const QString &number);
//! \return whether most digits of \a number are there, in their order: perhaps misread.
bool nearlyTellsNumber(const QString &text, const QString &number);
//! \return whether \a text claims some number of four or more digits.
bool claimsNumber(const QString &text);

//! The colours of pictures, by the names that \a colorsIn() finds.
const QStringList &colorNames();
//! \return the names of colours in \a text, in their order.
QStringList colorsIn(const QString &text);

//! \return whether \a text says that there is nothing to be seen or read, or no ability to.
bool deniesSeeing(const QString &text);
//! \return whether \a text holds the beginning of \a question.
bool repeats(const QString &text, const QString &question);
//! \return the whole numbers in \a text, in their order.
QList<int> numbersIn(const QString &text);

} // namespace polylogue::app::probe
