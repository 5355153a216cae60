// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/embeddings/corpus.h"
#include "app/projection/matrix.h"

namespace polylogue::app::embeddings {

enum class VectorFormat {
    Csv, //!< the texts with their columns, then "d1", "d2"... a dimension each
    Npy, //!< floats without the texts, as NumPy saves them
    JsonLines, //!< one object a text, its vector as "embedding"
};

//! \brief Writes vectors to \a path, whole or not at all. Blocks.
//! \pre as many texts as rows
base::Status writeVectors(const QString &path, VectorFormat format, const Corpus &corpus,
                          const projection::Matrix &vectors);

//! \return \a number with as many digits as it takes to read the same float back.
QByteArray floatText(float number);

} // namespace polylogue::app::embeddings
