// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/embeddings/corpus.h"

#include <QString>
#include <QStringList>

namespace polylogue::app::embeddings {

//! \brief A text file or document, page by page.
struct TextFile
{
    QString name = {}; //!< with the folders between it and what was chosen
    QStringList pages = {}; //!< one where it has no pages

    bool operator==(const TextFile &) const = default;
};

//! \brief What becomes one text of a corpus.
enum class TextUnit { File, Page, Paragraph };

constexpr qsizetype mostFiles = 20'000; //!< of a folder
constexpr qint64 largestTextFile = 4 * 1024 * 1024; //!< bytes

//! \return whether the name of a file says that it is a PDF document.
bool isPdfName(const QString &name);

//! \brief The files below \a folder whose names end in .txt, .md, .text or .pdf, in the order of
//!        their names. Blocks.
//! \return ErrorKind::File: "no_texts" where there are none, "too_many_files"
base::Result<QStringList> textFilesBelow(const QString &folder);

//! \brief Reads a file that is no PDF document. Blocks.
//! \return ErrorKind::File, the subject is its name: "not_text", "not_readable", as
//!         base::openRegularFile(); ErrorKind::TooLarge
base::Result<QString> readTextFile(const QString &path);

//! \return what stands between blank lines, its lines put together. Where there are none, as in the
//!         text of a page, a line that is shorter than most and ends a sentence ends a paragraph.
//!         Headings and numbers of pages go with what follows.
QStringList paragraphsOf(const QString &text);

//! \brief Texts of \a files; their folders are labels, and what is blank is left out.
Corpus corpusFromFiles(const QList<TextFile> &files, TextUnit unit);

} // namespace polylogue::app::embeddings
