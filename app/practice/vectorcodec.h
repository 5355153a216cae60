// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/practice/practicerequest.h"

#include <QByteArray>

namespace polylogue::app::practice {

//! \brief The body of POST /embeddings (app/wire/README.md).
//! \return errors as decodeChat() does.
base::Result<VectorRequest> decodeVectorRequest(const QByteArray &body);

} // namespace polylogue::app::practice
