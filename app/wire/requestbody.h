// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

namespace polylogue::app::wire {

//! \brief A file whose bytes go into the request as base64, encoded while they are sent.
struct Base64File
{
    QString path = {};
    //! Bytes; frozen when the request is built: a file that shrank fails the upload.
    qint64 size = 0;

    bool operator==(const Base64File &) const = default;
};

//! \return the length of \a bytes as base64.
constexpr qint64 base64Size(qint64 bytes)
{
    return (bytes + 2) / 3 * 4;
}

using BodyPiece = std::variant<QByteArray, Base64File>;

//! \brief A request's body as it will go out: byte arrays and references to files, in order.
struct RequestBody
{
    QList<BodyPiece> pieces = {};

    //! \return the exact number of bytes, each file counted as base64 of its size.
    qint64 size() const;
    bool operator==(const RequestBody &) const = default;
};

} // namespace polylogue::app::wire
