// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringView>

namespace polylogue::ui::markdown {

//! \brief Finds where Markdown can be cut so that both sides parse as they would together.
//!
//! Only links whose definition stands on the other side of a cut come out differently. Where it is
//! not sure, it says no.
class BoundaryFinder
{
public:
    struct Boundaries
    {
        bool isBefore = false; //!< between the line and what came before it
        bool isAfter = false; //!< between the line and whatever follows
        bool operator==(const Boundaries &) const = default;
    };

    //! \brief Takes the next whole line, without its newline.
    Boundaries feed(QStringView line);

    //! \return whether the last line stands in (or opens) a fenced block at the top level.
    bool isInFence() const { return m_fence.length > 0; }
    //! \return whether the last line stands in a fenced block within a list or a quote.
    bool isInInnerFence() const { return m_innerFence.length > 0; }

private:
    struct Fence
    {
        QChar character = {};
        int length = 0; // 0: not in a fence
    };

    Boundaries feedTopLevel(QStringView rest, int indent);
    void feedContainer(QStringView rest);
    static Fence openedBy(QStringView rest);
    static bool isClosedBy(const Fence &fence, QStringView rest);

    Fence m_fence;
    Fence m_innerFence;
    int m_itemIndent = -1; // columns before the content of the current list item; -1: no list
    bool m_isAfterBlank = true;
};

//! \brief The list and quote markers that open a line.
struct LineMarkers
{
    static constexpr int Maximum = 120; //!< further ones are not looked for

    int count = 0;
    qsizetype length = 0; //!< characters, with the blanks around them
};

LineMarkers markersOf(QStringView line);

} // namespace polylogue::ui::markdown
