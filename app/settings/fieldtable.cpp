// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/fieldtable.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace polylogue::app::settings {

namespace {

bool isNumber(const QVariant &variant)
{
    return variant.typeId() == QMetaType::Double || variant.typeId() == QMetaType::LongLong;
}

} // namespace

QVariant toVariant(bool value)
{
    return value;
}

QVariant toVariant(int value)
{
    return value;
}

QVariant toVariant(qint64 value)
{
    return value;
}

QVariant toVariant(double value)
{
    return value;
}

QVariant toVariant(const QString &value)
{
    return value;
}

QVariant toVariant(const QStringList &value)
{
    return value;
}

QVariant toVariant(const QByteArray &value)
{
    return QString::fromLatin1(value.toBase64());
}

QVariant toVariant(const QUrl &value)
{
    return value.toString(QUrl::FullyEncoded);
}

QVariant toVariant(const QSet<QString> &value)
{
    QStringList sorted = value.values();
    sorted.sort();
    return sorted;
}

QVariant toVariant(const QHash<QString, QStringList> &value)
{
    QVariantMap map;
    for (auto it = value.cbegin(); it != value.cend(); ++it)
        map.insert(it.key(), it.value());
    return map;
}

QVariant toVariant(const QDateTime &value)
{
    return value.toUTC().toString(Qt::ISODateWithMs);
}

QVariant toVariant(std::chrono::milliseconds value)
{
    return qint64(value.count());
}

bool fromVariant(const QVariant &variant, bool &value)
{
    if (variant.typeId() != QMetaType::Bool)
        return false;
    value = variant.toBool();
    return true;
}

bool fromVariant(const QVariant &variant, int &value)
{
    qint64 wide = 0;
    if (!fromVariant(variant, wide) || wide < std::numeric_limits<int>::min()
        || wide > std::numeric_limits<int>::max())
        return false;
    value = static_cast<int>(wide);
    return true;
}

bool fromVariant(const QVariant &variant, qint64 &value)
{
    // JSON knows no integers: 4000.0 is one, 0.5 and 1e300 are none.
    const double number = variant.toDouble();
    const bool isWhole = std::nearbyint(number) == number && std::abs(number) < 9.2e18;
    if (!isNumber(variant) || !isWhole)
        return false;
    value = variant.toLongLong();
    return true;
}

bool fromVariant(const QVariant &variant, double &value)
{
    if (!isNumber(variant))
        return false;
    value = variant.toDouble();
    return true;
}

bool fromVariant(const QVariant &variant, QString &value)
{
    if (variant.typeId() != QMetaType::QString)
        return false;
    value = variant.toString();
    return true;
}

bool fromVariant(const QVariant &variant, QStringList &value)
{
    const QVariantList list = variant.toList();
    const bool areTexts = std::all_of(list.cbegin(), list.cend(), [](const QVariant &item) {
        return item.typeId() == QMetaType::QString;
    });
    if (variant.typeId() != QMetaType::QVariantList || !areTexts)
        return false;
    value = variant.toStringList();
    return true;
}

bool fromVariant(const QVariant &variant, QByteArray &value)
{
    const auto decoded = QByteArray::fromBase64Encoding(variant.toString().toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (variant.typeId() != QMetaType::QString || !decoded)
        return false;
    value = *decoded;
    return true;
}

bool fromVariant(const QVariant &variant, QUrl &value)
{
    const QUrl url(variant.toString(), QUrl::StrictMode);
    if (variant.typeId() != QMetaType::QString || !url.isValid())
        return false;
    value = url;
    return true;
}

bool fromVariant(const QVariant &variant, QSet<QString> &value)
{
    QStringList list;
    if (!fromVariant(variant, list))
        return false;
    value = QSet<QString>(list.cbegin(), list.cend());
    return true;
}

bool fromVariant(const QVariant &variant, QHash<QString, QStringList> &value)
{
    if (variant.typeId() != QMetaType::QVariantMap)
        return false;
    const QVariantMap map = variant.toMap();
    QHash<QString, QStringList> read;
    for (auto it = map.cbegin(); it != map.cend(); ++it) {
        if (!fromVariant(it.value(), read[it.key()]))
            return false;
    }
    value = read;
    return true;
}

bool fromVariant(const QVariant &variant, QDateTime &value)
{
    const QDateTime read = QDateTime::fromString(variant.toString(), Qt::ISODateWithMs);
    if (variant.typeId() != QMetaType::QString || !read.isValid())
        return false;
    value = read.toUTC();
    return true;
}

bool fromVariant(const QVariant &variant, std::chrono::milliseconds &value)
{
    qint64 count = 0;
    if (!fromVariant(variant, count))
        return false;
    value = std::chrono::milliseconds(count);
    return true;
}

} // namespace polylogue::app::settings
