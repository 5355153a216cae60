// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/probe/capability.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <chrono>

namespace polylogue::app::probe {

//! \brief One request with what came back, as text to be read. Holds no key.
struct Exchange
{
    QDateTime at = {}; //!< UTC
    QString path = {}; //!< below the base URL
    QString request = {}; //!< the body, shortened where it is long
    QString answer = {}; //!< the body as it came, shortened where it is long
    int httpStatus = 0; //!< 0: no answer came
    std::chrono::milliseconds took = {};

    bool operator==(const Exchange &) const = default;
};

//! \brief What is known of one capability of one model, and from whom.
struct Finding
{
    enum class Source {
        Probe, //!< asked and judged here
        User, //!< entered by hand
        File, //!< shared by somebody else
    };

    qint64 key = 0; //!< in the store; 0: not stored yet
    QString model = {};
    Capability capability = Capability::Answers;
    Judgement judgement = {};
    Source source = Source::Probe;
    QDateTime at = {}; //!< UTC
    QList<Exchange> exchanges = {}; //!< empty where they were not loaded

    bool operator==(const Finding &) const = default;
};

} // namespace polylogue::app::probe
