// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"
#include "app/mcp/rpcmessage.h"
#include "app/mcp/servertool.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using json::JsonNode;

namespace {

constexpr qsizetype mostTools = 500; // of a page
constexpr qsizetype longestToolName = 256; // characters; the specification says 128
constexpr qsizetype longestDescription = 20'000; // characters
constexpr qsizetype longestSchema = 256 * 1024; // bytes
constexpr qsizetype longestModelName = 64; // what OpenAI's API takes
constexpr qsizetype longestServerPart = 24; // of that
const auto headerMember = u"x-mcp-header"_s;

//! Collects the marks of a schema; false where one stands where it must not.
class HeaderMarks
{
public:
    bool collect(const JsonNode &schema, const QString &pointer, bool isReachable)
    {
        if (!schema.isObject())
            return collectFromList(schema, pointer);
        if (const JsonNode *mark = schema.member(headerMember)) {
            if (!isReachable || pointer.isEmpty() || !add(*mark, schema, pointer))
                return false;
        }
        for (qsizetype i = 0; i < schema.children.size(); ++i) {
            const QString &keyword = schema.names.at(i);
            const JsonNode &child = schema.children.at(i);
            if (keyword == "properties"_L1 && child.isObject()) {
                for (qsizetype k = 0; k < child.children.size(); ++k) {
                    if (!collect(child.children.at(k), json::pointerTo(pointer, child.names.at(k)),
                                 isReachable))
                        return false;
                }
            } else if (!isData(keyword) && !collect(child, pointer, false)) {
                return false;
            }
        }
        return true;
    }

    QList<HeaderMark> marks;

private:
    //! Values, not schemas.
    static bool isData(const QString &keyword)
    {
        return keyword == "enum"_L1 || keyword == "const"_L1 || keyword == "default"_L1
            || keyword == "examples"_L1 || keyword == headerMember;
    }
    bool collectFromList(const JsonNode &list, const QString &pointer)
    {
        if (!list.isArray())
            return true;
        return std::all_of(list.children.begin(), list.children.end(),
                           [&](const JsonNode &each) { return collect(each, pointer, false); });
    }
    bool add(const JsonNode &mark, const JsonNode &schema, const QString &pointer)
    {
        static const QRegularExpression token(u"\\A[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}\\z"_s);
        const QString type = stringIn(schema, u"type");
        const bool isPrimitive =
            type == "string"_L1 || type == "integer"_L1 || type == "boolean"_L1;
        if (!mark.isString() || !token.match(mark.text).hasMatch() || !isPrimitive
            || m_taken.contains(mark.text.toLower()))
            return false;
        m_taken.insert(mark.text.toLower());
        marks.append({.header = mark.text, .pointer = pointer});
        return true;
    }

