// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

//! \file Small documents of office programs, written as those do.

//! \brief An archive with the entries, names and contents.
QByteArray zipOf(const QList<std::pair<QString, QByteArray>> &entries);

//! \brief A heading, a paragraph, a list and a table of two rows.
QByteArray wordDocument();

//! \brief Two sheets: names and numbers, among them a date, a share and a formula's result.
QByteArray workbook();

//! \brief Two slides in another order than their parts' names, the first with notes.
QByteArray presentation();

//! \brief A text of OpenDocument with a heading, a list and a table with repeated cells.
QByteArray openDocument();

//! \brief An archive whose word/document.xml unpacks to \a size bytes of nothing.
QByteArray zipBomb(qint64 size);

//! \brief A message in parts: plain text in quoted-printable beside HTML, an attachment, encoded
//!        words in its header.
QByteArray mail();
