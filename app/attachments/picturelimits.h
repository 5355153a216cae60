// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace polylogue::app::attachments {

//! \brief What a picture may be to be sent: what a model takes, as what is larger is made smaller
//! by
//!        the server, or refused; and what the user wants.
struct PictureLimits
{
    //! Pixels of the longer side. The default serves every model: more is scaled down by most.
    int longestEdge = 2048;
    //! Bytes of the file; 5 MB as base64, the smallest limit of the large vendors.
    qint64 bytes = 3'750'000;
    bool mayHaveMetadata =
        false; //!< where the file is sent as it is; what is written anew has none

    bool operator==(const PictureLimits &) const = default;
};

//! \return what is known of \a model by its name: of the families of the large vendors, whose
//!         documentation tells it; the default for every other.
PictureLimits pictureLimitsOf(const QString &model);

} // namespace polylogue::app::attachments
