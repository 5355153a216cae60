// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDebug>
#include <QList>
#include <QString>

namespace polylogue::app::comparison {

//! \brief Whose a piece of text is.
enum class Side { Both, Left, Right };

//! \brief A run of words within a changed sentence.
struct WordRun
{
    Side side = Side::Both;
    QString text = {};

    bool operator==(const WordRun &) const = default;
};

//! \brief A sentence, or a pair of them.
struct DiffSegment
{
    enum class Kind {
        Equal, //!< but for white space
        Removed, //!< only on the left
        Added, //!< only on the right
        Changed, //!< words differ
    };

    Kind kind = Kind::Equal;
    QString left = {};
    QString right = {};
    QList<WordRun> words = {}; //!< of Kind::Changed; the left's and both's together are left

    bool operator==(const DiffSegment &) const = default;
};

//! \brief How one text becomes another: all left texts of the segments together are the left one,
//!        all right ones the right one.
struct TextDiff
{
    QList<DiffSegment> segments = {};
    bool isCoarse = false; //!< the texts are too different for every likeness to be looked for

    bool operator==(const TextDiff &) const = default;
};

//! \brief Compares two texts in Markdown, by sentence first and by words inside those that are
//!        alike. Takes at most a quarter of a second for texts of 60 kB (tests/bench); pure, to be
//!        called in the background.
TextDiff diffTexts(const QString &left, const QString &right);

//! \return how many words of all are in both texts: 0..1; 1 where both are empty.
double agreement(const TextDiff &diff);

QDebug operator<<(QDebug debug, const WordRun &run);
QDebug operator<<(QDebug debug, const DiffSegment &segment);

} // namespace polylogue::app::comparison
