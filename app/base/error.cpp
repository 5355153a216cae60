// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/error.h"

namespace polylogue::app::base {

namespace {

const char *nameOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return "Cancelled";
    case ErrorKind::Network:
        return "Network";
    case ErrorKind::Dns:
        return "Dns";
    case ErrorKind::Tls:
        return "Tls";
    case ErrorKind::Proxy:
        return "Proxy";
    case ErrorKind::Unauthorized:
        return "Unauthorized";
    case ErrorKind::Forbidden:
        return "Forbidden";
    case ErrorKind::OutOfCredit:
        return "OutOfCredit";
    case ErrorKind::WrongAddress:
        return "WrongAddress";
    case ErrorKind::UnknownModel:
        return "UnknownModel";
    case ErrorKind::BadParameter:
        return "BadParameter";
    case ErrorKind::PartRefused:
        return "PartRefused";
    case ErrorKind::ContextExceeded:
        return "ContextExceeded";
    case ErrorKind::TooLarge:
        return "TooLarge";
    case ErrorKind::RateLimited:
        return "RateLimited";
    case ErrorKind::ServerFault:
        return "ServerFault";
    case ErrorKind::Timeout:
        return "Timeout";
    case ErrorKind::Filtered:
        return "Filtered";
    case ErrorKind::Incomplete:
        return "Incomplete";
    case ErrorKind::Protocol:
        return "Protocol";
    case ErrorKind::File:
        return "File";
    case ErrorKind::Disk:
        return "Disk";
    }
    return "?";
}

} // namespace

QDebug operator<<(QDebug debug, ErrorKind kind)
{
    const QDebugStateSaver saver(debug);
    return debug.nospace() << "ErrorKind::" << nameOf(kind);
}

QDebug operator<<(QDebug debug, const Error &error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace() << "Error(" << error.kind << ", " << error.httpStatus << ", " << error.detail;
    if (!error.type.isEmpty())
        debug << ", type " << error.type;
    if (!error.code.isEmpty())
        debug << ", code " << error.code;
    if (!error.parameter.isEmpty())
        debug << ", parameter " << error.parameter;
    if (!error.subject.isEmpty())
        debug << ", about " << error.subject;
    if (error.retryAfter)
        debug << ", retry after " << error.retryAfter->count() << " ms";
    return debug << ')';
}

} // namespace polylogue::app::base
