// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"

#include <optional>
#include <utility>
#include <variant>

namespace polylogue::app::base {

//! \brief A value or the Error why there is none; the names are std::expected's, to be replaced by
//! it.
template <typename T> class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    { }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    { }

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    //! \pre has_value()
    const T &operator*() const & { return *std::get_if<0>(&m_state); }
    T &operator*() & { return *std::get_if<0>(&m_state); }
    T &&operator*() && { return std::move(*std::get_if<0>(&m_state)); }
    const T *operator->() const { return std::get_if<0>(&m_state); }
    T *operator->() { return std::get_if<0>(&m_state); }

    //! \pre !has_value()
    const Error &error() const { return *std::get_if<1>(&m_state); }

    T value_or(T fallback) const { return has_value() ? **this : std::move(fallback); }

private:
    std::variant<T, Error> m_state;
};

//! \brief Success without a value, or an Error.
template <> class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    { }

    bool has_value() const { return !m_error; }
    explicit operator bool() const { return has_value(); }

    //! \pre !has_value()
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error = {};
};

using Status = Result<void>;

} // namespace polylogue::app::base
