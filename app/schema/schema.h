// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/json/jsonnode.h"

#include <QList>
#include <QString>

#include <memory>

namespace polylogue::app::schema {

class SchemaIndex;

//! \brief The version of JSON Schema that a schema without "$schema" is written in.
enum class Draft { Draft7, Draft2020 };

//! \brief Where a value is not what a schema asks for.
struct Violation
{
    QString instance = {}; //!< pointer into the value (RFC 6901)
    QString keyword = {}; //!< the one that does not hold; "false" of a schema that allows nothing
    //! What the keyword asks for, as JSON; a name that is missing or wrong; where a "$ref" leads;
    //! of "oneOf" how many hold.
    QString argument = {};

    bool operator==(const Violation &) const = default;
};

//! \brief Where a schema itself is wrong: a reference that leads nowhere, a pattern that is none.
struct Fault
{
    QString schema = {}; //!< pointer to the keyword (RFC 6901)
    QString argument = {}; //!< the reference or the pattern

    bool operator==(const Fault &) const = default;
};

//! \brief What came of a check.
struct Verdict
{
    QList<Violation> violations = {}; //!< in the order of the schema, at most 100
    //! The check took too long, or went in a circle: nothing is known.
    bool hasGivenUp = false;

    bool isValid() const { return violations.isEmpty() && !hasGivenUp; }
};

//! \brief A JSON schema, draft 7 or 2020-12, for checking values against it. Cheap to copy.
//!
//! Nothing is ever fetched: a "$ref" to what is not in the schema is a violation, never passed
//! over. "format" and "content..." say something to people only. What older drafts have beside
//! newer ones (a list of "items", "dependencies", "definitions") is understood in both.
//! Specifications: https://json-schema.org/draft-07, https://json-schema.org/draft/2020-12
class Schema
{
public:
    //! \param root an object, or true or false; anything else allows nothing
    explicit Schema(const json::JsonNode &root, Draft draft = Draft::Draft2020);

    const QList<Fault> &faults() const;

    Verdict check(const json::JsonNode &value) const;

private:
    std::shared_ptr<const SchemaIndex> m_index;
};

} // namespace polylogue::app::schema
