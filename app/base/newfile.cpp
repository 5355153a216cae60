// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/newfile.h"

#include "app/base/platform.h"

#include <QFileInfo>
#include <QUuid>

#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

namespace polylogue::app::base {

namespace {

constexpr qsizetype blockSize = 65'536;

std::filesystem::path nativePath(const QString &path)
{
    return {path.toStdU16String()};
}

} // namespace

NewFile::NewFile(const QString &directory)
    : m_directory(directory)
    , m_file(directory + "/incoming-"_L1 + QUuid::createUuid().toString(QUuid::Id128))
{ }

NewFile::~NewFile()
{
    if (m_file.isOpen())
        m_file.remove();
}

Error NewFile::failure() const
{
    return {.kind = ErrorKind::Disk, .detail = m_file.errorString(), .subject = m_directory};
}

Status NewFile::open(Readers readers)
{
    constexpr auto Mode = QIODevice::ReadWrite | QIODevice::NewOnly | QIODevice::Unbuffered;
    const bool isOpen = readers == Readers::Owner
        ? m_file.open(Mode, QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        : m_file.open(Mode);
    if (!isOpen)
        return failure();
    m_block.reserve(blockSize);
    return {};
}

Status NewFile::write(QByteArrayView bytes)
{
    m_hash.addData(bytes);
    m_size += bytes.size();
    while (!bytes.isEmpty()) {
        const qsizetype count = qMin(blockSize - m_block.size(), bytes.size());
        m_block += bytes.first(count);
        bytes = bytes.sliced(count);
        if (m_block.size() < blockSize)
            break;
        if (Status flushed = flush(); !flushed)
            return flushed;
    }
    return {};
}

//! A full disk shows first as a short count (app/README.md); what is left of it is told why.
Status NewFile::flush()
{
    for (QByteArrayView left = m_block; !left.isEmpty();) {
        const qint64 written = m_file.write(left.data(), left.size());
        if (written <= 0)
            return failure();
        left = left.sliced(written);
    }
    m_block.resize(0);
    return {};
}

Status NewFile::verify()
{
    if (Status flushed = flush(); !flushed)
        return flushed;
    if (!syncToDisk(m_file) || !m_file.seek(0))
        return failure();
    QCryptographicHash read(QCryptographicHash::Sha256);
    qint64 size = 0;
    QByteArray block(blockSize, Qt::Uninitialized);
    while (true) {
        const qint64 count = m_file.read(block.data(), block.size());
        if (count < 0)
            return failure();
        if (count == 0)
            break;
        read.addData(QByteArrayView(block).first(count));
        size += count;
    }
    if (size != m_size || read.result() != m_hash.result())
        return Error{.kind = ErrorKind::Disk, .type = u"not_as_written"_s, .subject = m_directory};
    return {};
}

Status NewFile::keepAs(const QString &path)
{
    if (Status flushed = flush(); !flushed)
        return flushed;
    if (!syncToDisk(m_file))
        return failure();
    m_file.close();
    // Not QFile::rename(), which refuses to replace a file.
    std::error_code error;
    std::filesystem::rename(nativePath(m_file.fileName()), nativePath(path), error);
    if (error) {
        m_file.remove();
        return Error{.kind = ErrorKind::Disk,
                     .detail = QString::fromLocal8Bit(error.message()),
                     .subject = path};
    }
    syncDirectory(QFileInfo(path).path());
    return {};
}

} // namespace polylogue::app::base
