// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/textmap.h"

#include <QByteArray>

namespace polylogue::app::embeddings {

//! \brief What a file of a map begins with.
inline const QByteArray mapMark = QByteArrayLiteral("{\"a_polylogue_map\":1,");

//! \return the first line: all but the texts, their vectors and places.
QByteArray headOfMap(const TextMap &map);
QByteArray lineOfMap(const TextMap &map, size_t row);

//! \return whether \a line is such a line; adds what it says to \a map and \a vectors.
bool readHeadOfMap(const QByteArray &line, TextMap &map, projection::Matrix &vectors);
bool readLineOfMap(const QByteArray &line, TextMap &map, projection::Matrix &vectors);

} // namespace polylogue::app::embeddings
