// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/documentjob.h"
#include "app/conversation/contentpart.h"

#include <optional>

namespace polylogue::app::attachments {

//! \brief What a file adds to each request that it goes out in.
struct FileWeight
{
    qint64 tokens = 0; //!< estimated (conversation/tokenweight.h)
    qint64 bytes = 0; //!< of its content in the request's body: base64, or UTF-8

    bool operator==(const FileWeight &) const = default;
};

//! \brief The weight of \a part on \a rung (not set: it does not go out); nothing for what is no
//!        file.
//!
//! Of a document that goes as a file all pages count, else those that were chosen. An image counts
//! 1,000 tokens, looked at closely or not known how, and 85 where the user chose a quick look; a
//! page 1,500 as part of a file, 1,000 as a picture, 750 as text. Servers differ from that by a
//! factor of two either way.
//! \param content what the document becomes on that rung, where that is made already: then bytes,
//!        and tokens of text, are those of what is there. nullptr: a usual page counts for each.
FileWeight weightOf(const conversation::ContentPart &part, std::optional<conversation::Rung> rung,
                    const DocumentContent *content = nullptr);

} // namespace polylogue::app::attachments
