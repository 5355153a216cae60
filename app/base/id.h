// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDebug>
#include <QHashFunctions>
#include <QUuid>

namespace polylogue::app::base {

//! \brief An identifier that cannot be mixed up with one of another kind.
//!
//! Globally unique, so that what is exported, imported or synchronised keeps its name.
template <typename Tag> struct Id
{
    QUuid value = {};

    static Id create() { return {QUuid::createUuid()}; }
    bool isNull() const { return value.isNull(); }
    bool operator==(const Id &) const = default;
    friend bool operator<(const Id &a, const Id &b) { return a.value < b.value; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.value, seed); }
    friend QDebug operator<<(QDebug debug, const Id &id) { return debug << id.value; }
};

} // namespace polylogue::app::base
