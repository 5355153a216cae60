// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace polylogue::test {

struct HostileText
{
    const char *name;
    QString text = {};
    bool isBeyondLimits = true;
};

//! \return texts that a parser, a careless one, takes minutes or gigabytes for.
QList<HostileText> hostileTexts();

//! \return what this process has taken of the processor; unlike time by the clock the same on a
//! busy machine.
double processorMilliseconds();

} // namespace polylogue::test
