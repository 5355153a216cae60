// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/attachables.h"

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
constexpr std::array<FileFormat, 5> FileFormats = {{{"application/pdf"_L1, "pdf"_L1},
                                                    {"image/png"_L1, "png"_L1},
                                                    {"image/jpeg"_L1, "jpg"_L1},
                                                    {"image/webp"_L1, "webp"_L1},
                                                    {"image/gif"_L1, "gif"_L1}}};

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

} // namespace

Attachables attachablesIn(const QMimeData *data)
{
    Attachables found;
    found.paths = localPathsIn(data);
    if (!found.paths.isEmpty())
        return found;
    for (const FileFormat &format : FileFormats) {
        if (!data->hasFormat(format.mediaType))
            continue;
        found.bytes = data->data(format.mediaType);
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

} // namespace polylogue::ui::composer
