// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::text {

namespace {

struct Format
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

constexpr qint64 Kilo = 1000;
constexpr qint64 Mega = 1000 * Kilo;
constexpr qint64 Giga = 1000 * Mega;

// Two digits that say something: "1.9", but "19" and not "19.0".
QString shortNumber(double number)
{
    return QLocale().toString(number, 'f', number < 9.95 ? 1 : 0);
}

} // namespace

QString fileSize(qint64 bytes)
{
    const auto size = static_cast<double>(bytes);
    if (bytes == 1)
        return Format::tr("1 byte");
    if (bytes < Kilo)
        return Format::tr("%1 bytes").arg(count(bytes));
    // From where rounding would write "1,000 kB".
    if (bytes < Mega - Kilo / 2)
        return Format::tr("%1 kB").arg(QLocale().toString(size / Kilo, 'f', 0));
    if (bytes < Giga - Mega / 2)
        return Format::tr("%1 MB").arg(shortNumber(size / Mega));
    return Format::tr("%1 GB").arg(shortNumber(size / Giga));
}

QString duration(std::chrono::milliseconds time)
{
    using namespace std::chrono_literals;
    if (time < 1s)
        return Format::tr("%1 ms").arg(count(time.count()));
    const double seconds = static_cast<double>(time.count()) / 1000;
    if (seconds < 59.5)
        return Format::tr("%1 s").arg(shortNumber(seconds));
    const qint64 whole = std::llround(seconds);
    if (whole % 60 == 0)
        return Format::tr("%1 min").arg(count(whole / 60));
    return Format::tr("%1 min %2 s").arg(count(whole / 60), count(whole % 60));
}

QString clockTime(const QTime &time)
{
    QString format = QLocale().timeFormat(QLocale::ShortFormat);
    format.remove(u":ss"_s);
    return QLocale().toString(time, format);
}

QString count(qint64 number)
{
    return QLocale().toString(number);
}

QString tokenCount(qint64 tokens)
{
    return tokens == 1 ? Format::tr("1 token") : Format::tr("%1 tokens").arg(count(tokens));
}

QString estimatedTokenCount(qint64 tokens)
{
    //: an estimate: about so many tokens
    return Format::tr("≈ %1").arg(tokenCount(tokens));
}

QString money(double amount, const QString &currency, bool isEstimate)
{
    constexpr double Smallest = 0.0001; // of what answers cost cents are too coarse
    const bool isTiny = amount > 0 && amount < Smallest;
    const int decimals = amount >= 1 || amount <= 0 ? 2 : 4;
    const QString number = QLocale().toString(isTiny ? Smallest : amount, 'f', decimals);
    const QString worded =
        currency.isEmpty() ? number : Format::tr("%1 %2", "currency, amount").arg(currency, number);
    if (isTiny)
        return Format::tr("< %1", "less than an amount").arg(worded);
    return isEstimate ? Format::tr("≈ %1").arg(worded) : worded;
}

QString dayName(const QDate &day, const QDate &today)
{
    if (day == today)
        return Format::tr("Today");
    if (day == today.addDays(-1))
        return Format::tr("Yesterday");
    return QLocale().toString(day, QLocale::ShortFormat);
}

QString pageCount(int pages)
{
    return pages == 1 ? Format::tr("1 page") : Format::tr("%1 pages").arg(count(pages));
}

QString oneLine(const QString &text, qsizetype maximum)
{
    QString line = text.left(4 * maximum).simplified();
    line.removeIf([](QChar c) {
        // Marks that turn the direction of what follows could disguise a name.
        const ushort u = c.unicode();
        return c.category() == QChar::Other_Control || (u >= 0x202A && u <= 0x202E)
            || (u >= 0x2066 && u <= 0x2069);
    });
    if (line.size() <= maximum)
        return line;
    return line.left(maximum - 1).trimmed() + QChar(0x2026);
}

} // namespace polylogue::ui::text
