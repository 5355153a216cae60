// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

class QApplication;

namespace polylogue::ui {

//! \brief The program with a window: makes everything, hands it down, runs until the window closes.
//! \param profileDirectory of --profile; empty for the XDG folders
//! \param attachments files for a new chat
//! \return the exit code.
int runWindow(QApplication &application, const QString &profileDirectory,
              const QStringList &attachments);

} // namespace polylogue::ui
