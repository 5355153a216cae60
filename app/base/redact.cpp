// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/redact.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace polylogue::app::base {

namespace {

const auto mark = u"[key]"_s;

//! Stand-ins such as "x" or "EMPTY", which local servers take, occur inside ordinary words.
constexpr qsizetype shortestRealKey = 8;

void hide(QString &text, const QString &secret)
{
    if (secret.size() < shortestRealKey) {
        const QRegularExpression word(u"(?<!\\w)"_s + QRegularExpression::escape(secret)
                                      + u"(?!\\w)"_s);
        text.replace(word, mark);
        return;
    }
    text.replace(secret, mark);
    const QByteArray bytes = secret.toUtf8();
    for (const QByteArray &form :
         {QUrl::toPercentEncoding(secret), bytes.toBase64(),
          bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
          bytes.toHex()}) {
        text.replace(QString::fromLatin1(form), mark, Qt::CaseInsensitive);
    }
}

} // namespace

QString withoutSecret(QString text, const QString &secret)
{
    if (!secret.isEmpty())
        hide(text, secret);
    return text;
}

QString redacted(QString text, const QString &secret)
{
    text = withoutSecret(std::move(text), secret);
    // Values end at white space, quotes and separators: header lines, JSON, queries, command lines.
    static const QRegularExpression header(
        uR"((\b(?:authorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic)\s+)?|bearer\s+)"
        uR"(|(?:x-)?api[-_]?key["']?\s*[:=]\s*["']?))[^\s"',;&]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    text.replace(header, u"\\1"_s + mark);
    return text;
}

Error redacted(Error error, const QString &secret)
{
    for (QString *text : {&error.detail, &error.type, &error.code, &error.parameter, &error.subject,
                          &error.requestId})
        *text = redacted(std::move(*text), secret);
    return error;
}

} // namespace polylogue::app::base
