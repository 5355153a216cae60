// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

// The inner loops themselves. Included by one file for each kind of processor, which is compiled
// for it: everything here is therefore local to the including file, and no inline function of
// another header may be called, as the linker would keep one of them for all.

#include "app/projection/kernels.h"

#if defined(__FMA__)
#include <immintrin.h>
#endif

namespace polylogue::app::projection {

namespace {

constexpr size_t lanes = 8;
using Floats = float __attribute__((vector_size(lanes * sizeof(float))));
using Integers = int32_t __attribute__((vector_size(lanes * sizeof(int32_t))));
using Naturals = uint32_t __attribute__((vector_size(lanes * sizeof(uint32_t))));

#define POLYLOGUE_INLINE inline __attribute__((always_inline))

POLYLOGUE_INLINE Floats loaded(const float *from)
{
    Floats result;
    __builtin_memcpy(&result, from, sizeof result);
    return result;
}

POLYLOGUE_INLINE void store(const Floats &values, float *to)
{
    __builtin_memcpy(to, &values, sizeof values);
}

POLYLOGUE_INLINE Floats bitsAsFloats(const Integers &bits)
{
    Floats result;
    __builtin_memcpy(&result, &bits, sizeof result);
    return result;
}

POLYLOGUE_INLINE Integers floatsAsBits(const Floats &values)
{
    Integers result;
    __builtin_memcpy(&result, &values, sizeof result);
    return result;
}

POLYLOGUE_INLINE float sum(const Floats &v)
{
    return ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));
}

POLYLOGUE_INLINE Floats multipliedAndAdded(const Floats &left, float right, const Floats &addend)
{
#if defined(__FMA__)
    return _mm256_fmadd_ps(left, _mm256_set1_ps(right), addend);
#else
    return left * right + addend;
#endif
}

//! A tile of \a Rows rows of the left and all of the right stays in registers.
template <size_t Rows>
void panelProducts(const float *left, const float *right, size_t columns, float *products)
{
    for (size_t first = 0; first < panelRows; first += Rows) {
        Floats low[Rows] = {};
        Floats high[Rows] = {};
        for (size_t column = 0; column < columns; ++column) {
            const Floats rightLow = loaded(right + column * panelRows);
            const Floats rightHigh = loaded(right + column * panelRows + lanes);
            for (size_t row = 0; row < Rows; ++row) {
                const float factor = left[column * panelRows + first + row];
                low[row] = multipliedAndAdded(rightLow, factor, low[row]);
                high[row] = multipliedAndAdded(rightHigh, factor, high[row]);
            }
        }
        for (size_t row = 0; row < Rows; ++row) {
            store(low[row], products + (first + row) * panelRows);
            store(high[row], products + (first + row) * panelRows + lanes);
        }
    }
}

float product(const float *left, const float *right, size_t columns)
{
    Floats even = {};
    Floats odd = {};
    size_t at = 0;
    for (; at + 2 * lanes <= columns; at += 2 * lanes) {
        even += loaded(left + at) * loaded(right + at);
        odd += loaded(left + at + lanes) * loaded(right + at + lanes);
    }
    float rest = 0;
    for (; at < columns; ++at)
        rest += left[at] * right[at];
    return sum(even + odd) + rest;
}

float squaredDistance(const float *left, const float *right, size_t columns)
{
    Floats even = {};
    Floats odd = {};
    size_t at = 0;
    for (; at + 2 * lanes <= columns; at += 2 * lanes) {
        const Floats first = loaded(left + at) - loaded(right + at);
        const Floats second = loaded(left + at + lanes) - loaded(right + at + lanes);
        even += first * first;
        odd += second * second;
    }
    float rest = 0;
    for (; at < columns; ++at) {
        const float difference = left[at] - right[at];
        rest += difference * difference;
    }
    return sum(even + odd) + rest;
}

//! \return base^exponent, to five digits; \pre base is normal and positive, and the result is
//! normal.
//!
//! Base 2 logarithm and power by polynomials that were fitted at Chebyshev's points: of
//! log2(1 + t) / t between sqrt(1/2) and sqrt(2), and of 2^t between -1/2 and 1/2.
POLYLOGUE_INLINE Floats power(const Floats &base, float exponent)
{
    constexpr int32_t rootOfHalf = 0x3f3504f3; // the bits of sqrt(1/2)
    const Integers bits = floatsAsBits(base) - rootOfHalf;
    const Floats t = bitsAsFloats((bits & 0x007fffff) + rootOfHalf) - 1.0F;
    Floats q = t * -0.202289264F + 0.316898187F;
    q = q * t + -0.366925771F;
    q = q * t + 0.479925573F;
    q = q * t + -0.721195752F;
    q = q * t + 1.44270044F;
    const Floats logarithm = q * t + __builtin_convertvector(bits >> 23, Floats);

    const Floats wanted = logarithm * exponent;
    // Adding and taking away what leaves no room for fractions rounds.
    constexpr float roundingConstant = 12582912.0F;
    const Floats whole = (wanted + roundingConstant) - roundingConstant;
    const Floats f = wanted - whole;
    Floats p = f * 0.00966636852F + 0.0559219758F;
    p = p * f + 0.24022349F;
    p = p * f + 0.693121045F;
    p = p * f + 1.0F;
    const Integers shift = __builtin_convertvector(whole, Integers) << 23;
    return bitsAsFloats(floatsAsBits(p) + shift);
}

