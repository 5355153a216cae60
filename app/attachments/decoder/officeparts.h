// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decoder/markdowntext.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace polylogue::app::attachments {

class Archive;

//! The parts of office documents, each read into Markdown. What they return is false where
//! something that they need is not there or no XML.

//! \brief Paragraphs and tables of WordprocessingML and DrawingML, whose elements have the same
//! names.
bool readParagraphs(const QByteArray &xml, MarkdownText &text);
//! \brief The content.xml of a text, spreadsheet or presentation of OpenDocument.
bool readOpenDocument(const QByteArray &xml, MarkdownText &text);
//! \brief All sheets of a workbook of SpreadsheetML.
bool readWorkbook(Archive &archive, MarkdownText &text);

//! \return the targets of \a part's relationships by their id, as names in the archive.
QHash<QString, QString> relationshipsOf(Archive &archive, const QString &part);

} // namespace polylogue::app::attachments
