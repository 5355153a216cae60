// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/bodydevice.h"

#include <algorithm>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

using base::Error;
using base::ErrorKind;

namespace {

//! Raw bytes encoded at a time: whole groups of three, 64 KiB when encoded.
constexpr qint64 groupBytes = 48 * 1024;

Error fileError(const QString &path, const QString &words)
{
    return Error{.kind = ErrorKind::File, .detail = words, .type = u"upload"_s, .subject = path};
}

} // namespace

std::optional<Error> unreadableFile(const wire::RequestBody &body)
{
    for (const wire::BodyPiece &piece : body.pieces) {
        const auto *source = std::get_if<wire::Base64File>(&piece);
        if (!source)
            continue;
        QFile file(source->path);
        if (!file.open(QIODevice::ReadOnly))
            return fileError(source->path, file.errorString());
        if (file.size() < source->size)
            return fileError(source->path, {});
    }
    return {};
}

BodyDevice::BodyDevice(const wire::RequestBody &body, QObject *parent)
    : QIODevice(parent)
    , m_body(body)
    , m_total(body.size())
{
    open(ReadOnly | Unbuffered);
}

qint64 BodyDevice::bytesAvailable() const
{
    return m_total - m_position + QIODevice::bytesAvailable();
}

bool BodyDevice::seek(qint64)
{
    return false;
}

qint64 BodyDevice::readData(char *data, qint64 maxSize)
{
    if (atEnd())
        return -1;
    if (m_hasFailed)
        return 0; // nothing more until the call is aborted
    if (m_position == 0)
        Q_EMIT
    readingBegan();
    qint64 done = 0;
    while (done < maxSize) {
        if (m_chunkPosition == m_chunk.size() && !fillChunk())
            break;
        const qint64 count = std::min<qint64>(maxSize - done, m_chunk.size() - m_chunkPosition);
        std::memcpy(data + done, m_chunk.constData() + m_chunkPosition, static_cast<size_t>(count));
        m_chunkPosition += count;
        done += count;
    }
    m_position += done;
    return done;
}

qint64 BodyDevice::writeData(const char *, qint64)
{
    return -1;
}

bool BodyDevice::fillChunk()
{
    m_chunk.clear();
    m_chunkPosition = 0;
    while (m_chunk.isEmpty() && !m_hasFailed) {
        if (m_fileLeft > 0) {
            if (!fillFromFile(std::get<wire::Base64File>(m_body.pieces.at(m_nextPiece - 1))))
                return false;
            continue;
        }
        if (m_nextPiece == m_body.pieces.size())
            return false;
        const wire::BodyPiece &piece = m_body.pieces.at(m_nextPiece++);
        if (const auto *bytes = std::get_if<QByteArray>(&piece)) {
            m_chunk = *bytes;
            continue;
        }
        const auto &source = std::get<wire::Base64File>(piece);
        m_file.close();
        m_file.setFileName(source.path);
        if (!m_file.open(ReadOnly | Unbuffered))
            fail(source.path, m_file.errorString());
        m_fileLeft = source.size;
    }
    return !m_chunk.isEmpty();
}

bool BodyDevice::fillFromFile(const wire::Base64File &source)
{
    const qint64 wanted = std::min(groupBytes, m_fileLeft);
    QByteArray raw;
    while (raw.size() < wanted) {
        const QByteArray more = m_file.read(wanted - raw.size());
        if (more.isEmpty()) {
            fail(source.path, m_file.error() == QFile::NoError ? QString() : m_file.errorString());
            return false;
        }
        raw += more;
    }
    m_fileLeft -= wanted;
    m_chunk = raw.toBase64();
    return true;
}

void BodyDevice::fail(const QString &path, const QString &words)
{
    m_hasFailed = true;
    Q_EMIT
    sourceFailed(fileError(path, words));
}

} // namespace polylogue::app::net
