// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <vector>

namespace polylogue::app::practice {

//! \brief A model of the practice endpoint and what its rules can do.
struct PracticeModel
{
    QString id = {};
    QString name = {};
    QString description = {};
    int contextLength = 0; //!< tokens
    bool seesImages = false;
    bool readsDocuments = false;
    bool reasons = false;
    bool embeds = false; //!< and does not chat
};

const std::vector<PracticeModel> &practiceModels();

//! \return nullptr where there is none called \a id.
const PracticeModel *findPracticeModel(const QString &id);

} // namespace polylogue::app::practice
