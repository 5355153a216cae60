// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/practicerequest.h"

#include <QByteArray>

namespace polylogue::app::practice {

//! \brief What the rules need of a JSON Schema (drafts 7 and 2020-12): local references are
//!        followed to a depth of 16, "allOf" is joined, of "anyOf" and "oneOf" the first that is
//!        not null is taken. What lies deeper than 8, or comes after 1,000 others, is left empty.
Schema decodeSchema(const QByteArray &json);

} // namespace polylogue::app::practice