    QSet<QString> m_taken;
};

bool hint(const JsonNode &annotations, QStringView name, bool otherwise)
{
    const JsonNode *member = annotations.member(name);
    return member && member->kind == JsonNode::Kind::Boolean ? member->boolean : otherwise;
}

std::optional<ServerTool> toolIn(const JsonNode &node)
{
    ServerTool tool{.name = stringIn(node, u"name"),
                    .title = stringIn(node, u"title").left(longestToolName),
                    .description = stringIn(node, u"description").left(longestDescription)};
    const JsonNode *schema = node.member(u"inputSchema");
    if (tool.name.isEmpty() || tool.name.size() > longestToolName || !schema || !schema->isObject())
        return {};
    // Only as a task, which runs on after the call: not spoken here.
    const JsonNode *execution = node.member(u"execution");
    if (execution && stringIn(*execution, u"taskSupport") == "required"_L1)
        return {};
    HeaderMarks marks;
    if (!marks.collect(*schema, {}, true))
        return {};
    tool.headers = marks.marks;
    tool.inputSchema = json::write(*schema);
    if (const JsonNode *output = node.member(u"outputSchema"); output && output->isObject())
        tool.outputSchema = json::write(*output);
    if (tool.inputSchema.size() > longestSchema || tool.outputSchema.size() > longestSchema)
        return {};
    if (const JsonNode *annotations = node.member(u"annotations")) {
        if (tool.title.isEmpty())
            tool.title = stringIn(*annotations, u"title").left(longestToolName);
        tool.readsOnly = hint(*annotations, u"readOnlyHint", false);
        tool.destroys = !tool.readsOnly && hint(*annotations, u"destructiveHint", true);
        tool.isIdempotent = hint(*annotations, u"idempotentHint", false);
        tool.reachesOut = hint(*annotations, u"openWorldHint", true);
    }
    return tool;
}

//! What is not text, in words for the model.
QString noteOf(const QString &what, const JsonNode &node, qsizetype size)
{
    const QString type = stringIn(node, u"mimeType");
    return u"[%1, %2, %3 bytes]"_s.arg(what, type.isEmpty() ? u"of unknown type"_s : type,
                                       QString::number(size));
}

QString linkText(const JsonNode &link)
{
    QStringList words{stringIn(link, u"name"), stringIn(link, u"description"),
                      stringIn(link, u"uri")};
    words.removeAll({});
    return words.join(u": "_s);
}

QString textOfResource(const JsonNode &resource)
{
    if (const JsonNode *text = resource.member(u"text"); text && text->isString())
        return text->text;
    const qsizetype size = stringIn(resource, u"blob").size() / 4 * 3;
    return noteOf(u"Resource "_s + stringIn(resource, u"uri"), resource, size);
}

//! \return a part's text; \a images gets what it shows.
QString textOfPart(const JsonNode &part, QList<ToolImage> &images)
{
    const QString type = stringIn(part, u"type");
    if (type == "text"_L1)
        return stringIn(part, u"text");
    if (type == "resource_link"_L1)
        return linkText(part);
    if (type == "resource"_L1) {
        const JsonNode *resource = part.member(u"resource");
        return resource ? textOfResource(*resource) : QString();
    }
    const QByteArray bytes = QByteArray::fromBase64(stringIn(part, u"data").toLatin1());
    if (type == "image"_L1) {
        images.append({.bytes = bytes, .mimeType = stringIn(part, u"mimeType")});
        return noteOf(u"Image %1"_s.arg(images.size()), part, bytes.size());
    }
    if (type == "audio"_L1)
        return noteOf(u"Sound"_s, part, bytes.size());
    return {};
}

bool isToolCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
        || c == u'_' || c == u'-';
}

QString withToolCharacters(QString name)
{
    for (QChar &c : name) {
        if (!isToolCharacter(c))
            c = u'_';
    }
    return name;
}

} // namespace

std::optional<ToolPage> readToolPage(const JsonNode &result)
{
    const JsonNode *list = result.member(u"tools");
    if (!list || !list->isArray() || list->children.size() > mostTools)
        return {};
    ToolPage page{.nextCursor = stringIn(result, u"nextCursor")};
    for (const JsonNode &node : list->children) {
        if (const auto tool = toolIn(node))
            page.tools.append(*tool);
        else
            page.refused.append(stringIn(node, u"name").left(longestToolName));
    }
    return page;
}

std::optional<CallResult> readCallResult(const JsonNode &result)
{
    if (!result.isObject())
        return {};
    CallResult call{.isError = isTrueIn(result, u"isError")};
    QStringList texts;
    if (const JsonNode *content = result.member(u"content")) {
        for (const JsonNode &part : content->children) {
            const QString text = textOfPart(part, call.images);
            if (!text.isEmpty())
                texts.append(text);
        }
    }
    if (const JsonNode *structured = result.member(u"structuredContent");
        structured && texts.isEmpty())
        texts.append(QString::fromUtf8(json::write(*structured)));
    call.text = texts.join(u'\n');
    return call;
}

QString toolNameFor(const QString &server, const QString &tool)
{
    // The first two underscores part the names, so the server's has none such, nor one at its end.
    static const QRegularExpression manyUnderscores(u"_{2,}"_s);
    QString serverPart = withToolCharacters(server).replace(manyUnderscores, u"_"_s);
    while (serverPart.endsWith(u'_'))
        serverPart.chop(1);
    serverPart = serverPart.left(longestServerPart);
    if (serverPart.isEmpty())
        serverPart = u"server"_s;
    const QString name = serverPart + u"__"_s + withToolCharacters(tool);
    const bool isAsItWas = name == server + u"__"_s + tool;
    if (isAsItWas && name.size() <= longestModelName)
        return name;
    const QByteArray hash =
        QCryptographicHash::hash((server + QChar::Null + tool).toUtf8(), QCryptographicHash::Sha256)
            .toHex()
            .first(8);
    return name.left(longestModelName - hash.size() - 1) + u'_' + QString::fromLatin1(hash);
}

} // namespace polylogue::app::mcp
