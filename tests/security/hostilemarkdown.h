// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace polylogue::tests {

//! \brief What hostile text points at: nobody may touch it.
struct Canaries
{
    QString folder = {}; //!< holds x.png, x.svg and the FIFO "fifo"; absolute
    quint16 port = 0; //!< on 127.0.0.1
};

//! The word that every forbidden path and host name contains.
inline constexpr auto canaryWord = "polylogue-canary";

//! \return messages that try to have a file opened or a connection made: every way of naming a
//!         resource in Markdown, HTML and what lies near them, with every kind of address.
QStringList hostileMessages(const Canaries &canaries);

} // namespace polylogue::tests
