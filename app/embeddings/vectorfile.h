// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/embeddings/corpus.h"
#include "app/projection/matrix.h"
#include "app/tables/table.h"

namespace polylogue::app::embeddings {

//! \brief Vectors and what stood beside them.
struct VectorFile
{
    projection::Matrix vectors = {};
    //! As many rows; of a CSV file the columns that are no numbers, of NPY none.
    tables::Table others = {};
};

constexpr qint64 largestNpyFile = qint64(8) * 1024 * 1024 * 1024; //!< bytes

//! \brief Reads vectors made elsewhere, one a row: NPY, known by its first bytes, or a table, of
//! which
//!        every column of numbers is one dimension; an empty cell there is NaN. Blocks.
//! \return ErrorKind::File: as matrixFromNpy(), tables::readTableFile() and tables::readTable(),
//! and
//!         "no_vectors" where there are none; ErrorKind::TooLarge. The subject is the file.
base::Result<VectorFile> readVectorFile(const QString &path);

//! \return the texts beside the vectors, one for each: where there is none, its row's number.
Corpus corpusBeside(const VectorFile &file);

} // namespace polylogue::app::embeddings
