// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <vector>

namespace polylogue::app::json {

namespace {

//! Takes what the parser reads.
class TreeBuilder
{
public:
    explicit TreeBuilder(int depth)
        : m_depth(depth)
    { }

    bool Null() { return add({}); }
    bool Bool(bool value) { return add(JsonNode::of(value)); }
    bool RawNumber(const char *text, rapidjson::SizeType length, bool)
    {
        return add({.kind = JsonNode::Kind::Number, .text = string(text, length)});
    }
    bool String(const char *text, rapidjson::SizeType length, bool)
    {
        return add(JsonNode::of(string(text, length)));
    }
    bool StartObject() { return open(JsonNode::Kind::Object); }
    bool Key(const char *text, rapidjson::SizeType length, bool)
    {
        m_open.back().names.append(string(text, length));
        return true;
    }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool StartArray() { return open(JsonNode::Kind::Array); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    // Never called, as numbers are asked for as they are written; the parser names them.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(int64_t) { return false; }
    bool Uint64(uint64_t) { return false; }
    bool Double(double) { return false; }

    JsonNode root;

private:
    static QString string(const char *text, rapidjson::SizeType length)
    {
        return QString::fromUtf8(text, static_cast<qsizetype>(length));
    }
    bool add(const JsonNode &node)
    {
        if (m_open.empty())
            root = node;
        else
            m_open.back().children.append(node);
        return true;
    }
    bool open(JsonNode::Kind kind)
    {
        m_open.push_back({.kind = kind});
        return m_open.size() <= static_cast<size_t>(m_depth);
    }
    bool close()
    {
        const JsonNode node = std::move(m_open.back());
        m_open.pop_back();
        return add(node);
    }

    int m_depth;
    std::vector<JsonNode> m_open;
};

void writeString(QByteArray &out, const QString &text)
{
    constexpr char digits[] = "0123456789abcdef";
    out += '"';
    for (const char character : text.toUtf8()) {
        switch (character) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(character) < 0x20) {
                out += "\\u00";
                out += digits[character >> 4];
                out += digits[character & 15];
            } else {
                out += character;
            }
        }
    }
    out += '"';
}

void writeNode(QByteArray &out, const JsonNode &node, Layout layout, int depth)
{
    switch (node.kind) {
    case JsonNode::Kind::Null:
        out += "null";
        return;
    case JsonNode::Kind::Boolean:
        out += node.boolean ? "true" : "false";
        return;
    case JsonNode::Kind::Number:
        out += node.text.toLatin1();
        return;
    case JsonNode::Kind::String:
        writeString(out, node.text);
        return;
    case JsonNode::Kind::Array:
    case JsonNode::Kind::Object:
        break;
    }
    const auto breakLine = [&out, layout](int indent) {
        if (layout == Layout::Indented)
            out += '\n' + QByteArray(2 * indent, ' ');
    };
    out += node.isObject() ? '{' : '[';
    for (qsizetype i = 0; i < node.children.size(); ++i) {
        if (i > 0)
            out += ',';
        breakLine(depth + 1);
        if (node.isObject()) {
            writeString(out, node.names.at(i));
            out += layout == Layout::Indented ? ": " : ":";
        }
        writeNode(out, node.children.at(i), layout, depth + 1);
    }
    if (!node.children.isEmpty())
        breakLine(depth);
    out += node.isObject() ? '}' : ']';
}

SyntaxError errorAt(const QByteArray &text, size_t offset, const char *words)
{
    const QString before = QString::fromUtf8(text.first(static_cast<qsizetype>(offset)));
    const qsizetype lineStart = before.lastIndexOf(u'\n') + 1;
    return {.words = QString::fromLatin1(words),
            .line = static_cast<int>(before.count(u'\n')) + 1,
            .column = static_cast<int>(before.size() - lineStart) + 1};
}

} // namespace

std::optional<JsonNode> parse(const QByteArray &text, SyntaxError *error, int depth)
{
    constexpr unsigned flags = rapidjson::kParseIterativeFlag
        | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
    rapidjson::MemoryStream memory(text.constData(), static_cast<size_t>(text.size()));
    rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(memory);
    rapidjson::Reader reader;
    TreeBuilder builder(depth);
    const rapidjson::ParseResult result = reader.Parse<flags>(stream, builder);
    const bool isWhole = stream.Tell() >= static_cast<size_t>(text.size());
    if (result && isWhole)
        return builder.root;
    if (error)
        *error = result ? errorAt(text, stream.Tell(), "The text goes on behind its end.")
                        : errorAt(text, result.Offset(),
                                  result.Code() == rapidjson::kParseErrorTermination
                                      ? "Too many arrays and objects within each other."
                                      : rapidjson::GetParseError_En(result.Code()));
    return {};
}

QByteArray write(const JsonNode &node, Layout layout)
{
    QByteArray out;
    writeNode(out, node, layout, 0);
    return out;
}

} // namespace polylogue::app::json