//! \return numbers that look random: "lowbias32", a bijection by Chris Wellons (public domain).
template <typename Number> POLYLOGUE_INLINE Number scrambled(const Number &number)
{
    Number x = number;
    x ^= x >> 16;
    x *= 0x7feb352dU;
    x ^= x >> 15;
    x *= 0x846ca68bU;
    x ^= x >> 16;
    return x;
}

POLYLOGUE_INLINE Floats clipped(const Floats &values)
{
    constexpr float most = 4; // of each component of a gradient, as in all implementations
    const Floats tooMuch = Floats{} + most;
    const Floats capped = values > tooMuch ? tooMuch : values;
    return capped < -tooMuch ? -tooMuch : capped;
}

// One use of an edge fills a vector: what it draws to in the first lane, then five points that
// repel.
constexpr Floats attracts = {1, 0, 0, 0, 0, 0, 0, 0};
constexpr Floats repels = {0, 1, 1, 1, 1, 1, 0, 0};
constexpr size_t usedLanes = 6;
constexpr Naturals laneNumbers = {0, 1, 2, 3, 4, 5, 6, 7};

//! What one use of an edge does to its first point, and what of it comes from the other end.
struct Gradient
{
    Position all = {};
    Position attraction = {};
};

//! The gradients of one use of an edge (UMAP, arXiv 1802.03426, section 4 and appendix C).
POLYLOGUE_INLINE Gradient gradientOf(const LayoutStep &step, const Position &own, uint32_t target,
                                     const Naturals &drawn)
{
    Floats x = {};
    Floats y = {};
    for (size_t lane = 0; lane < usedLanes; ++lane) {
        const Position &other = step.others[lane == 0 ? target : drawn[lane]];
        x[lane] = other.x;
        y[lane] = other.y;
    }
    const Floats dx = own.x - x;
    const Floats dy = own.y - y;
    // Where two points lie on each other the direction is 0 and so is the force.
    const Floats squared = dx * dx + dy * dy + 1e-12F;
    const Floats reach = power(squared, step.b);
    const Floats numerator = 2 * step.b * repels - 2 * step.a * step.b * reach * attracts;
    const Floats denominator = (squared + 0.001F * repels) * (step.a * reach + 1.0F);
    const Floats force = numerator / denominator;
    const Floats alongX = clipped(force * dx);
    const Floats alongY = clipped(force * dy);
    return {.all = {sum(alongX), sum(alongY)}, .attraction = {alongX[0], alongY[0]}};
}

void movePoints(const LayoutStep &step, size_t count)
{
    const uint32_t stream = scrambled(step.seed);
    // 24 bits are what a float keeps; points beyond the first 16 million are never drawn.
    const float perBit = float(step.otherCount) / 16777216.0F;
    const Integers last = Integers{} + (int32_t(step.otherCount) - 1);
    for (size_t point = 0; point < count; ++point) {
        for (size_t edge = step.firstEdge[point]; edge < step.firstEdge[point + 1]; ++edge) {
            if (step.nextUse[edge] > step.epoch)
                continue;
            step.nextUse[edge] += step.interval[edge];
            const Naturals random =
                scrambled(laneNumbers + (stream + uint32_t(edge) * uint32_t(lanes)));
            const Integers rounded = __builtin_convertvector(
                __builtin_convertvector(Integers(random >> 8), Floats) * perBit, Integers);
            const Naturals drawn = Naturals(rounded > last ? last : rounded);

            Position &own = step.points[point];
            const Gradient gradient = gradientOf(step, own, step.target[edge], drawn);
            own.x += step.pace * gradient.all.x;
            own.y += step.pace * gradient.all.y;
            if (step.isMutual) {
                Position &other = step.others[step.target[edge]];
                other.x -= step.pace * gradient.attraction.x;
                other.y -= step.pace * gradient.attraction.y;
            }
        }
    }
}

#undef POLYLOGUE_INLINE

} // namespace

} // namespace polylogue::app::projection
