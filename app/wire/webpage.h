// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"

#include <QByteArray>

namespace polylogue::app::wire {

//! \return ErrorKind::WrongAddress ("html") that names the title of the web page \a html.
base::Error webPageError(QByteArrayView html);

} // namespace polylogue::app::wire
