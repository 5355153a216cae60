// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/markdown/block.h"

#include <vector>

namespace polylogue::ui::transcript {

//! \brief A text as it is laid out: beside right-to-left script each stretch of code and each
//!        formula, always left to right, and each link stand between marks of their own (Unicode's
//!        isolates), so that neither they nor what is around them is torn apart.
//!
//! The marks have no width and count for nobody: offsets of the text that was given go in and out.
//! A text without right-to-left script is laid out as it is.
class IsolatedText
{
public:
    IsolatedText() = default;
    explicit IsolatedText(const markdown::InlineText &text);

    const markdown::InlineText &text() const { return m_text; } //!< with the marks
    int toLayout(int offset) const; //!< \return where the character stands in text()
    int fromLayout(int position) const; //!< \return which character stands there, or comes next

private:
    void mark(int offset, char16_t mark);

    markdown::InlineText m_text;
    std::vector<int> m_marks; // where they stand in m_text, ascending
};

//! \return whether a character of \a text is of a script that runs from right to left.
bool hasRightToLeft(QStringView text);

} // namespace polylogue::ui::transcript
