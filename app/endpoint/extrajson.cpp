// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/extrajson.h"

#include <QJsonDocument>
#include <QJsonParseError>

#include <algorithm>

namespace polylogue::app::endpoint {

base::Status checkExtraJson(const QByteArray &json)
{
    using base::Error;
    using base::ErrorKind;
    if (json.trimmed().isEmpty())
        return {};
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        const qsizetype line =
            json.first(std::min<qsizetype>(parseError.offset, json.size())).count('\n') + 1;
        return Error{.kind = ErrorKind::BadParameter,
                     .detail = parseError.errorString(),
                     .subject = QString::number(line)};
    }
    if (!document.isObject())
        return Error{.kind = ErrorKind::BadParameter};
    return {};
}

} // namespace polylogue::app::endpoint
