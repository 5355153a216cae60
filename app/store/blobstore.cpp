// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/blobstore.h"

#include "app/base/platform.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

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

//! \brief A blob on its way to the disk: hashed while it is written, gone unless it is kept.
class Incoming final
{
public:
    explicit Incoming(const QString &root)
        : m_root(root)
        , m_file(root + "/incoming-"_L1 + QUuid::createUuid().toString(QUuid::Id128))
    { }

    ~Incoming()
    {
        if (m_file.isOpen())
            m_file.remove();
    }

    Incoming(const Incoming &) = delete;
    Incoming &operator=(const Incoming &) = delete;

    base::Status open()
    {
        if (base::Status made = makePrivateDirectory(m_root); !made)
            return made;
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                         privateFile))
            return diskError(m_root, m_file.errorString());
        return {};
    }

    //! A full disk shows only as a short count (app/README.md).
    base::Status write(QByteArrayView bytes)
    {
        for (qsizetype at = 0; at < bytes.size(); at += blockSize) {
            const QByteArrayView block = bytes.sliced(at, qMin(blockSize, bytes.size() - at));
            if (m_file.write(block.data(), block.size()) != block.size())
                return diskError(m_root, m_file.errorString());
        }
        m_hash.addData(bytes);
        m_size += bytes.size();
        return {};
    }

    qint64 size() const { return m_size; }

    base::Result<conversation::BlobRef> keep(const QString &mediaType)
    {
        const conversation::BlobRef blob{
            .sha256 = m_hash.result(), .mediaType = mediaType, .size = m_size};
        const QString path = pathIn(m_root, blob.sha256);
        if (QFileInfo(path).size() == m_size && QFileInfo::exists(path))
            return blob; // had it already; the copy goes
        const QString directory = QFileInfo(path).path();
        if (base::Status made = makePrivateDirectory(directory); !made)
            return made.error();
        if (!base::syncToDisk(m_file))
            return diskError(m_root, m_file.errorString());
        QFile::remove(path); // of another size: cut off by a crash
        m_file.close();
        if (!m_file.rename(path) && QFileInfo(path).size() != m_size) {
            const QString detail = m_file.errorString();
            m_file.remove();
            return diskError(path, detail);
        }
        base::syncDirectory(directory);
        return blob;
    }

private:
    QString m_root;
    QFile m_file;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_size = 0;
};

} // namespace

BlobStore::BlobStore(const QString &root)
    : m_root(root)
{ }

base::Result<conversation::BlobRef> BlobStore::put(const QByteArray &bytes,
                                                   const QString &mediaType) const
{
    Incoming incoming(m_root);
    if (base::Status opened = incoming.open(); !opened)
        return opened.error();
    if (base::Status written = incoming.write(bytes); !written)
        return written.error();
    return incoming.keep(mediaType);
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

    Incoming incoming(m_root);
    if (base::Status ready = incoming.open(); !ready)
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
    return incoming.keep(mediaType);
}

QString BlobStore::path(const conversation::BlobRef &blob) const
{
    if (blob.sha256.size() != QCryptographicHash::hashLength(QCryptographicHash::Sha256))
        return {};
    const QString path = pathIn(m_root, blob.sha256);
    return QFileInfo(path).isFile() ? path : QString();
}

} // namespace polylogue::app::store
