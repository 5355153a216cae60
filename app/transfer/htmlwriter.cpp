// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/signature.h"
#include "app/base/overloaded.h"
#include "app/transfer/exportwriters.h"
#include "app/transfer/filename.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

namespace {

using conversation::Message;
using conversation::Role;

// The policy lets nothing run and nothing be fetched, should anything in here ever be read as
// markup.
constexpr auto head = R"(<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>%1</title>
<style>
:root { color-scheme: light dark; --back: #fff; --own: #f0f0ec; --text: #1b1c1a; --text2: #5a5c57;
        --line: #deded8; --accent: #0b6b62; --code: #f5f5f1; --bad: #a8231c; }
@media (prefers-color-scheme: dark) {
  :root { --back: #1f2122; --own: #292c2d; --text: #ecedea; --text2: #aeb2af; --line: #383b3d;
          --accent: #6fd3c4; --code: #181a1b; --bad: #ff9b93; } }
@media print {
  :root { color-scheme: light; --back: #fff; --own: #f0f0ec; --text: #000; --text2: #444;
          --line: #ccc; --accent: #0b6b62; --code: #f5f5f1; --bad: #a8231c; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  header, h1, h2, h3, h4, h5, h6 { break-after: avoid; } }
body { background: var(--back); color: var(--text); font: 16px/1.6 system-ui, sans-serif;
       max-width: 760px; margin: 0 auto; padding: 24px; overflow-wrap: break-word; }
h1 { font-size: 1.5em; } h2, h3, h4, h5, h6 { font-size: 1.1em; }
article { margin: 24px 0; }
article.user { background: var(--own); border-radius: 12px; padding: 8px 16px; }
article header { color: var(--text2); font-size: .85em; } header b { color: var(--text); }
.plain { white-space: pre-wrap; }
.quiet, summary { color: var(--text2); font-size: .92em; } .bad { color: var(--bad); }
a { color: var(--accent); }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; background: var(--code); }
pre { border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; overflow-x: auto; }
pre code { font-size: 1em; }
table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: 4px 8px; }
hr { border: 0; border-top: 1px solid var(--line); }
img { max-width: 100%; height: auto; }
ul, ol { padding-left: 1.6em; } ol, ul, blockquote { margin: .5em 0; }
blockquote { border-left: 3px solid var(--line); padding-left: 1em; }
</style>
</head>
<body>
)";

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

class HtmlWriter final
{
public:
    explicit HtmlWriter(const ExportContext &context)
        : m_context(context)
    { }

    void write(const store::WholeChat &chat);

private:
    void put(const QString &html) { m_context.output.write(QString(html + u'\n')); }
    void putPlain(const QString &text, const QString &style = {});
    void write(const Message &message, qsizetype number);
    void write(const conversation::ContentPart &part, Role role);
    void writeText(const QString &text, Role role);
    void writeFile(const NamedBlob &attachment, bool isImage);

    const ExportContext &m_context;
    const ExportOptions &m_options = m_context.request.options;
    const ExportWords &m_words = m_context.request.words;
    bool m_hasNumbers = false;
};

void HtmlWriter::putPlain(const QString &text, const QString &style)
{
    put(u"<p class=\"plain %1\" dir=\"auto\">%2</p>"_s.arg(style, escaped(text)));
}

void HtmlWriter::write(const store::WholeChat &chat)
{
    const QString title = escaped(titleOf(chat, m_context.request));
    m_context.output.write(QString::fromLatin1(head).arg(title));
    put(u"<h1 dir=\"auto\">"_s + title + u"</h1>"_s);
    if (m_options.timestamps && chat.record.createdAt.isValid())
        putPlain(timeText(chat.record.createdAt), u"quiet"_s);
    if (!chat.record.setup.systemPrompt.isEmpty()) {
        const Message prompt{
            .role = Role::System,
            .content = {conversation::TextPart{.text = chat.record.setup.systemPrompt}}};
        write(prompt, 0);
    }
    const QList<Strand> strands = strandsOf(chat);
    m_hasNumbers = strands.size() > 1;
    qsizetype number = 0;
    for (const Strand &strand : strands) {
        if (strand.insteadOf >= 0) {
            put(u"<hr>"_s);
            putPlain(m_words.otherVersion.arg(strand.insteadOf + 1), u"quiet"_s);
        }
        for (const Message &message : strand.messages) {
            write(message, ++number);
            m_context.output.step();
            if (!m_context.output.isGood())
                return;
        }
    }
    put(u"</body>\n</html>"_s);
}

void HtmlWriter::write(const Message &message, qsizetype number)
{
    put(message.role == Role::User ? u"<article class=\"user\">"_s : u"<article>"_s);
    QString heading = u"<b dir=\"auto\">"_s + escaped(m_words.speaker(message)) + u"</b>"_s;
    if (m_hasNumbers && number > 0)
        heading.prepend(u"%1. "_s.arg(number));
    if (m_options.timestamps && message.createdAt.isValid())
        heading += u" · <time datetime=\"%1\">%2</time>"_s.arg(
            message.createdAt.toUTC().toString(Qt::ISODate), timeText(message.createdAt));
    put(u"<header>"_s + heading + u"</header>"_s);
    for (const conversation::ContentPart &part : message.content)
        write(part, message.role);
    if (const QString remark = m_words.remark(message); !remark.isEmpty())
        putPlain(remark, u"bad"_s);
    if (m_options.metadata) {
        if (const QStringList facts = m_words.facts(message); !facts.isEmpty())
            putPlain(facts.join(u" · "_s), u"quiet"_s);
    }
    put(u"</article>"_s);
}

void HtmlWriter::writeText(const QString &text, Role role)
{
    if (role == Role::Assistant && m_context.request.htmlOf)
        put(u"<div dir=\"auto\">"_s + m_context.request.htmlOf(text) + u"</div>"_s);
    else
        putPlain(text);
}

void HtmlWriter::write(const conversation::ContentPart &part, Role role)
{
    std::visit(
        base::Overloaded{
            [&](const conversation::TextPart &text) { writeText(text.text, role); },
            [&](const conversation::ReasoningPart &reasoning) {
                if (!m_options.reasoning || reasoning.text.isEmpty())
                    return;
                put(u"<details open><summary>%1</summary>"_s.arg(escaped(m_words.reasoning)));
                put(u"<div class=\"quiet\">"_s);
                writeText(reasoning.text, role);
                put(u"</div></details>"_s);
            },
            [&](const conversation::ImagePart &image) {
                writeFile(NamedBlob{.blob = image.blob, .fileName = image.fileName}, true);
            },
            [&](const conversation::DocumentPart &document) {
                writeFile(NamedBlob{.blob = document.blob, .fileName = document.fileName}, false);
            },
            [&](const conversation::ToolCallPart &call) {
                if (!m_options.toolCalls)
                    return;
                putPlain(m_words.toolCall.arg(call.name), u"quiet"_s);
                put(u"<pre>"_s + escaped(call.arguments) + u"</pre>"_s);
            },
            [&](const conversation::ToolResultPart &result) {
                if (!m_options.toolCalls)
                    return;
                putPlain(result.isError ? m_words.toolFailure : m_words.toolResult, u"quiet"_s);
                put(u"<pre>"_s + escaped(result.content) + u"</pre>"_s);
            },
            [&](const conversation::RefusalPart &refusal) {
                putPlain(m_words.refusal, u"quiet"_s);
                putPlain(refusal.text);
            },
            [&](const conversation::TextFilePart &file) {
                writeFile(NamedBlob{.blob = file.blob, .fileName = file.fileName}, false);
            },
        },
        part);
}

void HtmlWriter::writeFile(const NamedBlob &attachment, bool isImage)
{
    if (!m_options.attachments) {
        putPlain(attachment.fileName, u"quiet"_s);
        return;
    }
    const QByteArray bytes = readAttachment(m_context, attachment);
    if (bytes.isEmpty()) {
        putPlain(m_words.missingAttachment.arg(attachment.fileName), u"bad"_s);
        return;
    }
    const QString name = escaped(attachment.fileName);
    const QString type = attachments::isSendable(attachment.blob.mediaType)
        ? attachment.blob.mediaType
        : u"application/octet-stream"_s;
    m_context.output.write((isImage ? u"<p><img alt=\"%1\" src=\"data:%2;base64,"_s
                                    : u"<p><a download=\"%1\" href=\"data:%2;base64,"_s)
                               .arg(name, type));
    constexpr qsizetype Piece = 48 * 1024; // a multiple of 3, so that the pieces' base64 joins
    for (qsizetype at = 0; at < bytes.size(); at += Piece)
        m_context.output.write(bytes.sliced(at, qMin(Piece, bytes.size() - at)).toBase64());
    put(isImage ? u"\"></p>"_s : u"\">%1</a></p>"_s.arg(name));
}

} // namespace

void writeHtml(const ExportContext &context)
{
    QStringList taken = {u"SHA256SUMS"_s};
    HtmlWriter writer(context);
    for (const store::WholeChat &chat : context.request.chats) {
        const QString title = titleOf(chat, context.request);
        context.output.begin(
            uniqueFileName(safeFileName(title, context.request.words.untitled), u".html"_s, taken));
        writer.write(chat);
        context.output.end();
    }
}

} // namespace polylogue::app::transfer
