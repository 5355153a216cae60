// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/corpus.h"

#include <QByteArray>

namespace polylogue::app::embeddings {

//! \return \a text with its vector as one line of JSON, its end included.
QByteArray jsonLine(const CorpusText &text, const float *vector, size_t dimensions);

} // namespace polylogue::app::embeddings
