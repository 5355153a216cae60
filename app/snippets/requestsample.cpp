// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/snippets/requestsample.h"

#include "app/base/overloaded.h"
#include "app/json/jsoncodec.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::snippets {

QString marker(qsizetype index)
{
    // Between characters of private use: nobody types them, and JSON leaves them as they are.
    return u"\uf5b0%1\uf5b1"_s.arg(index);
}

base::Result<std::pair<json::JsonNode, QStringList>> sampleBody(const wire::RequestBody &body,
                                                                const QStringList &fileNames)
{
    QByteArray text;
    QStringList names;
    for (const wire::BodyPiece &piece : body.pieces) {
        std::visit(base::Overloaded{
                       [&text](const QByteArray &bytes) { text += bytes; },
                       [&](const wire::Base64File &) {
                           text += marker(names.size()).toUtf8();
                           names +=
                               fileNames.value(names.size(), u"file-%1"_s.arg(names.size() + 1));
                       },
                   },
                   piece);
    }
    json::SyntaxError error;
    const auto node = json::parse(text, &error);
    if (!node)
        return base::Error{.kind = base::ErrorKind::Protocol, .detail = error.words};
    return std::pair(*node, names);
}

} // namespace polylogue::app::snippets
