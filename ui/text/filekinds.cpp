// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/filekinds.h"

#include "app/base/error.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QSet>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::text {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FileKinds)
};

constexpr qsizetype namesShown = 3;
constexpr qsizetype longestName = 60;

QMimeType typeOf(const QString &name)
{
    return QMimeDatabase().mimeTypeForFile(name, QMimeDatabase::MatchExtension);
}

//! As the content would be judged, where the name is right.
QString refusalOf(const QString &name)
{
    const QMimeType type = typeOf(name);
    const QString typeName = type.name();
    if (typeName.startsWith("image/"_L1))
        return typeName.contains("hei"_L1) || typeName.contains("avif"_L1) ? u"heic"_s
                                                                           : u"not_supported"_s;
    if (typeName.startsWith("audio/"_L1) || typeName.startsWith("video/"_L1))
        return u"audio_video"_s;
    static const QSet<QString> archives{u"zip"_s, u"gz"_s,  u"tgz"_s, u"bz2"_s, u"xz"_s,
                                        u"7z"_s,  u"rar"_s, u"tar"_s, u"zst"_s, u"jar"_s};
    if (archives.contains(QFileInfo(name).suffix().toLower()))
        return u"archive"_s;
    static const QSet<QString> oldOffice{u"doc"_s, u"xls"_s, u"ppt"_s, u"rtf"_s, u"msg"_s};
    if (oldOffice.contains(QFileInfo(name).suffix().toLower()))
        return u"old_office"_s;
    return u"not_supported"_s;
}

QString counted(int number, const QString &one, const QString &many)
{
    return number == 1 ? one : many.arg(count(number));
}

} // namespace

void countFile(const QString &name, FileKinds &kinds)
{
    static const QSet<QString> images{u"image/png"_s,  u"image/jpeg"_s, u"image/gif"_s,
                                      u"image/webp"_s, u"image/bmp"_s,  u"image/tiff"_s};
    const QMimeType type = typeOf(name);
    const QString suffix = QFileInfo(name).suffix().toLower();
    static const QSet<QString> documents{u"docx"_s, u"xlsx"_s, u"pptx"_s, u"odt"_s,
                                         u"ods"_s,  u"odp"_s,  u"docm"_s, u"xlsm"_s};
    if (images.contains(type.name()))
        ++kinds.images;
    else if (type.name() == "application/pdf"_L1)
        ++kinds.pdfs;
    else if (documents.contains(suffix))
        ++kinds.documents;
    else if (type.name() == "message/rfc822"_L1 || suffix == "eml"_L1)
        ++kinds.mails;
    else if (refusalOf(name) != "not_supported"_L1)
        kinds.refused.append(name);
    else if (type.inherits(u"text/plain"_s))
        ++kinds.texts;
    else if (type.isDefault())
        ++kinds.others;
    else
        kinds.refused.append(name);
}

QString fileKindsText(const FileKinds &kinds)
{
    const std::array<std::pair<int, QString>, 6> parts{{
        {kinds.images, counted(kinds.images, Words::tr("1 image"), Words::tr("%1 images"))},
        {kinds.pdfs, counted(kinds.pdfs, Words::tr("1 PDF"), Words::tr("%1 PDFs"))},
        {kinds.documents,
         counted(kinds.documents, Words::tr("1 document"), Words::tr("%1 documents"))},
        {kinds.mails, counted(kinds.mails, Words::tr("1 e-mail"), Words::tr("%1 e-mails"))},
        {kinds.texts, counted(kinds.texts, Words::tr("1 text file"), Words::tr("%1 text files"))},
        {kinds.others, counted(kinds.others, Words::tr("1 file"), Words::tr("%1 files"))},
    }};
    QStringList named;
    for (const auto &part : parts) {
        if (part.first > 0)
            named.append(part.second);
    }
    if (named.size() < 2)
        return named.join(QString());
    const QString last = named.takeLast();
    //: a list: "2 images, 1 PDF" and "3 text files"
    return Words::tr("%1 and %2").arg(named.join(", "_L1), last);
}

QString refusalText(const FileKinds &kinds)
{
    QStringList lines;
    for (const QString &name : kinds.refused.first(qMin(kinds.refused.size(), namesShown))) {
        const ErrorText reason =
            errorText({.kind = app::base::ErrorKind::File, .type = refusalOf(name)});
        //: a file's name, and why it is not taken
        lines.append(
            Words::tr("%1: %2. %3").arg(oneLine(name, longestName), reason.title, reason.advice));
    }
    if (kinds.refused.size() > namesShown)
        lines.append(Words::tr("and %1 more").arg(count(kinds.refused.size() - namesShown)));
    return lines.join(u'\n');
}

} // namespace polylogue::ui::text
