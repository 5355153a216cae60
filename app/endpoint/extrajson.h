// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QByteArray>

namespace polylogue::app::endpoint {

//! \brief Whether \a json may stand in Parameters::extraJson: one JSON object, or nothing but white
//!        space.
//! \return ErrorKind::BadParameter with the parser's words as detail; subject is the line where it
//!         stopped (from 1), or empty where the text is valid JSON but no object.
base::Status checkExtraJson(const QByteArray &json);

} // namespace polylogue::app::endpoint
