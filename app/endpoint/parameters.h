// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/answerform.h"

#include <QByteArray>
#include <QDebug>
#include <QString>
#include <QStringList>

#include <optional>

namespace polylogue::app::endpoint {

//! \brief What a request asks of the model. Not set means not sent: the server's default holds.
//!
//! Names and ranges are those of OpenAI's Chat Completions (app/wire/README.md).
struct Parameters
{
    std::optional<bool> stream = {}; //!< not set: streamed
    std::optional<double> temperature = {}; //!< 0..2
    std::optional<double> topP = {}; //!< 0..1
    std::optional<int> maxTokens = {}; //!< > 0; Quirks say under which name it goes
    std::optional<QStringList> stop = {}; //!< 1 to 4 texts
    std::optional<qint64> seed = {};
    std::optional<double> presencePenalty = {}; //!< -2..2
    std::optional<double> frequencyPenalty = {}; //!< -2..2
    std::optional<QString> reasoningEffort = {}; //!< "none", "minimal", "low", "medium", "high"...
    std::optional<ResponseFormat> responseFormat = {}; //!< not set: text
    //! A JSON object whose members go into the request as they stand, before our own; a member of
    //! ours of the same name wins only where it is set above. Empty for none.
    QByteArray extraJson = {};

    bool operator==(const Parameters &) const = default;
};

QDebug operator<<(QDebug debug, const Parameters &parameters);

//! \return \a lower with whatever \a upper sets put over it (endpoint < model < conversation).
Parameters merged(const Parameters &lower, const Parameters &upper);

} // namespace polylogue::app::endpoint
