// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

class QWidget;

namespace polylogue::ui::pane {

//! \brief Asks for a file and writes \a code to it; what fails is told over \a window.
//! \param language as the fence of the code names it; proposes the file's suffix
void saveCode(const QString &code, const QString &language, QWidget *window);

} // namespace polylogue::ui::pane
