// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/wire/chatrequest.h"

namespace polylogue::app::net {

//! \brief What to leave out of \a request after a 400 or 422 that names it; empty: nothing.
//!
//! "content" stands for the null in place of text that some servers do not take
//! (app/wire/README.md).
QString refusedFieldOf(const wire::ChatRequest &request, const base::Error &error);

//! \brief \a request without \a field. A limit of tokens goes under its other name first, no text
//! as
//!        an empty one.
void leaveOut(wire::ChatRequest &request, const QString &field);

//! \return whether the answer is asked for as a stream.
bool streams(const wire::ChatRequest &request);

} // namespace polylogue::app::net
