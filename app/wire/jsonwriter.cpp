// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/jsonwriter.h"

#include "app/base/overloaded.h"

#include <QLocale>

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

namespace {

QByteArray quoted(const QString &text)
{
    QByteArray json;
    const QByteArray utf8 = text.toUtf8();
    json.reserve(utf8.size() + 2);
    json += '"';
    for (const char c : utf8) {
        switch (c) {
        case '"':
            json += "\\\"";
            break;
        case '\\':
            json += "\\\\";
            break;
        case '\n':
            json += "\\n";
            break;
        case '\r':
            json += "\\r";
            break;
        case '\t':
            json += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                json += "\\u00" + QByteArray(1, c).toHex();
            else
                json += c;
        }
    }
    return json += '"';
}

} // namespace

void JsonWriter::beginObject()
{
    open('{');
}

void JsonWriter::endObject()
{
    close('}');
}

void JsonWriter::beginArray()
{
    open('[');
}

void JsonWriter::endArray()
{
    close(']');
}

void JsonWriter::key(QLatin1StringView name)
{
    key(QString(name));
}

void JsonWriter::key(const QString &name)
{
    separate();
    m_text += quoted(name) + ':';
    m_needsComma = false;
}

void JsonWriter::value(const QString &text)
{
    raw(quoted(text));
}

void JsonWriter::value(QLatin1StringView text)
{
    value(QString(text));
}

void JsonWriter::value(qint64 number)
{
    raw(QByteArray::number(number));
}

void JsonWriter::value(double number)
{
    // JSON knows no infinity; the shortest text that reads back as the same number.
    raw(std::isfinite(number) ? QByteArray::number(number, 'g', QLocale::FloatingPointShortest)
                              : "null"_ba);
}

void JsonWriter::value(bool flag)
{
    raw(flag ? "true"_ba : "false"_ba);
}

void JsonWriter::null()
{
    raw("null"_ba);
}

void JsonWriter::raw(const QByteArray &json)
{
    separate();
    m_text += json;
    m_needsComma = true;
}

void JsonWriter::dataUri(const QString &mediaType, const std::variant<QByteArray, Base64File> &data)
{
    separate();
    const QByteArray start = quoted(u"data:"_s + mediaType + u";base64,"_s);
    m_text += start.chopped(1);
    std::visit(base::Overloaded{
                   [&](const QByteArray &bytes) { m_text += bytes.toBase64(); },
                   [&](const Base64File &file) {
                       m_pieces.append(std::exchange(m_text, {}));
                       m_pieces.append(file);
                   },
               },
               data);
    m_text += '"';
    m_needsComma = true;
}

RequestBody JsonWriter::takeBody()
{
    if (!m_text.isEmpty())
        m_pieces.append(std::exchange(m_text, {}));
    return {.pieces = std::exchange(m_pieces, {})};
}

void JsonWriter::separate()
{
    if (m_needsComma)
        m_text += ',';
}

void JsonWriter::open(char bracket)
{
    separate();
    m_text += bracket;
    m_needsComma = false;
}

void JsonWriter::close(char bracket)
{
    m_text += bracket;
    m_needsComma = true;
}

} // namespace polylogue::app::wire
