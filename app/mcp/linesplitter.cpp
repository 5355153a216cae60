// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/linesplitter.h"

#include <utility>

namespace polylogue::app::mcp {

QList<QByteArray> LineSplitter::feed(const QByteArray &bytes)
{
    QList<QByteArray> lines;
    for (qsizetype begin = 0; begin < bytes.size();) {
        const qsizetype end = bytes.indexOf('\n', begin);
        const qsizetype size = (end < 0 ? bytes.size() : end) - begin;
        if (m_line.size() + size > m_longest) {
            m_isTooLong = true;
            m_hasOverflown = true;
            m_line.clear();
        }
        if (!m_isTooLong)
            m_line.append(QByteArrayView(bytes).sliced(begin, size));
        begin += size + 1;
        if (end < 0)
            break;
        QByteArray line = std::exchange(m_line, {});
        if (line.endsWith('\r'))
            line.chop(1);
        if (!std::exchange(m_isTooLong, false) && !line.isEmpty())
            lines.append(line);
    }
    return lines;
}

bool LineSplitter::takeOverflow()
{
    return std::exchange(m_hasOverflown, false);
}

} // namespace polylogue::app::mcp
