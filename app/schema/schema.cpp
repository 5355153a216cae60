// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/schema/schema.h"

#include "app/schema/schemaindex.h"
#include "app/schema/validation.h"

namespace polylogue::app::schema {

Schema::Schema(const json::JsonNode &root, Draft draft)
    : m_index(std::make_shared<const SchemaIndex>(root, draft))
{ }

const QList<Fault> &Schema::faults() const
{
    return m_index->faults();
}

Verdict Schema::check(const json::JsonNode &value) const
{
    return Validation(*m_index).run(value);
}

} // namespace polylogue::app::schema
