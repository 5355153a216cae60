// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

//! A profile of somebody who has written much for years.
namespace polylogue::tests {

//! \return the word that only the message with this number (from 0) holds.
QString ownWord(int message);
QString commonWord(); //!< that most messages hold
QString rareWord(); //!< that about one of some thousand holds

//! \brief Makes a store of \a count messages of about 5 kB each on disk, with what the search
//! needs: a
//!        twentieth of them in the chat that changed last, the others in chats of 50. The test ends
//!        where that fails.
//! \param directory ProfilePaths::data
void makeLargeProfile(const QString &directory, int count);

} // namespace polylogue::tests
