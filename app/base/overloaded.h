// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace polylogue::app::base {

//! \brief A visitor for std::visit made of lambdas, one per alternative.
template <typename... Callables> struct Overloaded : Callables...
{
    using Callables::operator()...;
};

template <typename... Callables> Overloaded(Callables...) -> Overloaded<Callables...>;

} // namespace polylogue::app::base
