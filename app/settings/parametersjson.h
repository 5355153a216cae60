// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/endpoint/parameters.h"

#include <QStringList>

namespace polylogue::app::settings {

//! \brief Parameters as they are typed: "temperature=0.2", "stop=END", "logit_bias={"5": 1}".
//!
//! A value is JSON where it reads as JSON, text otherwise. Names that are none of ours go into the
//! extra JSON as they stand; of two values for one name the later holds.
//! \return ErrorKind::BadParameter naming the assignment as subject, where it has no name or its
//!         value is of the wrong kind.
base::Result<endpoint::Parameters> parseParameters(const QStringList &assignments);

} // namespace polylogue::app::settings
