// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QScrollBar>

#include <vector>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::transcript {

//! \brief What is marked on a conversation's scroll bar; later ones are drawn over earlier ones.
enum class ScrollMark { Question, Branch, Error, Hit };

//! \brief A scroll bar that shows where in a conversation something is.
//!
//! Marks differ in shape as well as in colour: a question is a short line at the right, a branching
//! a dot, an error a line over the whole width, a hit one at the left.
class MarkedScrollBar final : public QScrollBar
{
    Q_OBJECT

public:
    struct Mark
    {
        double place = 0; //!< of the whole content, 0 to 1
        ScrollMark kind = ScrollMark::Question;
        bool operator==(const Mark &) const = default;
    };

    //! \param theme outlives this
    explicit MarkedScrollBar(theme::Theme &theme, QWidget *parent = nullptr);

    void setMarks(std::vector<Mark> marks);
    const std::vector<Mark> &marks() const { return m_marks; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    theme::Theme &m_theme;
    std::vector<Mark> m_marks;
};

} // namespace polylogue::ui::transcript
