// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/transfer/exportrequest.h"

namespace polylogue::ui::transfer {

//! \return what documents say beside the texts, in the user's language.
app::transfer::ExportWords exportWords();

//! \return why an export or import failed, as plain sentences.
QString failureText(const app::base::Error &error);

} // namespace polylogue::ui::transfer
