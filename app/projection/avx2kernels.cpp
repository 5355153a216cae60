// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Compiled with -mavx2 -mfma; kernels.cpp asks the processor before it calls anything here.
#include "app/projection/kernelbody.h"

namespace polylogue::app::projection {

extern const Kernels avx2Kernels;
const Kernels avx2Kernels{.name = "AVX2",
                          .panelProducts = panelProducts<4>,
                          .product = product,
                          .squaredDistance = squaredDistance,
                          .movePoints = movePoints};

} // namespace polylogue::app::projection
