// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/decimal.h"

#include <algorithm>
#include <limits>

namespace polylogue::app::json {

namespace {

constexpr qint64 MostZeros = 1'000; // that are written out for a division
constexpr qint64 LargestExponent = 1'000'000'000'000'000;

//! \return \a digits with \a zeros behind them.
QByteArray widened(const QByteArray &digits, qint64 zeros)
{
    return digits + QByteArray(zeros, '0');
}

bool isLess(const QByteArray &a, const QByteArray &b) // both without zeros in front
{
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

//! Takes \a b, which is not larger, from \a a; digits without zeros in front.
void subtract(QByteArray &a, const QByteArray &b)
{
    int borrowed = 0;
    for (qsizetype place = 0; place < a.size(); ++place) {
        char &digit = a[a.size() - 1 - place];
        const int other = place < b.size() ? b.at(b.size() - 1 - place) - '0' : 0;
        int difference = digit - '0' - other - borrowed;
        borrowed = difference < 0 ? 1 : 0;
        difference += 10 * borrowed;
        digit = static_cast<char>('0' + difference);
    }
    qsizetype zeros = 0;
    while (zeros < a.size() && a.at(zeros) == '0')
        ++zeros;
    a.remove(0, zeros);
}

//! As it is done on paper.
bool isDivisible(const QByteArray &number, const QByteArray &divisor)
{
    QByteArray rest;
    for (const char digit : number) {
        if (!rest.isEmpty() || digit != '0')
            rest += digit;
        while (!isLess(rest, divisor))
            subtract(rest, divisor);
    }
    return rest.isEmpty();
}

} // namespace

Decimal::Decimal(QStringView text)
{
    QByteArray digits;
    bool isFraction = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char16_t character = text.at(at).unicode();
        if (character == u'e' || character == u'E') {
            bool fits = false;
            const qint64 exponent = text.sliced(at + 1).toLongLong(&fits);
            const bool isSmall = text.sliced(at + 1).startsWith(u'-');
            m_exponent += fits ? std::clamp(exponent, -LargestExponent, LargestExponent)
                : isSmall      ? -LargestExponent
                               : LargestExponent;
            break;
        }
        if (character == u'-') {
            m_isNegative = true;
        } else if (character == u'.') {
            isFraction = true;
        } else if (character >= u'0' && character <= u'9') {
            digits += static_cast<char>(character);
            m_exponent -= isFraction ? 1 : 0;
        }
    }
    qsizetype zeros = 0;
    while (zeros < digits.size() && digits.at(zeros) == '0')
        ++zeros;
    digits.remove(0, zeros);
    while (digits.endsWith('0')) {
        digits.chop(1);
        ++m_exponent;
    }
    m_digits = digits;
    if (m_digits.isEmpty()) {
        m_exponent = 0;
        m_isNegative = false;
    }
}

bool Decimal::isMultipleOf(const Decimal &divisor) const
{
    if (m_digits.isEmpty())
        return true;
    const qint64 zeros = m_exponent - divisor.m_exponent;
    if (divisor.m_digits.isEmpty() || zeros > MostZeros || zeros < -MostZeros)
        return false;
    return zeros >= 0 ? isDivisible(widened(m_digits, zeros), divisor.m_digits)
                      : isDivisible(m_digits, widened(divisor.m_digits, -zeros));
}

qint64 Decimal::toInteger(qint64 otherwise) const
{
    if (!isInteger() || m_digits.size() + m_exponent > 18)
        return otherwise;
    const qint64 size = widened(m_digits, m_exponent).toLongLong();
    return m_isNegative ? -size : size;
}

QByteArray Decimal::normalText() const
{
    return (m_isNegative ? "-" : "") + m_digits + 'e' + QByteArray::number(m_exponent);
}

std::strong_ordering Decimal::compareSize(const Decimal &other) const
{
    if (m_digits.isEmpty() || other.m_digits.isEmpty())
        return !m_digits.isEmpty() <=> !other.m_digits.isEmpty();
    // Where the first digit stands tells, else the digits do: a shorter row is a smaller one.
    const qint64 place = m_exponent + m_digits.size();
    const qint64 otherPlace = other.m_exponent + other.m_digits.size();
    if (place != otherPlace)
        return place <=> otherPlace;
    return m_digits.compare(other.m_digits) <=> 0;
}

std::strong_ordering Decimal::operator<=>(const Decimal &other) const
{
    if (m_isNegative != other.m_isNegative)
        return m_isNegative ? std::strong_ordering::less : std::strong_ordering::greater;
    return m_isNegative ? other.compareSize(*this) : compareSize(other);
}

} // namespace polylogue::app::json
