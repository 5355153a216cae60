// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/chatcodec.h"
#include "app/store/jsoncodec.h"
#include "app/store/messagecodec.h"
#include "app/transfer/attachmentfiles.h"
#include "app/transfer/exportwriters.h"
#include "app/transfer/ownform.h"

#include <QSet>

using namespace Qt::StringLiterals;

// Documents are put together from texts of single messages: a chat of any length takes no more
// memory than its longest message.
namespace polylogue::app::transfer {

namespace {

QByteArray quoted(const QUuid &id)
{
    return '"' + id.toByteArray(QUuid::WithoutBraces) + '"';
}

QByteArray quoted(const conversation::MessageId &id)
{
    return id.isNull() ? "null"_ba : quoted(id.value);
}

QList<NamedBlob> attachmentsOf(const QList<store::WholeChat> &chats)
{
    QList<conversation::Message> withFiles;
    for (const store::WholeChat &chat : chats) {
        for (const conversation::Message &message : chat.messages) {
            if (!blobsOf({message}).isEmpty())
                withFiles.append(message);
        }
    }
    return blobsOf(withFiles, BlobScope::Needed);
}

void writeChat(const ExportContext &context, const store::WholeChat &chat)
{
    ExportOutput &output = context.output;
    output.write("{\"chat\":" + store::encodeChat(chat.record) + ",\"leaf\":" + quoted(chat.leaf)
                 + ",\"messages\":[");
    QByteArrayView separator = "\n";
    for (const conversation::Message &message : chat.messages) {
        output.write(separator);
        output.write(store::encodeMessage(message));
        output.step();
        if (!output.isGood())
            return;
        separator = ",\n";
    }
    output.write("\n]}"_ba);
}

void writeAttachments(const ExportContext &context)
{
    QByteArrayView separator = "\n";
    for (const NamedBlob &attachment : attachmentsOf(context.request.chats)) {
        const QByteArray bytes = readAttachment(context, attachment);
        if (bytes.isEmpty())
            continue;
        context.output.write(separator);
        context.output.write("{\"sha256\":\"" + attachment.blob.sha256.toHex() + "\",\"data\":\"");
        context.output.write(bytes.toBase64());
        context.output.write("\"}"_ba);
        separator = ",\n";
    }
}

void writeManifest(ExportOutput &output)
{
    QVariantList files;
    for (const ExportedFile &file : output.files())
        files.append(QVariantMap{{u"name"_s, file.name},
                                 {u"size"_s, file.size},
                                 {u"sha256"_s, QString::fromLatin1(file.sha256.toHex())}});
    output.begin(ownform::ManifestFile);
    output.write(store::encodeObject({{u"format"_s, QString(ownform::Format)},
                                      {u"version"_s, ownform::Version},
                                      {u"files"_s, files}}));
    output.write("\n"_ba);
    output.end();
}

} // namespace

void writeJson(const ExportContext &context)
{
    ExportOutput &output = context.output;
    output.begin({});
    output.write(u"{\"format\":\"%1\",\"version\":%2,\n\"chats\":["_s.arg(ownform::Format)
                     .arg(ownform::Version));
    QByteArrayView separator = "\n";
    for (const store::WholeChat &chat : context.request.chats) {
        output.write(separator);
        writeChat(context, chat);
        separator = ",\n";
    }
    output.write("\n],\n\"attachments\":["_ba);
    writeAttachments(context);
    output.write("\n]}\n"_ba);
    output.end();
}

void writeJsonLines(const ExportContext &context)
{
    ExportOutput &output = context.output;
    output.begin(ownform::MessagesFile);
    for (const store::WholeChat &chat : context.request.chats) {
        output.write("{\"chat\":" + store::encodeChat(chat.record)
                     + ",\"leaf\":" + quoted(chat.leaf) + "}\n");
        for (const conversation::Message &message : chat.messages) {
            output.write("{\"chat_id\":" + quoted(chat.record.id.value)
                         + ",\"message\":" + store::encodeMessage(message) + "}\n");
            output.step();
            if (!output.isGood())
                return;
        }
    }
    output.end();
    for (const NamedBlob &attachment : attachmentsOf(context.request.chats)) {
        const QByteArray bytes = readAttachment(context, attachment);
        if (bytes.isEmpty())
            continue;
        output.begin(ownform::AttachmentsFolder
                     + QString::fromLatin1(attachment.blob.sha256.toHex())
                     + suffixOf(attachment.blob.mediaType));
        output.write(bytes);
        output.end();
    }
    writeManifest(output);
}

} // namespace polylogue::app::transfer
