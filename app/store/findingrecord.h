// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/endpoint.h"

#include <QDateTime>
#include <QList>

namespace polylogue::app::store {

//! \brief A request that a finding rests on, with what came back.
struct ExchangeRecord
{
    QDateTime at = {}; //!< UTC
    QString path = {}; //!< below the base URL
    QString request = {};
    QString answer = {};
    int httpStatus = 0; //!< 0: no answer came
    qint64 milliseconds = 0;

    bool operator==(const ExchangeRecord &) const = default;
};

//! \brief What was found out of a capability of a model; names are those of app/probe.
struct FindingRecord
{
    qint64 key = 0; //!< 0: not stored yet
    endpoint::EndpointId endpoint = {};
    QString model = {};
    QString capability = {};
    QString source = {}; //!< "probe", "user", "file"
    QString verdict = {};
    QString ground = {};
    QString words = {};
    QDateTime at = {}; //!< UTC; of one source there is one finding at a time
    QList<ExchangeRecord> exchanges = {}; //!< saved with it; loaded apart

    bool operator==(const FindingRecord &) const = default;
};

} // namespace polylogue::app::store
