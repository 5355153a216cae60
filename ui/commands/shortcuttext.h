// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QKeySequence>
#include <QStringList>

namespace polylogue::ui::commands {

//! \brief Settings::shortcuts as CommandRegistry::setShortcuts() takes them; what is no key is left
//!        out.
QHash<QString, QList<QKeySequence>>
shortcutsFromText(const QHash<QString, QStringList> &portableText);
QHash<QString, QStringList> shortcutsToText(const QHash<QString, QList<QKeySequence>> &shortcuts);

//! \return "Ctrl+N, Ctrl+T" in the user's words; empty where there is none.
QString shownShortcuts(const QList<QKeySequence> &shortcuts);

} // namespace polylogue::ui::commands
