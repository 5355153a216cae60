// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

class QJsonObject;
class QJsonValue;

namespace polylogue::app::wire {

//! Nothing of the dialect nests deeper; Qt's own parser would follow 1,024 levels.
constexpr int MaxJsonDepth = 64;

//! \brief Counts brackets outside strings, without building anything, over any number of pieces.
class JsonNesting
{
public:
    void feed(QByteArrayView bytes);
    //! \return whether every bracket is closed and no string is open; true also before the first.
    bool isBalanced() const { return m_depth <= 0 && !m_isInString; }
    int deepest() const { return m_deepest; }

private:
    int m_depth = 0;
    int m_deepest = 0;
    bool m_isInString = false;
    bool m_isEscaped = false;
};

//! \brief Any JSON value; broken UTF-8 is replaced and a bare NaN or Infinity read as null, as some
//!        servers write them.
//! \return ErrorKind::Protocol ("not_json"), ErrorKind::TooLarge ("json_too_deep").
base::Result<QJsonValue> parseJson(QByteArrayView text);

//! \return whether \a text is one JSON object, as a tool call's arguments must be.
bool isJsonObject(const QString &text);

//! \return a string as it is, a number as digits, anything else as nothing.
QString textOf(const QJsonValue &value);

//! \return a number, also one written as a string; not set for anything else.
std::optional<qint64> integerOf(const QJsonValue &value);

//! \return an object or array as JSON without white space; empty for anything else.
QByteArray compactJson(const QJsonValue &value);

//! \return the members of both objects, those of \a upper over those of \a lower, objects within
//!         merged alike; either may be empty.
QByteArray mergedMembers(const QByteArray &lower, const QByteArray &upper);

//! \brief The text of the next member \a name of \a json that is the object or array \a compact
//! says.
//!
//! Qt sorts an object's members; this finds them as they were sent, without white space.
//! \param from where to look; set behind what was found. \return empty where there is none.
QByteArray rawMember(QByteArrayView json, QByteArrayView name, const QByteArray &compact,
                     qsizetype &from);

//! \return \a json without the white space between its tokens; its order and numbers stay.
QByteArray minifiedJson(QByteArrayView json);

} // namespace polylogue::app::wire
