// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/archive.h"
#include "app/attachments/decoder/officeparts.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

const auto workbookPart = u"xl/workbook.xml"_s;
constexpr int maximumColumns = 16'384; // Excel's own

enum class NumberKind { Plain, Percent, Date, Time, DateTime };

struct Sheet
{
    QString name = {};
    QString part = {};
};

struct Workbook
{
    QList<Sheet> sheets = {};
    QStringList strings = {}; // that cells name by number
    QList<NumberKind> styles = {}; // that cells name by number
    bool countsFrom1904 = false;
};

//! The text of a string item or inline string, without how it is pronounced.
QString richText(QXmlStreamReader &xml)
{
    QString text;
    const QString element = xml.name().toString();
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == "t"_L1)
            text += xml.readElementText();
        else if (xml.isStartElement() && xml.name() == "rPh"_L1)
            xml.skipCurrentElement();
        else if (xml.isEndElement() && xml.name() == element)
            break;
    }
    return text;
}

QStringList sharedStrings(const QByteArray &source)
{
    QStringList strings;
    QXmlStreamReader xml(source);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == "si"_L1)
            strings.append(richText(xml));
    }
    return strings;
}

//! What a number format shows (ECMA-376 part 1, 18.8.30 and 18.8.31).
NumberKind kindOf(int format, const QString &code)
{
    if (code.isEmpty()) {
        if (format == 9 || format == 10)
            return NumberKind::Percent;
        if (format >= 14 && format <= 17)
            return NumberKind::Date;
        if ((format >= 18 && format <= 21) || (format >= 45 && format <= 47))
            return NumberKind::Time;
        return format == 22 ? NumberKind::DateTime : NumberKind::Plain;
    }
    static const QRegularExpression quoted(u"\"[^\"]*\"|\\[[^\\]]*\\]|\\\\."_s);
    const QString letters = QString(code).remove(quoted).section(u';', 0, 0).toLower();
    if (letters.contains(u'%'))
        return NumberKind::Percent;
    const bool hasDate = letters.contains(u'y') || letters.contains(u'd');
    const bool hasTime = letters.contains(u'h') || letters.contains(u's');
    if (hasDate)
        return hasTime ? NumberKind::DateTime : NumberKind::Date;
    return hasTime && !letters.contains("general"_L1) ? NumberKind::Time : NumberKind::Plain;
}

QList<NumberKind> cellStyles(const QByteArray &source)
{
    QHash<int, QString> codes;
    QList<NumberKind> kinds;
    bool isInCells = false;
    QXmlStreamReader xml(source);
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == "cellXfs"_L1)
            isInCells = false;
        if (!xml.isStartElement())
            continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        const int format = attributes.value("numFmtId"_L1).toInt();
        if (xml.name() == "numFmt"_L1)
            codes.insert(format, attributes.value("formatCode"_L1).toString());
        else if (xml.name() == "cellXfs"_L1)
            isInCells = true;
        else if (xml.name() == "xf"_L1 && isInCells)
            kinds.append(kindOf(format, codes.value(format)));
    }
    return kinds;
}

QString numberText(const QString &value, NumberKind kind, bool countsFrom1904)
{
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    if (!isNumber)
        return value;
    constexpr int digits = 15; // what Excel itself keeps
    constexpr double longestDate = 3'000'000; // beyond the year 9999
    if (kind == NumberKind::Percent)
        return QString::number(number * 100, 'g', digits) + u'%';
    if (kind == NumberKind::Plain || number < 0 || number > longestDate)
        return QString::number(number, 'g', digits);
    const QDate first = countsFrom1904 ? QDate(1904, 1, 1) : QDate(1899, 12, 30);
    constexpr qint64 secondsOfDay = 86'400;
    const qint64 seconds = std::llround(number * secondsOfDay);
    const QDate date = first.addDays(seconds / secondsOfDay);
    const QTime time = QTime(0, 0).addSecs(int(seconds % secondsOfDay));
    if (kind == NumberKind::Time)
        return time.toString(Qt::ISODate);
    return date.toString(Qt::ISODate)
        + (kind == NumberKind::DateTime ? u' ' + time.toString(Qt::ISODate) : QString());
}

