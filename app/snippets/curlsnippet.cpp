// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"
#include "app/snippets/literal.h"
#include "app/snippets/snippets.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::snippets {

namespace {

//! \return \a text as one word of a POSIX shell.
QString word(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

//! What a shell would replace in a document that it expands.
QString escaped(const QString &text)
{
    QString escaped;
    for (const QChar character : text) {
        if (character == u'\\' || character == u'$' || character == u'`')
            escaped += u'\\';
        escaped += character;
    }
    return escaped;
}

} // namespace

QString curlSnippet(const RequestSample &sample)
{
    QString text = isStream(sample) ? u"curl -N "_s : u"curl "_s;
    text += word(urlOf(sample)) + u" \\\n"_s;
    if (!sample.keyVariable.isEmpty())
        text += u"    -H \"%1: %2$%3\" \\\n"_s.arg(sample.keyHeader, sample.keyPrefix,
                                                   sample.keyVariable);
    text += u"    -H 'Content-Type: application/json' \\\n"_s;
    for (const auto &[name, value] : sample.headers)
        text += u"    -H "_s + word(name + u": "_s + value) + u" \\\n"_s;
    const QString body = QString::fromUtf8(json::write(sample.body, json::Layout::Indented));
    text += u"    --data-binary @- <<"_s;
    if (sample.files.isEmpty())
        return text + u"'JSON'\n"_s + body + u"\nJSON\n"_s;
    text += u"JSON\n"_s;
    for (const TextOrFile &part : splitAtMarkers(body, sample.files.size())) {
        if (const auto *file = std::get_if<qsizetype>(&part))
            text += u"$(base64 < "_s + word(sample.files.at(*file)) + u" | tr -d '\\n')"_s;
        else
            text += escaped(std::get<QString>(part));
    }
    return text + u"\nJSON\n"_s;
}

} // namespace polylogue::app::snippets
