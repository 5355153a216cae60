// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/practice/practicerequest.h"

#include <QByteArray>

namespace polylogue::app::practice {

//! \brief The body of POST /chat/completions (app/wire/README.md).
//! \return an Error with the httpStatus to answer, the words in detail, and, where it is about one
//!         field, the field's path ("messages.0.role") in parameter and the kind of complaint in
//!         type ("missing").
base::Result<ChatRequest> decodeChat(const QByteArray &body);

} // namespace polylogue::app::practice
