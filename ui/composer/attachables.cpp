// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/attachables.h"

#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

struct FileFormat
{
    QLatin1StringView mediaType;
    QLatin1StringView suffix;
};

// A file's own bytes are better than the picture that Qt would make of them.
constexpr std::array<FileFormat, 8> FileFormats = {{{"application/pdf"_L1, "pdf"_L1},
                                                    {"message/rfc822"_L1, "eml"_L1},
                                                    {"image/png"_L1, "png"_L1},
                                                    {"image/jpeg"_L1, "jpg"_L1},
                                                    {"image/webp"_L1, "webp"_L1},
                                                    {"image/gif"_L1, "gif"_L1},
                                                    {"image/tiff"_L1, "tif"_L1},
                                                    {"image/bmp"_L1, "bmp"_L1}}};
constexpr qsizetype LongestBaseName = 80;

QStringList localPathsIn(const QMimeData *data)
{
    QStringList paths;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

//! Browsers tell where a picture comes from; it is not fetched from there.
QString baseNameIn(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    if (urls.isEmpty())
        return {};
    return QFileInfo(urls.first().fileName()).completeBaseName().left(LongestBaseName);
}

} // namespace

Attachables attachablesIn(const QMimeData *data)
{
    Attachables found;
    found.paths = localPathsIn(data);
    if (!found.paths.isEmpty())
        return found;
    found.baseName = baseNameIn(data);
    for (const FileFormat &format : FileFormats) {
        if (!data->hasFormat(format.mediaType))
            continue;
        found.bytes = data->data(format.mediaType);
        found.mediaType = format.mediaType;
        found.fileSuffix = format.suffix;
        if (!found.bytes.isEmpty())
            return found;
    }
    if (data->hasImage())
        found.image = qvariant_cast<QImage>(data->imageData());
    return found;
}

bool hasAttachables(const QMimeData *data)
{
    return data->hasImage() || !localPathsIn(data).isEmpty()
        || std::ranges::any_of(FileFormats, [data](const FileFormat &format) {
               return data->hasFormat(format.mediaType);
           });
}

QString nameOfData(const QMimeData *data)
{
    if (!localPathsIn(data).isEmpty())
        return {};
    for (const FileFormat &format : FileFormats) {
        if (data->hasFormat(format.mediaType))
            return "x."_L1 + format.suffix;
    }
    return data->hasImage() ? u"x.png"_s : QString();
}

} // namespace polylogue::ui::composer
