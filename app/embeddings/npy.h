// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/projection/matrix.h"

#include <QByteArrayView>

namespace polylogue::app::embeddings {

//! \return whether \a bytes begin as a file of NumPy's does.
bool looksLikeNpy(QByteArrayView bytes);

//! \brief Reads a table of numbers as NumPy saves it (NPY format 1 to 3, numpy.lib.format): two
//!        dimensions, row after row, little-endian floats of 4 or 8 bytes.
//! \return ErrorKind::File: "npy_damaged", "npy_not_two_dimensions", "npy_type" (the type is the
//! detail).
base::Result<projection::Matrix> matrixFromNpy(QByteArrayView bytes);

} // namespace polylogue::app::embeddings
