// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace polylogue::ui::text {

//! \brief What files are by their names, counted: for words before anything is read.
struct FileKinds
{
    int images = 0;
    int pdfs = 0;
    int documents = 0; //!< of office programs
    int mails = 0;
    int texts = 0; //!< source code, tables, web pages
    int others = 0; //!< whose names say nothing: their content will
    QStringList refused = {}; //!< names of what is never taken

    int taken() const { return images + pdfs + documents + mails + texts + others; }
    bool operator==(const FileKinds &) const = default;
};

//! \brief Counts a file by its name alone.
void countFile(const QString &name, FileKinds &kinds);

//! \return what is taken: "2 images, 1 PDF and 3 text files"; empty for nothing.
QString fileKindsText(const FileKinds &kinds);

//! \return why what is refused is not taken, a line for each of the first three names.
QString refusalText(const FileKinds &kinds);

} // namespace polylogue::ui::text
