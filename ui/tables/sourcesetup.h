// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

class QLabel;
class QSplitter;
class QWidget;

namespace polylogue::ui::tables {

class SourceTable;

//! \return a label in bold, above what it names; \a parent owns it.
QLabel *heading(const QString &text, QWidget *parent);

//! \return a table below \a title, and beside it what is to be done with it, which scrolls;
//!         \a parent owns them.
QSplitter *besideOptions(const QString &title, SourceTable *source, QWidget *options,
                         QWidget *parent);

} // namespace polylogue::ui::tables
