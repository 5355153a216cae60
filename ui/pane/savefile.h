// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

class QWidget;

namespace polylogue::ui::pane {

//! \brief Asks for a file and writes \a bytes to it; what fails is told over \a window.
//! \param name proposed
void saveFile(const QString &title, const QString &name, const QByteArray &bytes, QWidget *window);

} // namespace polylogue::ui::pane
