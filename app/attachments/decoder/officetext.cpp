// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/officetext.h"

#include "app/attachments/decoder/archive.h"
#include "app/attachments/decoder/officeparts.h"

#include <QDir>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

const auto wordPart = u"word/document.xml"_s;
const auto workbookPart = u"xl/workbook.xml"_s;
const auto slidesPart = u"ppt/presentation.xml"_s;
const auto openPart = u"content.xml"_s;
const auto ooxml = u"application/vnd.openxmlformats-officedocument."_s;

//! The slides in the order in which they are shown.
QStringList slideParts(Archive &archive)
{
    const QHash<QString, QString> targets = relationshipsOf(archive, slidesPart);
    QStringList parts;
    QXmlStreamReader xml(archive.read(slidesPart).value_or(QByteArray()));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != "sldId"_L1)
            continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        for (const QXmlStreamAttribute &attribute : attributes) {
            if (attribute.name() == "id"_L1 && !attribute.prefix().isEmpty())
                parts.append(targets.value(attribute.value().toString()));
        }
    }
    return parts;
}

bool readSlides(Archive &archive, MarkdownText &text)
{
    const QStringList parts = slideParts(archive);
    for (qsizetype number = 0; number < parts.size() && !text.isFull(); ++number) {
        const std::optional<QByteArray> slide = archive.read(parts.at(number));
        text.addHeading(u"Slide %1"_s.arg(number + 1), 2);
        if (!slide || !readParagraphs(*slide, text))
            return false;
        const QHash<QString, QString> targets = relationshipsOf(archive, parts.at(number));
        for (const QString &target : targets) {
            if (!target.contains("/notesSlides/"_L1))
                continue;
            text.addParagraph(u"Notes:"_s);
            readParagraphs(archive.read(target).value_or(QByteArray()), text);
        }
    }
    return !parts.isEmpty();
}

} // namespace

QHash<QString, QString> relationshipsOf(Archive &archive, const QString &part)
{
    const QString folder = part.section(u'/', 0, -2);
    const QString name = folder + u"/_rels/"_s + part.section(u'/', -1) + u".rels"_s;
    QHash<QString, QString> targets;
    QXmlStreamReader xml(archive.read(name).value_or(QByteArray()));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != "Relationship"_L1)
            continue;
        const QString target = xml.attributes().value("Target"_L1).toString();
        targets.insert(xml.attributes().value("Id"_L1).toString(),
                       target.startsWith(u'/') ? target.sliced(1)
                                               : QDir::cleanPath(folder + u'/' + target));
    }
    return targets;
}

OfficeText readOfficeText(QIODevice &device, qsizetype maximum)
{
    Archive archive(device);
    OfficeText office;
    if (!archive.open()) {
        office.outcome = OfficeOutcome::Damaged;
        return office;
    }
    MarkdownText text(maximum);
    bool isRead = false;
    if (archive.contains(wordPart)) {
        office.mediaType = ooxml + "wordprocessingml.document"_L1;
        isRead = readParagraphs(archive.read(wordPart).value_or(QByteArray()), text);
    } else if (archive.contains(workbookPart)) {
        office.mediaType = ooxml + "spreadsheetml.sheet"_L1;
        isRead = readWorkbook(archive, text);
    } else if (archive.contains(slidesPart)) {
        office.mediaType = ooxml + "presentationml.presentation"_L1;
        isRead = readSlides(archive, text);
    } else if (archive.contains(openPart) && archive.contains(u"mimetype"_s)) {
        office.mediaType =
            QString::fromLatin1(archive.read(u"mimetype"_s).value_or(QByteArray())).trimmed();
        isRead = readOpenDocument(archive.read(openPart).value_or(QByteArray()), text);
    } else {
        office.outcome = OfficeOutcome::NotOffice;
        return office;
    }
    office.text = text.text();
    if (archive.isTooLarge())
        office.outcome = OfficeOutcome::TooLarge;
    else if (!isRead)
        office.outcome = OfficeOutcome::Damaged;
    return office;
}

} // namespace polylogue::app::attachments
