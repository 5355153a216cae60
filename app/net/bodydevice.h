// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/wire/requestbody.h"

#include <QFile>
#include <QIODevice>

#include <optional>

namespace polylogue::app::net {

//! \brief A request body as a sequential device: byte arrays as they are, files encoded as base64
//!        while they are read, never more than 64 KiB of them in memory.
//!
//! Sequential on purpose: what cannot be rewound cannot be sent twice behind our back
//! (app/README.md). Its length is fixed when it is made; a file that grew is sent as far as it was
//! then.
class BodyDevice final : public QIODevice
{
    Q_OBJECT

public:
    explicit BodyDevice(const wire::RequestBody &body, QObject *parent = nullptr);

    qint64 totalSize() const { return m_total; }
    qint64 position() const { return m_position; } //!< bytes handed out
    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_position >= m_total; }
    //! No way back; asked for by Qt before it gives up a call that it would have repeated.
    bool seek(qint64 position) override;
    qint64 bytesAvailable() const override;

Q_SIGNALS:
    //! The connection is up and asks for the first byte.
    void readingBegan();
    //! A file cannot be read as far as it has to be; reading ends.
    void sourceFailed(const polylogue::app::base::Error &error);

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 maxSize) override;

private:
    bool fillChunk();
    bool fillFromFile(const wire::Base64File &source);
    void fail(const QString &path, const QString &words);

    wire::RequestBody m_body;
    qint64 m_total;
    qint64 m_position = 0;
    qsizetype m_nextPiece = 0;
    QByteArray m_chunk; // what is being handed out
    qsizetype m_chunkPosition = 0;
    QFile m_file;
    qint64 m_fileLeft = 0; // of the frozen size
    bool m_hasFailed = false;
};

//! \return ErrorKind::File naming the first file of \a body that cannot be read in its frozen size.
std::optional<base::Error> unreadableFile(const wire::RequestBody &body);

} // namespace polylogue::app::net
