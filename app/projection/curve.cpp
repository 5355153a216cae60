// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/curve.h"

#include <cmath>

namespace polylogue::app::projection {

namespace {

constexpr int samples = 300;
constexpr double farthest = 3;
constexpr int mostSteps = 200;

//! Sums over the samples that a step of Levenberg and Marquardt needs.
struct Normal
{
    double error = 0; //!< squared
    double aa = 0, ab = 0, bb = 0; //!< of the derivatives' products
    double ra = 0, rb = 0; //!< of residual and derivative
};

Normal normalAt(const Curve &curve, double minimumDistance)
{
    Normal sums;
    for (int i = 0; i < samples; ++i) {
        const double x = farthest * i / (samples - 1);
        const double wanted = x < minimumDistance ? 1 : std::exp(minimumDistance - x);
        const double power = x > 0 ? std::pow(x, 2 * curve.b) : 0;
        const double value = 1 / (1 + curve.a * power);
        const double byA = -power * value * value;
        const double byB = x > 0 ? 2 * curve.a * std::log(x) * byA : 0;
        const double residual = wanted - value;
        sums.error += residual * residual;
        sums.aa += byA * byA;
        sums.ab += byA * byB;
        sums.bb += byB * byB;
        sums.ra += residual * byA;
        sums.rb += residual * byB;
    }
    return sums;
}

} // namespace

Curve curveFor(double minimumDistance)
{
    Curve curve;
    Normal sums = normalAt(curve, minimumDistance);
    double damping = 1e-3;
    for (int step = 0; step < mostSteps; ++step) {
        const double aa = sums.aa * (1 + damping);
        const double bb = sums.bb * (1 + damping);
        const double determinant = aa * bb - sums.ab * sums.ab;
        const Curve next{.a = curve.a + (sums.ra * bb - sums.rb * sums.ab) / determinant,
                         .b = curve.b + (sums.rb * aa - sums.ra * sums.ab) / determinant};
        const Normal nextSums = normalAt(next, minimumDistance);
        if (next.a > 0 && next.b > 0 && nextSums.error <= sums.error) {
            const double change = std::abs(next.a - curve.a) + std::abs(next.b - curve.b);
            curve = next;
            sums = nextSums;
            damping /= 10;
            if (change < 1e-12)
                break;
        } else {
            damping *= 10;
            if (damping > 1e12)
                break;
        }
    }
    return curve;
}

} // namespace polylogue::app::projection
