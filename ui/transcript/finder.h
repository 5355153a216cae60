// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <functional>
#include <optional>
#include <vector>

namespace polylogue::ui::transcript {

//! \brief The order in which the rows of a conversation are searched.
//!
//! From one row on, down to the end and from the beginning: what is seen first is found first. Rows
//! whose source has the words come before those in which only the shown text may have them
//! ("**f**oo"), because parsing is what takes time.
class Finder
{
public:
    //! \brief All rows are to be searched. \param from where the reader is
    void start(qsizetype from, qsizetype count);
    void stop();
    bool isRunning() const { return m_next < m_rows.size() || !m_later.empty(); }

    //! \return the row to be searched now; -1 for one that was put off; not set when all were.
    //! \param isLikely whether a row's source has the words
    std::optional<qsizetype> step(const std::function<bool(qsizetype)> &isLikely);

    //! \brief Rows from \a from on are \a by further down; those that came are searched as well.
    void rowsInserted(qsizetype from, qsizetype by);

private:
    std::vector<qsizetype> m_rows; // in order
    size_t m_next = 0; // of m_rows
    std::vector<qsizetype> m_later; // put off, in order
    bool m_isLastPass = false;
};

} // namespace polylogue::ui::transcript
