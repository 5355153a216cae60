// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTextBrowser>
#include <QTimer>

namespace polylogue::bench {

//! \brief What is usually done: the whole answer to setMarkdown(), 60 times a second.
class WholeDocument final : public QTextBrowser
{
public:
    WholeDocument();

    void append(const QString &piece);

private:
    QString m_text;
    QTimer m_frame;
};

//! \brief The better way with Qt's own means: what stands before the last blank line outside of a
//!        fence stays, only what follows is made anew, 60 times a second.
class FrozenPrefix final : public QTextBrowser
{
public:
    FrozenPrefix();

    void append(const QString &piece);

private:
    void render();
    qsizetype stableLength() const;

    QString m_tail; // from the last stable place on
    int m_tailPosition = 0; // in the document
    QTimer m_frame;
};

} // namespace polylogue::bench
