// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>

namespace polylogue::app::mcp {

//! \brief Bytes to lines, however they are cut. Lines end with LF or CR LF; empty ones are left
//!        out.
class LineSplitter
{
public:
    //! \param longest in bytes; what is longer is left out
    explicit LineSplitter(qsizetype longest)
        : m_longest(longest)
    { }

    //! \return the lines that \a bytes complete.
    QList<QByteArray> feed(const QByteArray &bytes);
    //! \return whether a line was left out since this was last asked.
    bool takeOverflow();

private:
    qsizetype m_longest;
    QByteArray m_line;
    bool m_isTooLong = false; // the line that is being read
    bool m_hasOverflown = false;
};

} // namespace polylogue::app::mcp
