// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/archive.h"

#include <quazip.h>
#include <quazipfile.h>

namespace polylogue::app::attachments {

namespace {

constexpr qint64 maximumUnpacked = 64LL * 1024 * 1024; // of all entries that are read
constexpr int maximumEntries = 20'000;
constexpr qint64 blockSize = 65'536;

} // namespace

class Archive::Private final
{
public:
    explicit Private(QIODevice &device)
        : zip(&device)
    { }

    QuaZip zip;
    qint64 left = maximumUnpacked;
};

Archive::Archive(QIODevice &device)
    : d(std::make_unique<Private>(device))
{
    d->zip.setAutoClose(false); // the device is not ours
}

Archive::~Archive() = default;

bool Archive::open()
{
    return d->zip.open(QuaZip::mdUnzip) && d->zip.getEntriesCount() <= maximumEntries;
}

bool Archive::contains(const QString &name) const
{
    return d->zip.setCurrentFile(name, QuaZip::csSensitive);
}

std::optional<QByteArray> Archive::read(const QString &name)
{
    if (!contains(name))
        return {};
    QuaZipFile file(&d->zip);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray bytes;
    while (true) {
        const QByteArray block = file.read(blockSize);
        if (block.isEmpty())
            break;
        d->left -= block.size();
        if (d->left < 0)
            return {};
        bytes += block;
    }
    file.close();
    if (file.getZipError() != UNZ_OK)
        return {}; // the checksum is another
    return bytes;
}

bool Archive::isTooLarge() const
{
    return d->left < 0;
}

} // namespace polylogue::app::attachments
