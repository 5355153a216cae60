// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/id.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <QVariant>
#include <QVariantMap>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

//! A struct's members as rows of a table: the name in the file and how the value is written and
//! read. QVariantMap stands between the tables and JSON, so that only the codecs know JSON.
namespace polylogue::app::settings {

//! \brief One member of \a Struct in a file.
template <typename Struct> struct Field
{
    QString name = {};
    //! \return what to write, seen what stands there; an invalid value: leave the member out.
    std::function<QVariant(const Struct &, const QVariant &previous)> write = {};
    //! \return false where the value, or something in it, is of the wrong kind; that is not taken.
    std::function<bool(Struct &, const QVariant &)> read = {};
};

template <typename Struct> using FieldTable = QList<Field<Struct>>;

// Each kind of value: to what goes into the file, and back (not set: of the wrong kind).
QVariant toVariant(bool value);
QVariant toVariant(int value);
QVariant toVariant(qint64 value);
QVariant toVariant(double value);
QVariant toVariant(const QString &value);
QVariant toVariant(const QStringList &value);
QVariant toVariant(const QByteArray &value); //!< base64
QVariant toVariant(const QUrl &value);
QVariant toVariant(const QSet<QString> &value); //!< sorted
QVariant toVariant(const QHash<QString, QStringList> &value);
QVariant toVariant(const QDateTime &value); //!< ISO 8601 in UTC with milliseconds
QVariant toVariant(std::chrono::milliseconds value); //!< their number
bool fromVariant(const QVariant &variant, bool &value);
bool fromVariant(const QVariant &variant, int &value);
bool fromVariant(const QVariant &variant, qint64 &value);
bool fromVariant(const QVariant &variant, double &value);
bool fromVariant(const QVariant &variant, QString &value);
bool fromVariant(const QVariant &variant, QStringList &value);
bool fromVariant(const QVariant &variant, QByteArray &value);
bool fromVariant(const QVariant &variant, QUrl &value);
bool fromVariant(const QVariant &variant, QSet<QString> &value);
bool fromVariant(const QVariant &variant, QHash<QString, QStringList> &value);
bool fromVariant(const QVariant &variant, QDateTime &value);
bool fromVariant(const QVariant &variant, std::chrono::milliseconds &value);

template <typename Tag> QVariant toVariant(const base::Id<Tag> &id)
{
    return id.value.toString(QUuid::WithoutBraces);
}

template <typename Tag> bool fromVariant(const QVariant &variant, base::Id<Tag> &id)
{
    const QUuid value(variant.toString());
    if (!value.isNull())
        id.value = value;
    return !value.isNull();
}

template <typename Value> QVariant toVariant(const std::optional<Value> &value)
{
    return value ? toVariant(*value) : QVariant();
}

template <typename Value> bool fromVariant(const QVariant &variant, std::optional<Value> &value)
{
    Value read{};
    if (!fromVariant(variant, read))
        return false;
    value = std::move(read);
    return true;
}

//! \brief A plain member. What equals its default is not written, so that a better default of a
//!        later version reaches those who never chose.
template <typename Struct, typename Value>
Field<Struct> field(const QString &name, Value Struct::*member)
{
    return {.name = name,
            .write =
                [member](const Struct &object, const QVariant &) {
                    const Value &value = object.*member;
                    return value == Struct{}.*member ? QVariant() : toVariant(value);
                },
            .read = [member](Struct &object,
                             const QVariant &value) { return fromVariant(value, object.*member); }};
}

//! \brief A number that must lie within [\a lowest, \a highest].
template <typename Struct, typename Value>
Field<Struct> field(const QString &name, Value Struct::*member, Value lowest, Value highest)
{
    Field<Struct> row = field(name, member);
    row.read = [member, lowest, highest](Struct &object, const QVariant &variant) {
        Value value{};
        if (!fromVariant(variant, value) || value < lowest || value > highest)
            return false;
        object.*member = value;
        return true;
    };
    return row;
}

template <typename Enum> using EnumNames = QList<std::pair<Enum, QString>>;

//! \return the name of \a value; an invalid value where \a names has none.
template <typename Enum> QVariant nameOf(Enum value, const EnumNames<Enum> &names)
{
    for (const auto &[candidate, name] : names) {
        if (candidate == value)
            return name;
    }
    return {};
}

//! \return whether \a variant is one of \a names; \a value is changed only then.
template <typename Enum>
bool fromName(const QVariant &variant, const EnumNames<Enum> &names, Enum &value)
{
    for (const auto &[candidate, name] : names) {
        if (name == variant.toString()) {
            value = candidate;
            return true;
        }
    }
    return false;
}

//! \brief An enumeration, written as one of \a names.
template <typename Struct, typename Enum>
Field<Struct> enumField(const QString &name, Enum Struct::*member, const EnumNames<Enum> &names)
{
    return {.name = name,
            .write =
                [member, names](const Struct &object, const QVariant &) {
                    const Enum value = object.*member;
                    return value == Struct{}.*member ? QVariant() : nameOf(value, names);
                },
            .read =
                [member, names](Struct &object, const QVariant &variant) {
                    return fromName(variant, names, object.*member);
                }};
}

//! \brief An enumeration that may be not set.
template <typename Struct, typename Enum>
Field<Struct> enumField(const QString &name, std::optional<Enum> Struct::*member,
                        const EnumNames<Enum> &names)
{
    return {.name = name,
            .write =
                [member, names](const Struct &object, const QVariant &) {
                    const std::optional<Enum> &value = object.*member;
                    return value ? nameOf(*value, names) : QVariant();
                },
            .read =
                [member, names](Struct &object, const QVariant &variant) {
                    Enum value{};
                    if (!fromName(variant, names, value))
                        return false;
                    object.*member = value;
                    return true;
                }};
}

//! \brief Puts \a object into \a map; members that the table does not name stay.
template <typename Struct>
void writeFields(const FieldTable<Struct> &table, const Struct &object, QVariantMap &map)
{
    for (const Field<Struct> &row : table) {
        const QVariant value = row.write(object, map.value(row.name));
        if (value.isValid())
            map.insert(row.name, value);
        else
            map.remove(row.name);
    }
}

//! \return the names of members that are of the wrong kind; they keep \a object's values.
template <typename Struct>
QStringList readFields(const FieldTable<Struct> &table, const QVariantMap &map, Struct &object)
{
    QStringList wrong;
    for (const Field<Struct> &row : table) {
        const auto found = map.constFind(row.name);
        if (found != map.constEnd() && !row.read(object, *found))
            wrong.append(row.name);
    }
    return wrong;
}

//! \brief A member that is a struct with a table of its own.
template <typename Struct, typename Inner>
Field<Struct> objectField(const QString &name, Inner Struct::*member,
                          const FieldTable<Inner> &table)
{
    return {.name = name,
            .write =
                [member, table](const Struct &object, const QVariant &previous) {
                    QVariantMap map = previous.toMap();
                    writeFields(table, object.*member, map);
                    return map.isEmpty() ? QVariant() : QVariant(map);
                },
            .read =
                [member, table](Struct &object, const QVariant &variant) {
                    return variant.typeId() == QMetaType::QVariantMap
                        && readFields(table, variant.toMap(), object.*member).isEmpty();
                }};
}

//! \brief A member that is a struct with a table of its own, or not set.
template <typename Struct, typename Inner>
Field<Struct> objectField(const QString &name, std::optional<Inner> Struct::*member,
                          const FieldTable<Inner> &table)
{
    return {.name = name,
            .write =
                [member, table](const Struct &object, const QVariant &previous) {
                    if (!(object.*member))
                        return QVariant();
                    QVariantMap map = previous.toMap();
                    writeFields(table, *(object.*member), map);
                    return QVariant(map);
                },
            .read =
                [member, table](Struct &object, const QVariant &variant) {
                    Inner inner{};
                    const bool isRight = variant.typeId() == QMetaType::QVariantMap
                        && readFields(table, variant.toMap(), inner).isEmpty();
                    object.*member = inner;
                    return isRight;
                }};
}

//! \brief A member that is a list of structs with a table of their own.
template <typename Struct, typename Inner>
Field<Struct> listField(const QString &name, QList<Inner> Struct::*member,
                        const FieldTable<Inner> &table)
{
    return {.name = name,
            .write =
                [member, table](const Struct &object, const QVariant &) {
                    QVariantList list;
                    for (const Inner &item : object.*member) {
                        QVariantMap map;
                        writeFields(table, item, map);
                        list.append(map);
                    }
                    return list.isEmpty() ? QVariant() : QVariant(list);
                },
            .read =
                [member, table](Struct &object, const QVariant &variant) {
                    if (variant.typeId() != QMetaType::QVariantList)
                        return false;
                    QList<Inner> items;
                    for (const QVariant &entry : variant.toList()) {
                        Inner item{};
                        if (!readFields(table, entry.toMap(), item).isEmpty())
                            return false;
                        items.append(item);
                    }
                    object.*member = items;
                    return true;
                }};
}

} // namespace polylogue::app::settings
