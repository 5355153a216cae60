// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QRegularExpression>
#include <QString>

namespace polylogue::app::schema {

//! \return an ECMA-262 pattern as Qt's regular expressions understand it; invalid where it is none.
//!
//! A match ends after a number of steps: its QRegularExpressionMatch is not valid then. (A pattern
//! like ^(a|b)*$x takes time without end otherwise.)
QRegularExpression ecmaPattern(const QString &pattern);

} // namespace polylogue::app::schema
