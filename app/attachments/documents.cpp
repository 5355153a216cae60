// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/documents.h"

#include "app/base/newfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr qsizetype memoryForUnwritten = 64 * 1024 * 1024; // bytes
constexpr auto privateFolder =
    QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;

QString keyOf(const QByteArray &sha256, const QString &name)
{
    return QString::fromLatin1(sha256.toHex()) + u'/' + name;
}

} // namespace

Documents::Documents(const store::BlobStore &blobs, const QString &cacheFolder)
    : m_blobs(blobs)
    , m_cacheFolder(cacheFolder)
    , m_memory(memoryForUnwritten)
{ }

void Documents::setPassword(const QByteArray &sha256, const QString &password)
{
    if (password.isEmpty())
        m_passwords.remove(sha256);
    else
        m_passwords.insert(sha256, password);
}

QString Documents::cachePath(const QByteArray &sha256, const QString &name) const
{
    return m_passwords.contains(sha256) ? QString() : m_cacheFolder + u'/' + keyOf(sha256, name);
}

QByteArray Documents::kept(const QByteArray &sha256, const QString &name) const
{
    if (const QByteArray *bytes = m_memory.object(keyOf(sha256, name)))
        return *bytes;
    QFile file(cachePath(sha256, name));
    return !file.fileName().isEmpty() && file.open(QIODevice::ReadOnly) ? file.readAll()
                                                                        : QByteArray();
}

void Documents::keep(const QByteArray &sha256, const QString &name, const QByteArray &bytes)
{
    const QString path = cachePath(sha256, name);
    if (path.isEmpty() || !writeCacheFile(path, bytes))
        keepUnlessWritten(sha256, name, bytes);
}

void Documents::keepUnlessWritten(const QByteArray &sha256, const QString &name,
                                  const QByteArray &bytes)
{
    if (QFileInfo(cachePath(sha256, name)).size() != bytes.size())
        m_memory.insert(keyOf(sha256, name), new QByteArray(bytes), bytes.size()); // it owns them
}

void Documents::removeOrphans() const
{
    const QStringList folders = QDir(m_cacheFolder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        const conversation::BlobRef document{.sha256 = QByteArray::fromHex(folder.toLatin1())};
        if (m_blobs.path(document).isEmpty())
            QDir(m_cacheFolder + u'/' + folder).removeRecursively();
    }
}

base::Status writeCacheFile(const QString &path, const QByteArray &bytes)
{
    const QString folder = QFileInfo(path).path();
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, privateFolder))
        return base::Error{.kind = base::ErrorKind::Disk, .subject = folder};
    base::NewFile file(folder);
    if (base::Status opened = file.open(base::NewFile::Readers::Owner); !opened)
        return opened;
    if (base::Status written = file.write(bytes); !written)
        return written;
    return file.keepAs(path);
}

} // namespace polylogue::app::attachments
