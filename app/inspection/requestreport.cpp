// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/inspection/requestreport.h"

#include "app/base/redact.h"
#include "app/conversation/tokenweight.h"
#include "app/json/jsoncodec.h"
#include "app/snippets/literal.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::inspection {

using json::JsonNode;

namespace {

constexpr qsizetype LongestBase64 = 200; // characters that are shown as they are

//! Walks the body once: what it says to people, what it weighs.
class Reader
{
public:
    Reader(const QStringList &files, const QList<qint64> &fileSizes)
        : m_files(files)
        , m_fileSizes(fileSizes)
    { }

    //! \return \a node with words where base64 stands.
    JsonNode shown(const JsonNode &node) const;
    QList<RequestPart> parts(const JsonNode &body) const;

private:
    QString shownText(const QString &text) const;
    QList<RequestPart> partsOfMessage(const JsonNode &message, int number) const;
    void addFiles(const JsonNode &node, QList<RequestPart> &files) const;
    qint64 tokensIn(const JsonNode &message) const;
    qint64 size(qsizetype file) const { return m_fileSizes.value(file); }

    const QStringList &m_files;
    const QList<qint64> &m_fileSizes;
};

QString Reader::shownText(const QString &text) const
{
    QString shown;
    for (const snippets::TextOrFile &piece : snippets::splitAtMarkers(text, m_files.size())) {
        if (const auto *file = std::get_if<qsizetype>(&piece)) {
            shown +=
                u"<base64: %1, %2 bytes>"_s.arg(m_files.at(*file), QString::number(size(*file)));
            continue;
        }
        const QString words = std::get<QString>(piece);
        const qsizetype mark = words.startsWith(u"data:") ? words.indexOf(u";base64,") : -1;
        if (mark < 0 || words.size() - mark <= LongestBase64) {
            shown += words;
            continue;
        }
        const qsizetype start = mark + 8;
        shown += words.first(start) + u"<base64: %1 bytes>"_s.arg((words.size() - start) / 4 * 3);
    }
    return shown;
}

JsonNode Reader::shown(const JsonNode &node) const
{
    JsonNode copy = node;
    if (node.isString())
        copy.text = shownText(node.text);
    for (JsonNode &child : copy.children)
        child = shown(child);
    return copy;
}

void Reader::addFiles(const JsonNode &node, QList<RequestPart> &files) const
{
    if (node.isString()) {
        for (const snippets::TextOrFile &piece :
             snippets::splitAtMarkers(node.text, m_files.size())) {
            if (const auto *file = std::get_if<qsizetype>(&piece))
                files.append({.kind = RequestPart::Kind::File,
                              .name = m_files.at(*file),
                              .bytes = wire::base64Size(size(*file))});
        }
    }
    for (const JsonNode &child : node.children)
        addFiles(child, files);
}

//! Of what a model reads: names and other fields are small.
qint64 Reader::tokensIn(const JsonNode &message) const
{
    qint64 tokens = 0;
    const JsonNode *content = message.member(u"content");
    if (content && content->isString())
        tokens += conversation::estimatedTokens(content->text);
    for (const JsonNode &part : content ? content->children : QList<JsonNode>()) {
        if (const JsonNode *text = part.member(u"text"))
            tokens += conversation::estimatedTokens(text->text);
    }
    if (const JsonNode *calls = message.member(u"tool_calls"))
        tokens += conversation::estimatedTokens(QString::fromUtf8(json::write(*calls)));
    return tokens;
}

QList<RequestPart> Reader::partsOfMessage(const JsonNode &message, int number) const
{
    using Kind = RequestPart::Kind;
    const JsonNode *role = message.member(u"role");
    const QString name = role ? role->text : QString();
    QList<RequestPart> parts{{.kind = name == "user"_L1    ? Kind::User
                                  : name == "assistant"_L1 ? Kind::Assistant
                                  : name == "tool"_L1      ? Kind::Tool
                                                           : Kind::System,
                              .number = number,
                              .bytes = json::write(message).size(),
                              .tokens = tokensIn(message)}};
    QList<RequestPart> files;
    addFiles(message, files);
    for (const RequestPart &file : files)
        parts.first().bytes += file.bytes;
    return parts + files;
}

QList<RequestPart> Reader::parts(const JsonNode &body) const
{
    using Kind = RequestPart::Kind;
    QList<RequestPart> parts;
    RequestPart parameters{.kind = Kind::Parameters};
    QStringList names;
    for (qsizetype i = 0; i < body.names.size(); ++i) {
        const QString &name = body.names.at(i);
        const JsonNode &value = body.children.at(i);
        if (name == "messages"_L1) {
            for (int message = 0; message < value.children.size(); ++message)
                parts += partsOfMessage(value.children.at(message), message + 1);
        } else if (name == "tools"_L1) {
            const QByteArray text = json::write(value);
            parts.append({.kind = Kind::Tools,
                          .number = int(value.children.size()),
                          .bytes = text.size(),
                          .tokens = conversation::estimatedTokens(QString::fromUtf8(text))});
        } else {
            names.append(name);
            parameters.bytes += name.toUtf8().size() + json::write(value).size() + 3;
        }
    }
    parameters.name = names.join(u", "_s);
    return names.isEmpty() ? parts : parts + QList<RequestPart>{parameters};
}

} // namespace

RequestReport reportOf(const snippets::RequestSample &sample, const QList<qint64> &fileSizes,
                       qint64 bytes, const QString &secret)
{
    const Reader reader(sample.files, fileSizes);
    const JsonNode shown = reader.shown(sample.body);
    const auto text = [&](json::Layout layout) {
        return base::redacted(QString::fromUtf8(json::write(shown, layout)), secret);
    };
    RequestReport report{.text = bounded(text(json::Layout::Indented)),
                         .copy = text(json::Layout::Compact),
                         .parts = reader.parts(sample.body),
                         .bytes = bytes};
    for (const RequestPart &part : std::as_const(report.parts))
        report.tokens += part.tokens.value_or(0);
    report.omittedParts = std::max<qsizetype>(0, report.parts.size() - mostShownParts);
    report.parts.remove(0, report.omittedParts);
    return report;
}

} // namespace polylogue::app::inspection
