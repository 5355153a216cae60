// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/kernels.h"

namespace polylogue::app::projection {

extern const Kernels baselineKernels;
#if defined(POLYLOGUE_HAS_AVX2_KERNELS)
extern const Kernels avx2Kernels;
#endif

const Kernels &kernels()
{
    static const Kernels &best = *availableKernels().back();
    return best;
}

std::vector<const Kernels *> availableKernels()
{
    std::vector<const Kernels *> result{&baselineKernels};
#if defined(POLYLOGUE_HAS_AVX2_KERNELS)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        result.push_back(&avx2Kernels);
#endif
    return result;
}

} // namespace polylogue::app::projection
