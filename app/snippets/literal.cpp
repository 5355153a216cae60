// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/snippets/literal.h"

#include "app/json/jsoncodec.h"
#include "app/snippets/requestsample.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::snippets {

using json::JsonNode;

namespace {

QString quoted(const QString &text)
{
    return QString::fromUtf8(json::write(JsonNode::of(text)));
}

} // namespace

const Dialect &python()
{
    static const Dialect dialect{.null = u"None"_s,
                                 .isTrue = u"True"_s,
                                 .isFalse = u"False"_s,
                                 .base64Function = u"base64_of"_s,
                                 .base64Definition =
                                     u"def base64_of(path):\n"
                                     "    with open(path, \"rb\") as file:\n"
                                     "        return base64.b64encode(file.read()).decode()\n"_s};
    return dialect;
}

const Dialect &javaScript()
{
    static const Dialect dialect{.null = u"null"_s,
                                 .isTrue = u"true"_s,
                                 .isFalse = u"false"_s,
                                 .base64Function = u"base64Of"_s,
                                 .base64Definition =
                                     u"const base64Of = "
                                     "(path) => readFileSync(path).toString(\"base64\");\n"_s,
                                 .bracketsProto = true};
    return dialect;
}

QList<TextOrFile> splitAtMarkers(const QString &text, qsizetype fileCount)
{
    QList<TextOrFile> parts;
    qsizetype start = 0;
    for (qsizetype file = 0; file < fileCount; ++file) {
        // Files stand in a body in their order.
        const QString mark = marker(file);
        const qsizetype at = text.indexOf(mark, start);
        if (at < 0)
            continue;
        if (at > start)
            parts.append(text.sliced(start, at - start));
        parts.append(file);
        start = at + mark.size();
    }
    if (start < text.size() || parts.isEmpty())
        parts.append(text.sliced(start));
    return parts;
}

QString stringLiteral(const QString &text, const QStringList &files, const Dialect &dialect)
{
    QStringList parts;
    for (const TextOrFile &part : splitAtMarkers(text, files.size())) {
        if (const auto *file = std::get_if<qsizetype>(&part))
            parts += dialect.base64Function + u'(' + quoted(files.at(*file)) + u')';
        else
            parts += quoted(std::get<QString>(part));
    }
    return parts.join(u" + "_s);
}

QString stringLiteral(const QString &text, const Dialect &dialect)
{
    return stringLiteral(text, {}, dialect);
}

QString literal(const JsonNode &node, const QStringList &files, const Dialect &dialect, int indent)
{
    switch (node.kind) {
    case JsonNode::Kind::Null:
        return dialect.null;
    case JsonNode::Kind::Boolean:
        return node.boolean ? dialect.isTrue : dialect.isFalse;
    case JsonNode::Kind::Number:
        return node.text;
    case JsonNode::Kind::String:
        return stringLiteral(node.text, files, dialect);
    case JsonNode::Kind::Array:
    case JsonNode::Kind::Object:
        break;
    }
    const QString open = node.isObject() ? u"{"_s : u"["_s;
    const QString close = node.isObject() ? u"}"_s : u"]"_s;
    if (node.children.isEmpty())
        return open + close;
    QString text = open;
    for (qsizetype i = 0; i < node.children.size(); ++i) {
        text += u'\n' + QString(indent + 4, u' ');
        if (node.isObject()) {
            const QString name = quoted(node.names.at(i));
            const bool isProto = dialect.bracketsProto && node.names.at(i) == "__proto__"_L1;
            text += (isProto ? u'[' + name + u']' : name) + u": "_s;
        }
        text += literal(node.children.at(i), files, dialect, indent + 4) + u',';
    }
    return text + u'\n' + QString(indent, u' ') + close;
}

} // namespace polylogue::app::snippets
