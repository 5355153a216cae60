// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/json/jsonnode.h"

namespace polylogue::app::schema {

//! \return a JSON Schema that \a example fits, and whatever looks like it: the types of all values,
//!         every member required, elements of a list as one. An empty list may hold anything.
json::JsonNode schemaFromExample(const json::JsonNode &example);

} // namespace polylogue::app::schema
