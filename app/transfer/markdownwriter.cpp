// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/overloaded.h"
#include "app/transfer/attachmentfiles.h"
#include "app/transfer/exportwriters.h"
#include "app/transfer/filename.h"
#include "app/transfer/markdowntext.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

namespace {

using conversation::Message;

class MarkdownWriter final
{
public:
    explicit MarkdownWriter(const ExportContext &context)
        : m_context(context)
    { }

    void writeAttachments();
    void write(const store::WholeChat &chat);

private:
    void put(const QString &block) { m_context.output.write(QString(block + u"\n\n"_s)); }
    void write(const Message &message, qsizetype number);
    void write(const conversation::ContentPart &part);
    void writeLink(const conversation::BlobRef &blob, const QString &fileName, bool isImage);

    const ExportContext &m_context;
    const ExportOptions &m_options = m_context.request.options;
    const ExportWords &m_words = m_context.request.words;
    QHash<QByteArray, QString> m_paths; // of attachments that are there, by hash
    bool m_hasNumbers = false;
};

void MarkdownWriter::writeAttachments()
{
    QStringList taken;
    for (const store::WholeChat &chat : m_context.request.chats) {
        for (const NamedBlob &attachment : blobsOf(chat.messages)) {
            if (m_paths.contains(attachment.blob.sha256))
                continue;
            const QByteArray bytes = readAttachment(m_context, attachment);
            if (bytes.isEmpty())
                continue;
            QString stem = attachment.fileName;
            if (const qsizetype dot = stem.lastIndexOf(u'.'); dot > 0)
                stem.truncate(dot);
            const QString name = uniqueFileName(safeFileName(stem, u"attachment"_s),
                                                suffixOf(attachment.blob.mediaType), taken);
            m_context.output.begin(u"assets/"_s + name);
            m_context.output.write(bytes);
            m_context.output.end();
            m_paths.insert(attachment.blob.sha256, u"assets/"_s + name);
        }
    }
}

void MarkdownWriter::write(const store::WholeChat &chat)
{
    put(u"# "_s + escapedMarkdown(titleOf(chat, m_context.request)));
    if (m_options.timestamps && chat.record.createdAt.isValid())
        put(timeText(chat.record.createdAt));
    if (!chat.record.setup.systemPrompt.isEmpty()) {
        put(u"## "_s
            + escapedMarkdown(m_words.speaker(Message{.role = conversation::Role::System})));
        put(quotedMarkdown(closedMarkdown(chat.record.setup.systemPrompt)).trimmed());
    }
    const QList<Strand> strands = strandsOf(chat);
    m_hasNumbers = strands.size() > 1;
    qsizetype number = 0;
    for (const Strand &strand : strands) {
        if (strand.insteadOf >= 0) {
            put(u"---"_s);
            put(u"*"_s + escapedMarkdown(m_words.otherVersion.arg(strand.insteadOf + 1)) + u"*"_s);
        }
        for (const Message &message : strand.messages) {
            write(message, ++number);
            m_context.output.step();
            if (!m_context.output.isGood())
                return;
        }
    }
}

void MarkdownWriter::write(const Message &message, qsizetype number)
{
    QString heading = escapedMarkdown(m_words.speaker(message));
    if (m_hasNumbers)
        heading.prepend(u"%1. "_s.arg(number));
    if (m_options.timestamps && message.createdAt.isValid())
        heading += u" · "_s + timeText(message.createdAt);
    put(u"## "_s + heading);
    for (const conversation::ContentPart &part : message.content)
        write(part);
    if (const QString remark = m_words.remark(message); !remark.isEmpty())
        put(u"*"_s + escapedMarkdown(remark) + u"*"_s);
    if (m_options.metadata) {
        if (const QStringList facts = m_words.facts(message); !facts.isEmpty())
            put(u"*"_s + escapedMarkdown(facts.join(u" · "_s)) + u"*"_s);
    }
}

void MarkdownWriter::write(const conversation::ContentPart &part)
{
    std::visit(
        base::Overloaded{
            [this](const conversation::TextPart &text) { put(closedMarkdown(text.text)); },
            [this](const conversation::ReasoningPart &reasoning) {
                if (m_options.reasoning && !reasoning.text.isEmpty())
                    put(quotedMarkdown(u"**"_s + escapedMarkdown(m_words.reasoning) + u"**\n\n"_s
                                       + closedMarkdown(reasoning.text))
                            .trimmed());
            },
            [this](const conversation::ImagePart &image) {
                writeLink(image.blob, image.fileName, true);
            },
            [this](const conversation::DocumentPart &document) {
                writeLink(document.blob, document.fileName, false);
            },
            [this](const conversation::ToolCallPart &call) {
                if (!m_options.toolCalls)
                    return;
                put(u"**"_s + escapedMarkdown(m_words.toolCall.arg(call.name)) + u"**"_s);
                put(codeBlock(call.arguments));
            },
            [this](const conversation::ToolResultPart &result) {
                if (!m_options.toolCalls)
                    return;
                put(u"**"_s
                    + escapedMarkdown(result.isError ? m_words.toolFailure : m_words.toolResult)
                    + u"**"_s);
                put(codeBlock(result.content));
            },
            [this](const conversation::RefusalPart &refusal) {
                put(u"**"_s + escapedMarkdown(m_words.refusal) + u"** "_s
                    + escapedMarkdown(refusal.text));
            },
            [this](const conversation::TextFilePart &file) {
                writeLink(file.blob, file.fileName, false);
            },
        },
        part);
}

void MarkdownWriter::writeLink(const conversation::BlobRef &blob, const QString &fileName,
                               bool isImage)
{
    const QString path = m_paths.value(blob.sha256);
    if (!path.isEmpty())
        put((isImage ? u"!["_s : u"["_s) + escapedMarkdown(fileName) + u"]("_s + linkTarget(path)
            + u')');
    else if (m_options.attachments)
        put(u"*"_s + escapedMarkdown(m_words.missingAttachment.arg(fileName)) + u"*"_s);
    else
        put(u"*"_s + escapedMarkdown(fileName) + u"*"_s);
}

} // namespace

void writeMarkdown(const ExportContext &context)
{
    MarkdownWriter writer(context);
    if (context.request.options.attachments)
        writer.writeAttachments();
    QStringList taken = {u"assets"_s, u"SHA256SUMS"_s};
    for (const store::WholeChat &chat : context.request.chats) {
        const QString title = titleOf(chat, context.request);
        context.output.begin(
            uniqueFileName(safeFileName(title, context.request.words.untitled), u".md"_s, taken));
        writer.write(chat);
        context.output.end();
    }
}

} // namespace polylogue::app::transfer
