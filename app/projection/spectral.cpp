// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/spectral.h"

#include <Spectra/SymEigsSolver.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace polylogue::app::projection {

namespace {

// Up to this size all eigenvectors are found at once.
constexpr size_t denseMost = 64;
constexpr int mostRestarts = 300;
constexpr double tolerance = 1e-5;

//! D^(-1/2) W D^(-1/2) without its known largest eigenvector, D^(1/2) 1: what is left begins with
//! the two that are wanted. The form that Spectra asks for.
class Operator final
{
public:
    using Scalar = double;

    explicit Operator(const Graph &graph)
        : m_graph(graph)
        , m_inverseRoot(Eigen::Index(pointCount(graph)))
        , m_known(Eigen::Index(pointCount(graph)))
        , m_scaled(Eigen::Index(pointCount(graph)))
    {
        for (size_t point = 0; point < pointCount(graph); ++point) {
            double degree = 0;
            for (size_t edge = graph.firstEdge[point]; edge < graph.firstEdge[point + 1]; ++edge)
                degree += double(graph.weight[edge]);
            m_known[Eigen::Index(point)] = std::sqrt(degree);
            m_inverseRoot[Eigen::Index(point)] = degree > 0 ? 1 / std::sqrt(degree) : 0;
        }
        m_known.normalize();
    }

    Eigen::Index rows() const { return m_known.size(); }
    Eigen::Index cols() const { return m_known.size(); }

    void perform_op(const double *in, double *out) const
    {
        const Eigen::Map<const Eigen::VectorXd> from(in, rows());
        Eigen::Map<Eigen::VectorXd> to(out, rows());
        m_scaled = from.cwiseProduct(m_inverseRoot);
        for (size_t point = 0; point < pointCount(m_graph); ++point) {
            double sum = 0;
            for (size_t edge = m_graph.firstEdge[point]; edge < m_graph.firstEdge[point + 1];
                 ++edge)
                sum += double(m_graph.weight[edge]) * m_scaled[Eigen::Index(m_graph.target[edge])];
            to[Eigen::Index(point)] = sum * m_inverseRoot[Eigen::Index(point)];
        }
        // -1 is the least that an eigenvalue can be: the known one goes below all others.
        to -= 2 * m_known.dot(from) * m_known;
    }

private:
    const Graph &m_graph;
    Eigen::VectorXd m_inverseRoot;
    Eigen::VectorXd m_known;
    mutable Eigen::VectorXd m_scaled;
};

//! Two columns, the larger eigenvalue first; none where it failed.
struct Solution
{
    Eigen::VectorXd values;
    Eigen::MatrixXd vectors;
};

Solution solvedDensely(const Operator &op)
{
    Eigen::MatrixXd matrix(op.rows(), op.rows());
    for (Eigen::Index column = 0; column < op.rows(); ++column) {
        const Eigen::VectorXd unit = Eigen::VectorXd::Unit(op.rows(), column);
        op.perform_op(unit.data(), matrix.col(column).data());
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
    if (solver.info() != Eigen::Success)
        return {};
    return {.values = solver.eigenvalues().tail(2).reverse(),
            .vectors = solver.eigenvectors().rightCols(2).rowwise().reverse()};
}

Solution solvedByLanczos(Operator &op)
{
    const auto size = double(op.rows());
    const auto basis = Eigen::Index(std::max(std::sqrt(size), 20.0));
    try {
        Spectra::SymEigsSolver<Operator> solver(op, 2, basis);
        solver.init();
        if (solver.compute(Spectra::SortRule::LargestAlge, mostRestarts, tolerance) < 2)
            return {};
        return {.values = solver.eigenvalues(), .vectors = solver.eigenvectors()};
    } catch (const std::exception &) { // rounding can end it; there are other places to start from
        return {};
    }
}

} // namespace

std::optional<SpectralVectors> spectralVectors(const Graph &graph)
{
    const size_t points = pointCount(graph);
    if (points < 4)
        return {};
    Operator op(graph);
    const Solution solution = points <= denseMost ? solvedDensely(op) : solvedByLanczos(op);
    if (solution.vectors.cols() != 2 || !solution.vectors.allFinite())
        return {};
    SpectralVectors result;
    for (Eigen::Index axis = 0; axis < 2; ++axis) {
        const Eigen::VectorXd vector = solution.vectors.col(axis);
        Eigen::Index largest = 0;
        vector.cwiseAbs().maxCoeff(&largest);
        const double sign = vector[largest] < 0 ? -1 : 1;
        std::vector<double> &values = result.vectors[size_t(axis)];
        values.resize(points);
        for (size_t point = 0; point < points; ++point)
            values[point] = sign * vector[Eigen::Index(point)];
        result.eigenvalues[size_t(axis)] = 1 - solution.values[axis];
    }
    return result;
}

} // namespace polylogue::app::projection
