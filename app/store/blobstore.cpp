// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/blobstore.h"

#include "app/base/newfile.h"
#include "app/base/platform.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

constexpr auto privateFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto privateDirectory = privateFile | QFileDevice::ExeOwner;
constexpr qint64 blockSize = 65'536;

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

//! \brief Makes the incoming file the blob that it is.
base::Result<conversation::BlobRef> keep(base::NewFile &incoming, const QString &root,
                                         const QString &mediaType)
{
    const conversation::BlobRef blob{
        .sha256 = incoming.sha256(), .mediaType = mediaType, .size = incoming.size()};
    const QString path = pathIn(root, blob.sha256);
    const QFileInfo kept(path);
    if (kept.exists() && kept.size() == blob.size)
        return blob; // had it already; one of another size was cut off by a crash
    if (base::Status made = makePrivateDirectory(kept.path()); !made)
        return made.error();
    if (base::Status put = incoming.keepAs(path); !put)
        return put.error();
    return blob;
}

} // namespace

BlobStore::BlobStore(const QString &root)
    : m_root(root)
{ }

base::Result<conversation::BlobRef> BlobStore::put(const QByteArray &bytes,
                                                   const QString &mediaType) const
{
    if (base::Status made = makePrivateDirectory(m_root); !made)
        return made.error();
    base::NewFile incoming(m_root);
    if (base::Status opened = incoming.open(base::NewFile::Readers::Owner); !opened)
        return opened.error();
    if (base::Status written = incoming.write(bytes); !written)
        return written.error();
    return keep(incoming, m_root, mediaType);
}

base::Result<conversation::BlobRef>
BlobStore::putFile(const QString &path, const QString &mediaType, qint64 maximumSize) const
{
    const auto opened = base::openRegularFile(path);
    if (!opened)
        return opened.error();
    QFile &source = **opened;
    const base::FileStamp before = base::fileStamp(source);
    if (before.size > maximumSize)
        return base::Error{.kind = base::ErrorKind::TooLarge,
                           .subject = QFileInfo(path).fileName()};

    if (base::Status made = makePrivateDirectory(m_root); !made)
        return made.error();
    base::NewFile incoming(m_root);
    if (base::Status ready = incoming.open(base::NewFile::Readers::Owner); !ready)
        return ready.error();
    QByteArray block(blockSize, Qt::Uninitialized);
    while (true) {
        const qint64 count = source.read(block.data(), block.size());
        if (count < 0)
            return fileError(path, u"not_readable"_s, source.errorString());
        if (count == 0)
            break;
        if (incoming.size() + count > before.size)
            return fileError(path, u"changed"_s);
        if (base::Status written = incoming.write(QByteArrayView(block).first(count)); !written)
            return written.error();
    }
    if (incoming.size() != before.size || base::fileStamp(source) != before)
        return fileError(path, u"changed"_s);
    return keep(incoming, m_root, mediaType);
}

base::Status BlobStore::remove(const QByteArray &sha256) const
{
    if (sha256.size() != QCryptographicHash::hashLength(QCryptographicHash::Sha256))
        return {};
    QFile file(pathIn(m_root, sha256));
    if (file.exists() && !file.remove())
        return diskError(file.fileName(), file.errorString());
    return {};
}

QString BlobStore::path(const conversation::BlobRef &blob) const
{
    if (blob.sha256.size() != QCryptographicHash::hashLength(QCryptographicHash::Sha256))
        return {};
    const QString path = pathIn(m_root, blob.sha256);
    return QFileInfo(path).isFile() ? path : QString();
}

} // namespace polylogue::app::store
