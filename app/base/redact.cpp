// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/redact.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace polylogue::app::base {

QString redacted(QString text, const QString &secret)
{
    const auto mark = u"[key]"_s;
    if (!secret.isEmpty()) {
        text.replace(secret, mark);
        text.replace(QString::fromLatin1(QUrl::toPercentEncoding(secret)), mark);
        text.replace(QString::fromLatin1(secret.toUtf8().toBase64()), mark);
    }
    static const QRegularExpression header(
        uR"((\b(?:bearer\s+|(?:x-)?api[-_]?key["']?\s*[:=]\s*["']?))[^\s"',;]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    text.replace(header, u"\\1"_s + mark);
    return text;
}

} // namespace polylogue::app::base
