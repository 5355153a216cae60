// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDebug>
#include <QString>

#include <chrono>
#include <optional>

namespace polylogue::app::base {

//! \brief What went wrong, one value per reaction that the user or the program can choose.
enum class ErrorKind {
    Cancelled, //!< we or the user stopped it
    Network, //!< refused, unreachable, dropped before an answer
    Dns, //!< the host's name is not known
    Tls, //!< no trusted encrypted connection; Error::subject names the issuer or host
    Proxy, //!< a proxy stands in the way; Error::subject names it
    Unauthorized, //!< 401: the key is missing, wrong or expired
    Forbidden, //!< 403: the key may not do this
    OutOfCredit, //!< 402 or insufficient_quota: never retried
    WrongAddress, //!< a web page, a redirect, 404 or 405 without a model's name: the base URL is
                  //!< wrong
    UnknownModel, //!< the server does not have the model
    BadParameter, //!< 400/422 about a field; Error::parameter names it where known
    PartRefused, //!< the model does not take this kind of image or document
    ContextExceeded, //!< the conversation is longer than the model's context
    TooLarge, //!< 413, or the server closed the connection while we were sending
    RateLimited, //!< 429
    ServerFault, //!< 5xx
    Timeout, //!< connect, first byte or idle; Error::subject is "connect", "first byte" or "idle"
    Filtered, //!< a content filter refused
    Incomplete, //!< the answer ended early; what came of it is kept
    Protocol, //!< an answer that is none of the dialect's forms, or is empty
    File, //!< a file cannot be read or is not what it should be; Error::subject names it
    Disk, //!< a file cannot be written; Error::subject names it
};

//! \brief A failure as a value; ui/text words it for people.
struct Error
{
    ErrorKind kind = ErrorKind::Protocol;
    //! The server's or the system's own words: foreign, untranslated, plain text.
    QString detail = {};
    int httpStatus = 0; //!< 0 where no answer came
    QString type =
        {}; //!< the server's error type, or one of our own ("html", "incomplete_stream"...)
    QString code = {}; //!< the server's code, as text also where it is a number
    QString parameter = {}; //!< the request's field that the server names
    QString subject = {}; //!< what it is about: host, issuer, proxy, file (see ErrorKind)
    QString requestId = {}; //!< what a help desk asks for
    std::optional<std::chrono::milliseconds> retryAfter = {}; //!< how long the server asks to wait

    bool operator==(const Error &) const = default;
};

QDebug operator<<(QDebug debug, ErrorKind kind);
QDebug operator<<(QDebug debug, const Error &error);

} // namespace polylogue::app::base
