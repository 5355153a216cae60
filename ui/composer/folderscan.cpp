// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/folderscan.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFileInfo>

namespace polylogue::ui::composer {

namespace {

constexpr int LongestLook = 1000; // milliseconds: a whole disk may lie below
constexpr int MaximumEntries = 20'000;

} // namespace

FolderContent contentOf(const QStringList &folders)
{
    FolderContent content{.folders = folders};
    QElapsedTimer timer;
    timer.start();
    int entries = 0;
    for (const QString &folder : folders) {
        QDirIterator files(folder, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QFileInfo file = files.nextFileInfo();
            if (++entries > MaximumEntries || timer.elapsed() > LongestLook) {
                content.hasMore = true;
                break;
            }
            const int before = content.kinds.taken();
            text::countFile(file.fileName(), content.kinds);
            if (content.kinds.taken() == before)
                continue;
            if (content.files.size() < FolderContent::MaximumFiles)
                content.files.append(file.filePath());
            else
                content.hasMore = true;
        }
    }
    content.files.sort();
    return content;
}

} // namespace polylogue::ui::composer
