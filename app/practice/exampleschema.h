// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/practicerequest.h"

#include <QString>
#include <QStringList>

namespace polylogue::app::practice {

//! \brief What examples are made of, beside the schema.
struct ExampleWords
{
    QString sentence = {}; //!< what strings say; "example" where it is empty
    bool verdict = true; //!< what booleans say
    QStringList numbers = {}; //!< handed out to numbers, as far as the schema takes them
};

//! \return JSON text that fits \a schema; of properties, all are there.
QString exampleFor(const Schema &schema, const ExampleWords &words);

} // namespace polylogue::app::practice
