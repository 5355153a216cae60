// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatstore.h"
#include "ui/pane/noticebar.h"

#include <optional>

namespace polylogue::ui::pane {

//! \return what the user has to know of the store's trouble: what is the matter with which file,
//! what
//!         that means, what to do. Not set where all is well.
std::optional<Notice> noticeOf(const app::store::StoreStatus &status);

//! \return what is to be said, with a button, where not all of a chat could be read.
Notice loadNotice(const app::base::Error &error);

} // namespace polylogue::ui::pane
