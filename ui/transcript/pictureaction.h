// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace polylogue::ui::transcript {

//! \brief What can be done with a picture of an answer; the transcript offers it, the shell does
//! it.
enum class PictureAction { Open, Copy, Save };

} // namespace polylogue::ui::transcript
