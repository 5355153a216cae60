// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/conversation/message.h"
#include "app/endpoint/modelinfo.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <vector>

//! What the command line writes with --json: one object each, on one line.
namespace polylogue::app::session {

//! \return content, reasoning, tool_calls, finish_reason, usage, timing_ms {first_token, total},
//!         error; refusal where there is one. What is not known is null.
QByteArray encodeAnswer(const conversation::Message &answer);

//! \return models [{id, name, owned_by, capabilities}], error.
QByteArray encodeModels(const QList<endpoint::ModelInfo> &models,
                        const std::optional<base::Error> &error);

//! \return model, vectors, usage, error.
QByteArray encodeVectors(const QString &model, const std::vector<std::vector<float>> &vectors,
                         const conversation::Usage &usage, const std::optional<base::Error> &error);

} // namespace polylogue::app::session
