// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace polylogue::app::attachments {

//! \return whether \a bytes begin with the header of a message (RFC 5322).
bool isMail(const QByteArray &bytes);

//! \brief A message as its reader sees it: who, to whom, when and about what, its text (the plain
//! one,
//!        else the page's), and the names of what is attached.
//!
//! Sources: RFC 5322, RFC 2045 (encodings), RFC 2046 (parts), RFC 2047 (words in headers), RFC 2231
//! (names of files, as far as they are in one piece).
QString textOfMail(const QByteArray &bytes);

} // namespace polylogue::app::attachments
