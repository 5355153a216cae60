// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// For any processor of the architecture: SSE2 on x86-64.
#include "app/projection/kernelbody.h"

namespace polylogue::app::projection {

extern const Kernels baselineKernels;
const Kernels baselineKernels{.name = "baseline",
                              .panelProducts = panelProducts<2>,
                              .product = product,
                              .squaredDistance = squaredDistance,
                              .movePoints = movePoints};

} // namespace polylogue::app::projection
