// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace polylogue::app::attachments {

//! \brief Collects what an office document says as Markdown: paragraphs, headings, lists, tables,
//!        until there is enough of it.
class MarkdownText final
{
public:
    //! \param maximum characters; isFull() from there on
    explicit MarkdownText(qsizetype maximum)
        : m_maximum(maximum)
    { }

    void addHeading(const QString &text, int level);
    void addParagraph(const QString &text);
    void addItem(const QString &text);
    //! \brief The first row is the head; rows may have different lengths.
    void addTable(const QList<QStringList> &rows);

    qsizetype maximum() const { return m_maximum; }
    bool isFull() const { return m_text.size() > m_maximum; }
    const QString &text() const { return m_text; }

private:
    void addBlock(const QString &text, bool isTight);

    const qsizetype m_maximum;
    QString m_text;
    bool m_endsWithItem = false;
};

} // namespace polylogue::app::attachments
