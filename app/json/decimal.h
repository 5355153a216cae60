// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <compare>

namespace polylogue::app::json {

//! \brief A number as JSON writes it, exactly: 1, 1.0 and 10e-1 are equal, 0.1 is a tenth, and no
//!        digit of a long one is lost.
class Decimal
{
public:
    Decimal() = default; //!< 0
    //! \param text a number as RFC 8259 has it
    explicit Decimal(QStringView text);

    bool isInteger() const { return m_exponent >= 0; }
    //! \return whether it is a whole number times \a divisor, which is more than 0. Where more than
    //!         a thousand digits would be needed it is not.
    bool isMultipleOf(const Decimal &divisor) const;
    //! \return the whole number where it is one that fits; \a otherwise where not.
    qint64 toInteger(qint64 otherwise) const;

    //! \return the same text for equal numbers, and only for them.
    QByteArray normalText() const;

    std::strong_ordering operator<=>(const Decimal &other) const;
    bool operator==(const Decimal &other) const = default;

private:
    std::strong_ordering compareSize(const Decimal &other) const;

    // Digits without zeros at either end, none for 0; the value is digits * 10^exponent.
    QByteArray m_digits;
    qint64 m_exponent = 0;
    bool m_isNegative = false;
};

} // namespace polylogue::app::json
