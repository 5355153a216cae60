// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/answerform.h"
#include "app/json/jsonintext.h"
#include "app/schema/schema.h"

#include <optional>

namespace polylogue::app::inspection {

//! \brief What a reply holds as JSON, and whether it is what was asked for.
struct JsonReport
{
    bool hasReply = false; //!< there is an answer at all
    std::optional<json::JsonNode> node = {}; //!< not set: it holds none
    bool isWhole = false; //!< nothing but JSON
    bool hasSchema = false; //!< one was asked for
    QList<schema::Fault> faults = {}; //!< of that schema
    schema::Verdict verdict = {}; //!< where there are both
    //! The list of objects in it that can be read as a table: a pointer (RFC 6901), empty for the
    //! whole. Not set where there is none.
    std::optional<QString> table = {};
};

//! \param text of the answer
JsonReport jsonReportOf(const QString &text, const endpoint::ResponseFormat &asked);

//! \return the format that a request's \a body asks for (response_format); text where it asks for
//!         none.
endpoint::ResponseFormat askedFormatOf(const json::JsonNode &body);

} // namespace polylogue::app::inspection
