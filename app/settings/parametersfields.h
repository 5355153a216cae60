// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/parameters.h"
#include "app/settings/fieldtable.h"

namespace polylogue::app::settings {

//! \return the table of request parameters, used by settings and endpoint profiles alike; the names
//!         are those of the wire (app/wire/README.md).
const FieldTable<endpoint::Parameters> &parametersFields();

} // namespace polylogue::app::settings
