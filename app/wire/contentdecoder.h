// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QByteArray>

#include <memory>

namespace polylogue::app::wire {

//! \brief Undoes the Content-Encoding of an answer while it comes in: gzip, deflate, identity.
//!
//! We ask for identity; some proxies compress all the same. More than 64 MiB, or more than 100
//! times what came in once a megabyte is out, is taken for a bomb. Bytes that are announced as gzip
//! but are not pass unchanged: proxies that inflate leave the header behind.
class ContentDecoder
{
public:
    //! \param contentEncoding the header's value, in any case; empty for none
    explicit ContentDecoder(const QByteArray &contentEncoding = {});
    ~ContentDecoder();
    Q_DISABLE_COPY_MOVE(ContentDecoder)

    //! \return the plain bytes that \a bytes complete; ErrorKind::TooLarge ("compression_bomb"),
    //!         ErrorKind::Protocol ("content_encoding": unknown, subject names it; "inflate":
    //!         broken data). After an error every further call gives the same error.
    base::Result<QByteArray> feed(QByteArrayView bytes);
    //! \return ErrorKind::Incomplete where the compressed data ended early.
    base::Status finish() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::wire
