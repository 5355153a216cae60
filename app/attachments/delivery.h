// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/conversation/contentpart.h"

#include <QList>
#include <QString>

#include <optional>

namespace polylogue::app::attachments {

//! \brief What is known of the files that one model of one server takes. Not set: not known.
struct Intake
{
    std::optional<bool> images = {}; //!< image parts
    std::optional<bool> documents = {}; //!< PDF documents as file parts
    std::optional<bool> scans = {}; //!< pictures of pages within such documents are seen
    bool hasRefusedImages = false; //!< in an answer; until that is forgotten nobody knows better
    bool hasRefusedDocuments = false;

    bool operator==(const Intake &) const = default;
};

//! \brief How a file goes out, and why not another way.
struct Delivery
{
    enum class Cause {
        Best, //!< no better way is left out
        Chosen, //!< by the user
        NotTaken, //!< the model is known not to take the better way
        Refused, //!< the server refused the better way, or what the user chose
        Encrypted, //!< nobody but us has the password
        PartOfPages, //!< a file cannot be cut
        ManyPages, //!< too many for a picture of each
    };

    std::optional<conversation::Rung> rung = {}; //!< not set: the model takes it in no form
    Cause cause = Cause::Best;
    bool mayLookBlank = false; //!< a scan, and the model may see only text in it

    bool operator==(const Delivery &) const = default;
};

//! \brief Documents with more pages go as text where they have any, unless the user says otherwise.
inline constexpr int maximumPageImages = 20;

//! \brief The rung of the ladder (app/README.md) for \a part and a model of which \a intake is
//!        known. Texts go as they are.
Delivery deliveryOf(const conversation::ContentPart &part, const Intake &intake);
//! \overload
Delivery deliveryOf(const Attachment &attachment, const Intake &intake);

//! \return the rungs that the user may choose for \a part, best first, whatever the model takes.
QList<conversation::Rung> rungsOf(const conversation::ContentPart &part);

//! \brief The pages that \a range names, counted from 0, in the order of the document.
//! \param range "1-3, 7" (also "5-", "-2"), counted from 1; blank: all
//! \return nothing where \a range is no range, or names a page beyond \a pageCount.
std::optional<QList<int>> pagesOf(const QString &range, int pageCount);

//! \return the range that names \a pages, "1-3, 7".
QString rangeOf(const QList<int> &pages);

} // namespace polylogue::app::attachments
