// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/projection/kernels.h"

namespace polylogue::app::projection {

//! \brief Rows prepared for products: of length 1 for the cosine, else with their mean at 0, which
//!        leaves the most digits to differences. A padded copy of the matrix, panel after panel.
struct Panels
{
    size_t columns = 0;
    size_t count = 0; //!< of panels
    std::vector<float> values = {};
    //! For each row, the padding's infinite: the product less this is the larger the nearer a row
    //! is.
    std::vector<float> handicaps = {};
};

//! \param origin the matrix whose mean and extent are taken: both sides of a product need the same
Panels panelsOf(const Matrix &matrix, const Matrix &origin, Metric metric);

//! \return the first value of panel \a number.
const float *panelAt(const Panels &panels, size_t number);

} // namespace polylogue::app::projection