//! "C7" is 2; -1 where there are no letters.
int columnOf(QStringView reference)
{
    int column = 0;
    for (const QChar character : reference) {
        if (character < u'A' || character > u'Z')
            break;
        column = qMin(column * 26 + (character.unicode() - u'A' + 1), maximumColumns);
    }
    return column - 1;
}

//! Reads the cell that begins here up to its end.
QString cellText(QXmlStreamReader &xml, const Workbook &book)
{
    const QString type = xml.attributes().value("t"_L1).toString();
    const int style = xml.attributes().value("s"_L1).toInt();
    QString text;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == "c"_L1)
            break;
        if (!xml.isStartElement())
            continue;
        if (xml.name() == "is"_L1)
            text = richText(xml);
        else if (xml.name() == "v"_L1)
            text = xml.readElementText();
    }
    if (type == "s"_L1)
        return book.strings.value(text.toInt());
    if (type == "b"_L1)
        return text == "1"_L1 ? u"TRUE"_s : u"FALSE"_s;
    if (text.isEmpty() || (!type.isEmpty() && type != "n"_L1))
        return text;
    return numberText(text, book.styles.value(style, NumberKind::Plain), book.countsFrom1904);
}

bool readSheet(const QByteArray &source, const Workbook &book, MarkdownText &text)
{
    QList<QStringList> rows;
    QStringList row;
    qsizetype characters = 0;
    QXmlStreamReader xml(source);
    while (!xml.atEnd() && !text.isFull()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == "c"_L1) {
            const int column = columnOf(xml.attributes().value("r"_L1));
            const QString cell = cellText(xml, book);
            if (cell.isEmpty())
                continue;
            while (row.size() < column)
                row.append(QString());
            row.append(cell);
            characters += cell.size() + column;
        } else if (xml.isEndElement() && xml.name() == "row"_L1) {
            if (!row.isEmpty())
                rows.append(row);
            row.clear();
            if (characters > text.maximum())
                break;
        }
    }
    if (!rows.isEmpty())
        text.addTable(rows);
    return !xml.hasError();
}

Workbook readIndex(Archive &archive)
{
    Workbook book;
    const QHash<QString, QString> targets = relationshipsOf(archive, workbookPart);
    QXmlStreamReader xml(archive.read(workbookPart).value_or(QByteArray()));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        if (xml.name() == "workbookPr"_L1) {
            const QStringView flag = attributes.value("date1904"_L1);
            book.countsFrom1904 = flag == "1"_L1 || flag == "true"_L1;
        }
        if (xml.name() != "sheet"_L1)
            continue;
        for (const QXmlStreamAttribute &attribute : attributes) {
            if (attribute.name() == "id"_L1 && !attribute.prefix().isEmpty())
                book.sheets.append({.name = attributes.value("name"_L1).toString(),
                                    .part = targets.value(attribute.value().toString())});
        }
    }
    book.strings = sharedStrings(archive.read(u"xl/sharedStrings.xml"_s).value_or(QByteArray()));
    book.styles = cellStyles(archive.read(u"xl/styles.xml"_s).value_or(QByteArray()));
    return book;
}

} // namespace

bool readWorkbook(Archive &archive, MarkdownText &text)
{
    const Workbook book = readIndex(archive);
    for (const Sheet &sheet : book.sheets) {
        if (text.isFull())
            break;
        text.addHeading(sheet.name, 2);
        const std::optional<QByteArray> xml = archive.read(sheet.part);
        if (xml && !readSheet(*xml, book, text))
            return false; // without a part it is a chart
    }
    return !book.sheets.isEmpty();
}

} // namespace polylogue::app::attachments
