// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace polylogue::app::practice {

//! \return what a document with text is about: its first line, its size and its most telling
//!         sentences.
//! \param pageTexts one for each page that was read
//! \param isTruncated whether there was more text than that
QString documentInWords(const QString &name, int pageCount, const QStringList &pageTexts,
                        bool isTruncated);

} // namespace polylogue::app::practice
