// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/modelinfo.h"

#include <QList>

#include <optional>

class QComboBox;

namespace polylogue::ui::map {

//! \brief Lists the models that embed, or all where nobody says which do. What was written or
//!        chosen before stays. \param preferred the endpoint's embedding model; may be empty
void listModels(QComboBox *box, const QList<app::endpoint::ModelInfo> &models,
                const QString &preferred);

//! \brief Lists what vectors can be for; each item's data is what is sent, empty: nothing.
void listInputTypes(QComboBox *box);

//! \return the tokens that \a model reads of a text, where it is known.
std::optional<qint64> longestTextOf(const QString &model,
                                    const QList<app::endpoint::ModelInfo> &models);

} // namespace polylogue::ui::map
