// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/blobstore.h"

#include "app/base/newfile.h"
#include "app/base/platform.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

constexpr auto privateFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto privateDirectory = privateFile | QFileDevice::ExeOwner;
constexpr qint64 blockSize = 65'536;
constexpr qsizetype hashSize = 32;

base::Error diskError(const QString &path, const QString &detail)
{
    return {.kind = base::ErrorKind::Disk, .detail = detail, .subject = path};
}

base::Error fileError(const QString &path, const QString &type, const QString &detail = {})
{
    return {.kind = base::ErrorKind::File,
            .detail = detail,
            .type = type,
            .subject = QFileInfo(path).fileName()};
}

base::Status makePrivateDirectory(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isDir() && !QDir().mkpath(path))
        return diskError(path, {});
    // Also one that was there before: what is in it is nobody else's business.
    if (!QFile::setPermissions(path, privateDirectory))
        return diskError(path, {});
    return {};
}

QString pathIn(const QString &root, const QByteArray &sha256)
{
    const QString name = QString::fromLatin1(sha256.toHex());
    return root + u'/' + name.first(2) + u'/' + name.sliced(2);
}

} // namespace

BlobStore::BlobStore(const QString &root)
    : m_root(root)
{ }

base::Result<IncomingFile> BlobStore::begin() const
{
    if (base::Status made = makePrivateDirectory(m_root); !made)
        return made.error();
    auto incoming = std::make_shared<base::NewFile>(m_root);
    if (base::Status opened = incoming->open(base::NewFile::Readers::Owner); !opened)
        return opened.error();
    return incoming;
}

base::Result<IncomingFile> BlobStore::receive(const QByteArray &bytes) const
{
    base::Result<IncomingFile> incoming = begin();
    if (!incoming)
        return incoming;
    if (base::Status written = (*incoming)->write(bytes); !written)
        return written.error();
    if (base::Status flushed = (*incoming)->flush(); !flushed)
        return flushed.error();
    return incoming;
}

base::Result<IncomingFile> BlobStore::receive(QFile &source, const QString &name,
                                              qint64 maximumSize) const
{
    const base::FileStamp before = base::fileStamp(source);
    const qint64 expected = before.size - source.pos();
    if (expected > maximumSize)
        return base::Error{.kind = base::ErrorKind::TooLarge, .subject = name};
    base::Result<IncomingFile> incoming = begin();
    if (!incoming)
        return incoming;
    base::NewFile &file = **incoming;
    QByteArray block(blockSize, Qt::Uninitialized);
    while (true) {
        const qint64 count = source.read(block.data(), block.size());
        if (count < 0)
            return fileError(name, u"not_readable"_s, source.errorString());
        if (count == 0)
            break;
        if (file.size() + count > expected)
            return fileError(name, u"changed"_s);
        if (base::Status written = file.write(QByteArrayView(block).first(count)); !written)
            return written.error();
    }
    if (file.size() != expected || base::fileStamp(source) != before)
        return fileError(name, u"changed"_s);
    if (base::Status flushed = file.flush(); !flushed)
        return flushed.error();
    return incoming;
}

base::Result<conversation::BlobRef> BlobStore::keep(const IncomingFile &incoming,
                                                    const QString &mediaType) const
{
    const conversation::BlobRef blob{
        .sha256 = incoming->sha256(), .mediaType = mediaType, .size = incoming->size()};
    const QString path = pathIn(m_root, blob.sha256);
    const QFileInfo kept(path);
    if (kept.exists() && kept.size() == blob.size) {
        // Had it already (one of another size was cut off by a crash). It is in use again, which
        // removeUnneeded() sees.
        QFile file(path);
        if (file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
            file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
        return blob;
    }
    if (base::Status made = makePrivateDirectory(kept.path()); !made)
        return made.error();
    if (base::Status put = incoming->keepAs(path); !put)
        return put.error();
    return blob;
}

base::Result<conversation::BlobRef> BlobStore::put(const QByteArray &bytes,
                                                   const QString &mediaType) const
{
    const base::Result<IncomingFile> incoming = receive(bytes);
    if (!incoming)
        return incoming.error();
    return keep(*incoming, mediaType);
}

base::Result<conversation::BlobRef>
BlobStore::putFile(const QString &path, const QString &mediaType, qint64 maximumSize) const
{
    const auto source = base::openRegularFile(path);
    if (!source)
        return source.error();
    const base::Result<IncomingFile> incoming =
        receive(**source, QFileInfo(path).fileName(), maximumSize);
    if (!incoming)
        return incoming.error();
    return keep(*incoming, mediaType);
}

base::Status BlobStore::remove(const QByteArray &sha256) const
{
    if (sha256.size() != hashSize)
        return {};
    QFile file(pathIn(m_root, sha256));
    if (file.exists() && !file.remove())
        return diskError(file.fileName(), file.errorString());
    return {};
}

base::Status
BlobStore::removeUnneeded(const QDateTime &before,
                          const std::function<bool(const QByteArray &sha256)> &isNeeded) const
{
    base::Status status;
    QDirIterator files(m_root, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file = files.nextFileInfo();
        if (file.lastModified() >= before)
            continue;
        const QString folder = QFileInfo(file.path()).fileName();
        const QByteArray sha256 = QByteArray::fromHex((folder + file.fileName()).toLatin1());
        const bool isBlob = pathIn(m_root, sha256.leftJustified(hashSize, '\0')) == file.filePath();
        const bool isLeftover = file.fileName().startsWith("incoming-"_L1);
        if (isBlob ? isNeeded(sha256) : !isLeftover)
            continue;
        if (!QFile::remove(file.filePath()))
            status = diskError(file.filePath(), {});
    }
    return status;
}

QString BlobStore::path(const conversation::BlobRef &blob) const
{
    if (blob.sha256.size() != hashSize)
        return {};
    const QString path = pathIn(m_root, blob.sha256);
    return QFileInfo(path).isFile() ? path : QString();
}

} // namespace polylogue::app::store
