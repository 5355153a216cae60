// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/embeddings/embeddingjob.h"
#include "app/embeddings/textmap.h"
#include "app/projection/progress.h"

#include <QString>

namespace polylogue::ui::map {

//! \return why data cannot be opened or embedded, in a sentence or two.
QString problemText(const app::base::Error &error, const QString &model = {});

//! \return "1 request", "12 requests".
QString requestCount(qsizetype requests);

//! \return how the embedding is getting on.
QString embeddingText(const app::embeddings::EmbeddingProgress &progress);

//! \return what is being computed.
QString stageText(app::projection::Stage stage, double share);

//! \return what is worth knowing of how the vectors came about; may be empty.
QString vectorsText(const app::embeddings::EmbeddedTexts &result);

//! \return how a map was laid out: "UMAP · 15 neighbours · 0.2 · seed 42".
QString layoutText(const app::embeddings::TextMap &map);

//! \return what distance means on a map, and what not.
QString meaningOfDistance();

} // namespace polylogue::ui::map
