// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/finder.h"

#include <utility>

namespace polylogue::ui::transcript {

void Finder::start(qsizetype from, qsizetype count)
{
    stop();
    m_rows.reserve(static_cast<size_t>(count));
    for (qsizetype row = from; row < count; ++row)
        m_rows.push_back(row);
    for (qsizetype row = 0; row < from; ++row)
        m_rows.push_back(row);
}

void Finder::stop()
{
    *this = {};
}

std::optional<qsizetype> Finder::step(const std::function<bool(qsizetype)> &isLikely)
{
    if (m_next == m_rows.size()) {
        if (m_later.empty())
            return {};
        m_rows = std::exchange(m_later, {});
        m_next = 0;
        m_isLastPass = true;
    }
    const qsizetype row = m_rows.at(m_next++);
    if (m_isLastPass || isLikely(row))
        return row;
    m_later.push_back(row);
    return -1;
}

void Finder::rowsInserted(qsizetype from, qsizetype by)
{
    for (std::vector<qsizetype> *rows : {&m_rows, &m_later}) {
        for (qsizetype &row : *rows)
            row += row >= from ? by : 0;
    }
    for (qsizetype row = from; row < from + by; ++row)
        m_rows.push_back(row);
}

} // namespace polylogue::ui::transcript
