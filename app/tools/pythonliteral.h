// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace polylogue::app::tools {

//! \return \a text with what Python writes otherwise than JSON as JSON: strings between single
//!         quotes, True, False, None, comments, a comma after the last element.
QString asJson(const QString &text);

//! \return texts to be tried as JSON, the likeliest first: \a text, from its first bracket on, and
//!         as the members of an object; each as it is and by asJson().
QStringList jsonCandidates(const QString &text);

} // namespace polylogue::app::tools
