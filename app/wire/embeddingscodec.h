// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/messagedelta.h"
#include "app/endpoint/quirks.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <optional>
#include <vector>

namespace polylogue::app::wire {

struct EmbeddingsRequest
{
    QString model = {};
    QStringList input = {};
    QString inputType = {}; //!< "search_document", "search_query", "clustering"...; empty: not sent
    std::optional<int> dimensions = {};
    endpoint::Quirks quirks = {};
};

//! \brief Vectors in the order of the texts; all of one dimension.
struct Embeddings
{
    std::vector<std::vector<float>> vectors = {}; //!< one per text
    conversation::Usage usage = {};
    QString model = {}; //!< the server's name, not the requested one
};

//! \return the body of POST /embeddings; floats are asked for.
QByteArray encodeEmbeddingsRequest(const EmbeddingsRequest &request);

//! \brief Vectors as numbers or base64 (little-endian float32), in any order of their indexes.
//! \param expectedCount number of texts sent; 0 takes any number
//! \return ErrorKind::Protocol where the count is not that, dimensions differ, or a value is not
//!         finite; or the error that the body holds.
base::Result<Embeddings> decodeEmbeddings(const QByteArray &body, qsizetype expectedCount = 0);

} // namespace polylogue::app::wire
