// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/webpage.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;
using base::ErrorKind;

namespace {

//! A title stands near the top; more is not searched.
constexpr qsizetype SearchedBytes = 64 * 1024;

QString titleOf(QByteArrayView html)
{
    static const QRegularExpression title(u"<title\\b[^>]*>(.*?)</title"_s,
                                          QRegularExpression::CaseInsensitiveOption
                                              | QRegularExpression::DotMatchesEverythingOption);
    const QString head = QString::fromUtf8(html.first(std::min(html.size(), SearchedBytes)));
    QString text = title.match(head).captured(1).simplified();
    text.replace("&lt;"_L1, "<"_L1).replace("&gt;"_L1, ">"_L1).replace("&quot;"_L1, "\""_L1);
    text.replace("&#39;"_L1, "'"_L1).replace("&nbsp;"_L1, " "_L1).replace("&amp;"_L1, "&"_L1);
    return text.left(200);
}

} // namespace

Error webPageError(QByteArrayView html)
{
    const QString title = titleOf(html);
    const QString name = title.isEmpty() ? QString() : u": "_s + title;
    return {.kind = ErrorKind::WrongAddress,
            .detail = u"the server answered with a web page%1; is the base URL right?"_s.arg(name),
            .type = u"html"_s};
}

} // namespace polylogue::app::wire
