// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

class QIODevice;

namespace polylogue::app::attachments {

//! \brief How reading an office document ended.
enum class OfficeOutcome {
    Read,
    NotOffice, //!< an archive of something else
    Damaged,
    TooLarge, //!< its parts unpack to more than we take
};

struct OfficeText
{
    OfficeOutcome outcome = OfficeOutcome::Read;
    QString mediaType = {};
    QString text = {}; //!< Markdown
};

//! \brief The text and tables of a document of Word, Excel, PowerPoint (Office Open XML, ECMA-376)
//!        or OpenDocument (ISO/IEC 26300), known by what is in the archive. Slides come with their
//!        notes, sheets by their cells' last computed values.
//! \param maximum characters after which reading ends; there may be more then
OfficeText readOfficeText(QIODevice &device, qsizetype maximum);

} // namespace polylogue::app::attachments
