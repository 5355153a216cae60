// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/errorcodec.h"

#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using std::chrono::milliseconds;

namespace {

QByteArray valueOf(const Headers &headers, QByteArrayView name)
{
    for (const auto &[field, value] : headers) {
        if (QByteArrayView(field).compare(name, Qt::CaseInsensitive) == 0)
            return value.trimmed();
    }
    return {};
}

//! \return \a text in units of \a unit; not set where it is no number or means no time.
std::optional<milliseconds> duration(const QByteArray &text, milliseconds unit)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    // Ten million seconds are four months: whoever asks for more means something else.
    if (!isNumber || !std::isfinite(number) || number < 0 || number > 1e10)
        return {};
    return milliseconds(std::llround(number * static_cast<double>(unit.count())));
}

//! The three forms of RFC 9110, 5.6.7. The name of the day says nothing that the date does not.
QDateTime httpDate(const QByteArray &text)
{
    const QString date = QString::fromLatin1(text.mid(text.indexOf(',') + 1)).simplified();
    QDateTime time;
    for (const auto format : {"dd MMM yyyy hh:mm:ss 'GMT'"_L1, "dd-MMM-yy hh:mm:ss 'GMT'"_L1,
                              "ddd MMM d hh:mm:ss yyyy"_L1}) {
        if (!time.isValid())
            time = QLocale::c().toDateTime(date, QString(format));
    }
    if (time.isValid() && time.date().year() < 1970)
        time = time.addYears(100);
    time.setTimeSpec(Qt::UTC);
    return time;
}

} // namespace

std::optional<milliseconds> retryAfter(const Headers &headers, const QDateTime &now)
{
    if (const auto wait = duration(valueOf(headers, "retry-after-ms"), milliseconds(1)))
        return wait;
    const QByteArray value = valueOf(headers, "retry-after");
    if (value.isEmpty())
        return {};
    if (const auto wait = duration(value, std::chrono::seconds(1)))
        return wait;
    const QDateTime until = httpDate(value);
    if (!until.isValid())
        return {};
    // A wrong local clock does no harm where the server tells its own.
    const QDateTime served = httpDate(valueOf(headers, "date"));
    const qint64 wait = (served.isValid() ? served : now).msecsTo(until);
    return milliseconds(std::max(qint64{0}, wait));
}

} // namespace polylogue::app::wire
