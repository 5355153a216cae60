// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/practicemodels.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

const std::vector<PracticeModel> &practiceModels()
{
    static const std::vector<PracticeModel> models{
        {.id = u"practice-vision"_s,
         .name = u"Practice, with eyes"_s,
         .description = u"Rules, no language model: text, images, PDF files, tools, JSON; draws."_s,
         .contextLength = 131'072,
         .seesImages = true,
         .readsDocuments = true},
        {.id = u"practice-text"_s,
         .name = u"Practice, text only"_s,
         .description = u"Rules, no language model: refuses images, sees blank documents."_s,
         .contextLength = 32'768},
        {.id = u"practice-reasoner"_s,
         .name = u"Practice, thinking aloud"_s,
         .description = u"Rules, no language model: shows its reasoning before it answers."_s,
         .contextLength = 131'072,
         .seesImages = true,
         .readsDocuments = true,
         .reasons = true},
        {.id = u"practice-embed"_s,
         .name = u"Practice, embeddings"_s,
         .description = u"Hashed words and letters: 1,024 numbers for each text."_s,
         .contextLength = 8'192,
         .embeds = true},
    };
    return models;
}

const PracticeModel *findPracticeModel(const QString &id)
{
    const auto &models = practiceModels();
    const auto found = std::find_if(models.begin(), models.end(),
                                    [&id](const PracticeModel &model) { return model.id == id; });
    return found == models.end() ? nullptr : &*found;
}

} // namespace polylogue::app::practice
