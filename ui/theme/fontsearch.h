// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <thread>

namespace polylogue::ui::theme {

//! \brief Has the system's list of fonts read while the program starts.
//!
//! Where fonts come from fontconfig, Qt has it parse its configuration when the first text is
//! measured, 10 ms in which the window's thread does nothing else. Made before QApplication, this
//! does it beside the waiting for the display; elsewhere it does nothing. Its end waits for the
//! thread.
class FontSearch
{
public:
    FontSearch();
    ~FontSearch();
    Q_DISABLE_COPY_MOVE(FontSearch)

private:
    std::thread m_thread;
};

} // namespace polylogue::ui::theme
