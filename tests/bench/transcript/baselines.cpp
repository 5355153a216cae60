// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/bench/transcript/baselines.h"

#include <QScrollBar>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextDocumentFragment>

namespace polylogue::bench {

namespace {

constexpr int FrameMilliseconds = 16;

void startFrame(QTimer &frame)
{
    if (!frame.isActive())
        frame.start(FrameMilliseconds);
}

} // namespace

WholeDocument::WholeDocument()
{
    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, [this] {
        setMarkdown(m_text);
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    });
}

void WholeDocument::append(const QString &piece)
{
    m_text += piece;
    startFrame(m_frame);
}

FrozenPrefix::FrozenPrefix()
{
    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, &FrozenPrefix::render);
}

void FrozenPrefix::append(const QString &piece)
{
    m_tail += piece;
    startFrame(m_frame);
}

qsizetype FrozenPrefix::stableLength() const
{
    qsizetype stable = 0;
    bool isInFence = false;
    for (qsizetype line = 0; line < m_tail.size();) {
        const qsizetype newline = m_tail.indexOf(u'\n', line);
        if (newline < 0)
            break;
        const QStringView text = QStringView(m_tail).sliced(line, newline - line);
        if (text.startsWith(u"```"))
            isInFence = !isInFence;
        else if (text.trimmed().isEmpty() && !isInFence)
            stable = newline + 1;
        line = newline + 1;
    }
    return stable;
}

void FrozenPrefix::render()
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.setPosition(m_tailPosition);
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    const qsizetype stable = stableLength();
    for (const QString &part : {m_tail.first(stable), m_tail.sliced(stable)}) {
        QTextDocument detached;
        detached.setMarkdown(part);
        if (cursor.position() > 0)
            cursor.insertBlock();
        if (part.size() == stable)
            m_tailPosition = cursor.position();
        cursor.insertFragment(QTextDocumentFragment(&detached));
        if (stable > 0 && part.size() == stable)
            m_tailPosition = cursor.position();
    }
    m_tail.remove(0, stable);
    cursor.endEditBlock();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

} // namespace polylogue::bench
