// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/pca.h"

#include <Spectra/SymEigsSolver.h>

#include <Eigen/Eigenvalues>
#include <algorithm>

namespace polylogue::app::projection {

namespace {

// Up to this many columns, or rows, all axes are found at once.
constexpr Eigen::Index denseMost = 64;
constexpr Eigen::Index basisSize = 24;
constexpr int mostRestarts = 200;
constexpr double tolerance = 1e-6;

using Row = Eigen::Map<const Eigen::VectorXf>;

//! The covariance of rows, never written out; the form that Spectra asks for.
class Covariance final
{
public:
    using Scalar = double;

    Covariance(const Matrix &matrix, const std::vector<size_t> &finite)
        : m_matrix(matrix)
        , m_finite(finite)
        , m_mean(Eigen::VectorXd::Zero(Eigen::Index(matrix.columns)))
    {
        for (const size_t index : finite)
            m_mean += row(index).cast<double>() / double(finite.size());
    }

    Eigen::Index rows() const { return m_mean.size(); }
    Eigen::Index cols() const { return m_mean.size(); }

    void perform_op(const double *in, double *out) const
    {
        const Eigen::Map<const Eigen::VectorXd> from(in, rows());
        Eigen::Map<Eigen::VectorXd> to(out, rows());
        to.setZero();
        const double offset = m_mean.dot(from);
        double sum = 0;
        for (const size_t index : m_finite) {
            const double along = row(index).cast<double>().dot(from) - offset;
            to += along * row(index).cast<double>();
            sum += along;
        }
        to -= sum * m_mean;
        to /= double(m_finite.size());
    }

    //! \return the rows' differences from their mean, as columns.
    Eigen::MatrixXd differences() const
    {
        Eigen::MatrixXd result(rows(), Eigen::Index(m_finite.size()));
        for (size_t at = 0; at < m_finite.size(); ++at)
            result.col(Eigen::Index(at)) = row(m_finite[at]).cast<double>() - m_mean;
        return result;
    }

    Eigen::Index rowCount() const { return Eigen::Index(m_finite.size()); }

    double variance() const
    {
        double sum = 0;
        for (const size_t index : m_finite)
            sum += (row(index).cast<double>() - m_mean).squaredNorm();
        return sum / double(m_finite.size());
    }

    double along(const Eigen::VectorXd &axis, size_t index) const
    {
        return row(index).cast<double>().dot(axis) - m_mean.dot(axis);
    }

    std::vector<double> mean() const { return {m_mean.begin(), m_mean.end()}; }

private:
    Row row(size_t index) const { return Row(rowOf(m_matrix, index), rows()); }

    const Matrix &m_matrix;
    const std::vector<size_t> &m_finite;
    Eigen::VectorXd m_mean;
};

//! \return the last two columns, the last first, or the only one.
Eigen::MatrixXd lastTwo(const Eigen::MatrixXd &matrix)
{
    return matrix.rightCols(std::min<Eigen::Index>(matrix.cols(), 2)).rowwise().reverse();
}

Eigen::MatrixXd axesOfFewColumns(const Covariance &covariance)
{
    Eigen::MatrixXd matrix(covariance.cols(), covariance.cols());
    for (Eigen::Index column = 0; column < covariance.cols(); ++column) {
        const Eigen::VectorXd unit = Eigen::VectorXd::Unit(covariance.cols(), column);
        covariance.perform_op(unit.data(), matrix.col(column).data());
    }
    return lastTwo(Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(matrix).eigenvectors());
}

//! The products of few rows have the same eigenvalues as their covariance.
Eigen::MatrixXd axesOfFewRows(const Covariance &covariance)
{
    const Eigen::MatrixXd differences = covariance.differences();
    const Eigen::MatrixXd products = differences.transpose() * differences;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(products);
    Eigen::MatrixXd axes = differences * lastTwo(solver.eigenvectors());
    axes.colwise().normalize();
    return axes.allFinite() ? axes : axes.leftCols(1);
}

//! \return the two axes as columns, or one where there is no other.
Eigen::MatrixXd axesOf(Covariance &covariance)
{
    if (covariance.cols() <= denseMost)
        return axesOfFewColumns(covariance);
    if (covariance.rowCount() <= denseMost)
        return axesOfFewRows(covariance);
    try {
        Spectra::SymEigsSolver<Covariance> solver(covariance, 2, basisSize);
        solver.init();
        // The best that was found is good enough for a picture.
        solver.compute(Spectra::SortRule::LargestAlge, mostRestarts, tolerance);
        if (solver.eigenvectors().cols() > 0)
            return solver.eigenvectors();
    } catch (const std::exception &) { // rounding can end it
    }
    return Eigen::MatrixXd::Identity(covariance.cols(), 2);
}

} // namespace

PrincipalComponents principalComponents(const Matrix &matrix)
{
    PrincipalComponents result{.positions = Positions(matrix.rows, nowhere)};
    const std::vector<size_t> finite = finiteRows(matrix);
    for (const size_t row : finite)
        result.positions[row] = {};
    if (finite.size() < 2 || matrix.columns == 0)
        return result;

    Covariance covariance(matrix, finite);
    const double variance = covariance.variance();
    if (!(variance > 0))
        return result;
    const Eigen::MatrixXd axes = axesOf(covariance);
    result.mean = covariance.mean();
    for (Eigen::Index number = 0; number < axes.cols(); ++number) {
        Eigen::VectorXd axis = axes.col(number);
        Eigen::Index largest = 0;
        axis.cwiseAbs().maxCoeff(&largest);
        if (axis[largest] < 0)
            axis = -axis;
        result.axes.emplace_back(axis.begin(), axis.end());
        double squares = 0;
        for (const size_t row : finite) {
            const double along = covariance.along(axis, row);
            squares += along * along;
            (number == 0 ? result.positions[row].x : result.positions[row].y) = float(along);
        }
        result.shares[size_t(number)] = squares / double(finite.size()) / variance;
    }
    return result;
}

Positions placedAlong(const PrincipalComponents &components, const Matrix &matrix)
{
    Positions positions(matrix.rows, nowhere);
    for (const size_t row : finiteRows(matrix)) {
        std::array<double, 2> place{};
        for (size_t axis = 0; axis < components.axes.size(); ++axis) {
            for (size_t column = 0; column < matrix.columns; ++column)
                place[axis] += (double(rowOf(matrix, row)[column]) - components.mean[column])
                    * components.axes[axis][column];
        }
        positions[row] = {.x = float(place[0]), .y = float(place[1])};
    }
    return positions;
}

} // namespace polylogue::app::projection
