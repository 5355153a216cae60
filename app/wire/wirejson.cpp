// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/wirejson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

bool isJsonSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isNumeric(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

//! \return the number of bytes at \a from that spell NaN, an infinity or a number beyond what a
//!         double holds, all of which Qt refuses; 0 for none.
qsizetype nonNumberAt(QByteArrayView json, qsizetype from)
{
    const QByteArrayView rest = json.sliced(from);
    for (const QByteArrayView word : {"NaN", "-Infinity", "Infinity"}) {
        if (rest.startsWith(word))
            return word.size();
    }
    const bool isInNumber = from > 0 && isNumeric(json.at(from - 1));
    if (isInNumber || rest.front() == 'e' || rest.front() == 'E')
        return 0;
    qsizetype size = 0;
    while (size < rest.size() && isNumeric(rest.at(size)))
        ++size;
    bool fits = false;
    const double number = size > 0 ? rest.first(size).toByteArray().toDouble(&fits) : 0;
    return size > 0 && (!fits || !std::isfinite(number)) ? size : 0;
}

QByteArray withoutNonNumbers(QByteArrayView json)
{
    QByteArray repaired;
    repaired.reserve(json.size());
    bool isInString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json.at(i);
        if (isInString && c == '\\' && i + 1 < json.size()) {
            repaired += c;
            repaired += json.at(++i);
            continue;
        }
        if (c == '"')
            isInString = !isInString;
        const qsizetype word = isInString ? 0 : nonNumberAt(json, i);
        if (word > 0) {
            repaired += "null";
            i += word - 1;
        } else {
            repaired += c;
        }
    }
    return repaired;
}

//! QJsonDocument takes only objects and arrays: the value is wrapped into one.
std::optional<QJsonValue> parsed(const QByteArray &text)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson('[' + text + ']', &error);
    if (error.error != QJsonParseError::NoError || document.array().size() != 1)
        return {};
    return document.array().first();
}

QJsonObject mergedObjects(QJsonObject lower, const QJsonObject &upper)
{
    for (auto it = upper.begin(); it != upper.end(); ++it) {
        const QJsonValue below = lower.value(it.key());
        if (below.isObject() && it->isObject())
            lower.insert(it.key(), mergedObjects(below.toObject(), it->toObject()));
        else
            lower.insert(it.key(), *it);
    }
    return lower;
}

} // namespace

void JsonNesting::feed(QByteArrayView bytes)
{
    for (const char c : bytes) {
        if (m_isEscaped) {
            m_isEscaped = false;
        } else if (m_isInString) {
            m_isEscaped = c == '\\';
            m_isInString = c != '"';
        } else if (c == '"') {
            m_isInString = true;
        } else if (c == '{' || c == '[') {
            m_deepest = std::max(m_deepest, ++m_depth);
        } else if (c == '}' || c == ']') {
            --m_depth;
        }
    }
}

Result<QJsonValue> parseJson(QByteArrayView text)
{
    JsonNesting nesting;
    nesting.feed(text);
    if (nesting.deepest() > MaxJsonDepth) {
        return Error{.kind = ErrorKind::TooLarge,
                     .detail = u"JSON nested more than %1 levels"_s.arg(MaxJsonDepth),
                     .type = u"json_too_deep"_s};
    }
    const QByteArray bytes = text.toByteArray();
    if (const auto value = parsed(bytes))
        return *value;
    if (nesting.isBalanced()) {
        const QByteArray validText = QString::fromUtf8(bytes).toUtf8();
        if (const auto value = parsed(withoutNonNumbers(validText)))
            return *value;
    }
    return Error{.kind = ErrorKind::Protocol, .type = u"not_json"_s};
}

bool isJsonObject(const QString &text)
{
    const QStringView trimmed = QStringView(text).trimmed();
    if (!trimmed.startsWith(u'{') || !trimmed.endsWith(u'}'))
        return false;
    const auto value = parseJson(text.toUtf8());
    return value && value->isObject();
}

QString textOf(const QJsonValue &value)
{
    if (value.isDouble()) {
        const double number = value.toDouble();
        const bool isWhole = std::floor(number) == number && std::abs(number) < 1e15;
        return isWhole ? QString::number(static_cast<qint64>(number)) : QString::number(number);
    }
    return value.toString();
}

std::optional<qint64> integerOf(const QJsonValue &value)
{
    if (value.isString()) {
        bool isNumber = false;
        const qint64 number = value.toString().trimmed().toLongLong(&isNumber);
        return isNumber ? std::optional(number) : std::nullopt;
    }
    if (!value.isDouble())
        return {};
    const double number = value.toDouble();
    if (!(std::abs(number) < 9.0e18))
        return {};
    return value.toInteger(static_cast<qint64>(number));
}

QByteArray compactJson(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    return {};
}

QByteArray mergedMembers(const QByteArray &lower, const QByteArray &upper)
{
    if (lower.isEmpty() || upper.isEmpty())
        return lower.isEmpty() ? upper : lower;
    return compactJson(mergedObjects(QJsonDocument::fromJson(lower).object(),
                                     QJsonDocument::fromJson(upper).object()));
}

QByteArray rawMember(QByteArrayView json, QByteArrayView name, const QByteArray &compact,
                     qsizetype &from)
{
    const QByteArray key = '"' + name.toByteArray() + '"';
    for (qsizetype at = json.indexOf(key, from); at >= 0; at = json.indexOf(key, at + 1)) {
        qsizetype start = at + key.size();
        while (start < json.size() && (isJsonSpace(json.at(start)) || json.at(start) == ':'))
            ++start;
        if (start == json.size() || (json.at(start) != '{' && json.at(start) != '['))
            continue;
        JsonNesting nesting;
        qsizetype end = start;
        do {
            nesting.feed(json.sliced(end++, 1));
        } while (end < json.size() && !nesting.isBalanced());
        const QByteArrayView raw = json.sliced(start, end - start);
        const auto value = parseJson(raw);
        if (value && compactJson(*value) == compact) {
            from = end;
            return minifiedJson(raw);
        }
    }
    return {};
}

QByteArray minifiedJson(QByteArrayView json)
{
    QByteArray minified;
    minified.reserve(json.size());
    bool isInString = false;
    bool isEscaped = false;
    for (const char c : json) {
        if (isInString) {
            isInString = isEscaped || c != '"';
            isEscaped = !isEscaped && c == '\\';
        } else if (isJsonSpace(c)) {
            continue;
        } else {
            isInString = c == '"';
        }
        minified += c;
    }
    return minified;
}

} // namespace polylogue::app::wire
