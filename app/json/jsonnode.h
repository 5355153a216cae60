// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace polylogue::app::json {

//! \brief A JSON value as it was written: members in their order, numbers digit by digit. (Qt's own
//!        sorts members and turns numbers into doubles.)
struct JsonNode
{
    enum class Kind { Null, Boolean, Number, String, Array, Object };

    Kind kind = Kind::Null;
    bool boolean = false;
    QString text = {}; //!< a string, or a number as it was written
    QList<JsonNode> children = {}; //!< elements, or the values of members
    QStringList names = {}; //!< of members; one may occur twice

    static JsonNode of(bool value) { return {.kind = Kind::Boolean, .boolean = value}; }
    static JsonNode of(const QString &value) { return {.kind = Kind::String, .text = value}; }
    static JsonNode of(qint64 value)
    {
        return {.kind = Kind::Number, .text = QString::number(value)};
    }

    bool isObject() const { return kind == Kind::Object; }
    bool isArray() const { return kind == Kind::Array; }
    bool isString() const { return kind == Kind::String; }
    bool isNumber() const { return kind == Kind::Number; }

    //! \return the last member of that name, which is the one that counts; nullptr where there is
    //!         none, or where this is no object.
    const JsonNode *member(QStringView name) const;
    //! \brief Adds a member.
    void insert(const QString &name, const JsonNode &value);
};

//! \return whether JSON takes both for the same: numbers by their value, members in any order.
bool isSame(const JsonNode &a, const JsonNode &b);

//! \return \a pointer with another step to \a name, as RFC 6901 writes it.
QString pointerTo(const QString &pointer, const QString &name);

//! \return what \a pointer leads to in \a root (RFC 6901); nullptr where that is nothing.
const JsonNode *resolve(const JsonNode &root, const QString &pointer);

} // namespace polylogue::app::json
