// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace polylogue::app::base {

//! \brief Loads what decoding needs, because later there is no loading.
void preloadTextEncodings();

//! \brief Decodes text: by its byte order mark, as UTF-8 where it is valid UTF-8, by \a declared,
//!        else by what its bytes look like (uchardet).
//! \return nothing where it is no text: it has control characters.
std::optional<QString> decodedText(const QByteArray &bytes, const QByteArray &declared = {});

//! \return \a bytes in the encoding \a charset; as decodedText() guesses where that is not known.
QString decodedAs(const QByteArray &bytes, const QByteArray &charset);

} // namespace polylogue::app::base
