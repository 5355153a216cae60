// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"

#include <optional>

class QJsonObject;

namespace polylogue::app::wire {

//! \brief The error that an otherwise successful answer or event holds, if it does
//! (app/wire/README.md). \param isErrorEvent it came as an event named error, so that it is one in
//! any form
std::optional<base::Error> errorInPayload(const QJsonObject &payload, bool isErrorEvent);

//! \return what \a payload, known to be an error, says; Error::kind by classifyError().
base::Error errorOfPayload(const QJsonObject &payload);

} // namespace polylogue::app::wire
