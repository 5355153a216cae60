// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/markdown/parser.h"

#include <QList>
#include <QString>

#include <optional>

namespace polylogue::ui::markdown {

//! \brief A formula without its delimiters.
struct Formula
{
    QString tex = {};
    bool isDisplay = false; //!< in a line of its own

    bool operator==(const Formula &) const = default;
};

//! \param source a formula as it stands in InlineText: with delimiters, line breaks as U+2028
Formula formulaOf(QStringView source);

//! \brief A stretch of text that Markdown must not look into.
struct LiftedStretch
{
    enum class Kind {
        Inline, //!< a formula within a line
        Display,
        Plain, //!< shown as it stands: the beginning of a formula that has not come as a whole
    };

    Kind kind = Kind::Inline;
    QString source = {};
};

//! \brief A text in which each stretch is replaced by a mark that Markdown takes for a word.
struct LiftedText
{
    static constexpr QChar MarkBegin{0xFFFF}; //!< the number of the stretch follows
    static constexpr QChar MarkEnd{0xFFFE};

    QString text = {};
    QList<LiftedStretch> stretches = {};

    //! \brief Where a stretch stands in a part of the text.
    struct Mark
    {
        qsizetype start = 0;
        qsizetype end = 0;
        const LiftedStretch &stretch;
    };

    std::optional<Mark> nextMark(QStringView part, qsizetype from) const;
    //! \brief Puts the stretches back into \a part of the text.
    QString restored(QStringView part) const;
};

//! \brief Lifts `$..$`, `$$..$$`, `\(..\)` and `\[..\]` out of \a text.
//!
//! Never out of code or addresses. Inline formulas are in one line. A dollar is strict: no blank
//! inside of it, no letter or digit before the first, no digit, capital or other word than an
//! ending
//! ("th") behind the last; so prices and variables of a shell stay text. Formulas in a line of
//! their own may have any lines but empty ones, and end where BoundaryFinder sees a boundary.
LiftedText liftFormulas(QStringView text, Ending ending);

} // namespace polylogue::ui::markdown
