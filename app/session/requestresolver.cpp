// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/requestresolver.h"

#include "app/base/overloaded.h"
#include "app/endpoint/baseurl.h"
#include "app/session/requestfitting.h"
#include "app/store/blobstore.h"

#include <QFile>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

using base::Error;
using base::ErrorKind;
using base::Result;
using conversation::ContentPart;
using conversation::DocumentPart;
using conversation::ImagePart;
using conversation::Message;
using conversation::TextFilePart;
using conversation::TextPart;
using wire::ResolvedPart;

namespace {

wire::Base64File fileOf(const conversation::BlobRef &blob, const store::BlobStore &blobs)
{
    return {.path = blobs.path(blob), .size = blob.size};
}

QByteArray bytesOf(const conversation::BlobRef &blob, const store::BlobStore &blobs)
{
    QFile file(blobs.path(blob));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! Texts and files; what else there is belongs to answers and goes out by itself.
QList<ResolvedPart> resolved(const Message &message, const RequestPlan &plan,
                             const PreparedDocuments &prepared, const store::BlobStore &blobs)
{
    QList<ResolvedPart> parts;
    for (const ContentPart &part : message.content) {
        if (const auto *text = std::get_if<TextPart>(&part)) {
            parts.append(wire::ResolvedText{.text = text->text});
        } else if (const auto *image = std::get_if<ImagePart>(&part)) {
            // Of an answer there may be one that nobody can read, that is gone, or that this model
            // does not take: the answer says itself that there was one.
            const bool isUseless = message.role == conversation::Role::Assistant
                && (image->pixelSize.isEmpty() || blobs.path(image->blob).isEmpty()
                    || !attachments::deliveryOf(part, plan.intake).rung);
            if (isUseless)
                continue;
            parts.append(wire::ResolvedImage{.mediaType = image->blob.mediaType,
                                             .data = fileOf(image->blob, blobs),
                                             .detail = image->detail});
        } else if (const auto *document = std::get_if<DocumentPart>(&part)) {
            const auto rung = attachments::deliveryOf(part, plan.intake).rung;
            const auto *content = rung ? prepared.find({*document, *rung}) : nullptr;
            if (content)
                parts += partsOf(*document, *content);
            else
                parts.append(wire::ResolvedFile{.mediaType = document->blob.mediaType,
                                                .fileName = document->fileName,
                                                .data = fileOf(document->blob, blobs)});
        } else if (const auto *file = std::get_if<TextFilePart>(&part)) {
            parts.append(wire::ResolvedText{.text = textOf(*file, bytesOf(file->blob, blobs))});
        }
    }
    return parts;
}

//! \return the name of the first attachment whose bytes are gone; empty where all are there.
QString missingAttachment(const QList<Message> &branch, const store::BlobStore &blobs)
{
    for (const Message &message : branch) {
        if (message.role != conversation::Role::User)
            continue;
        for (const ContentPart &part : message.content) {
            const auto *image = std::get_if<ImagePart>(&part);
            const auto *document = std::get_if<DocumentPart>(&part);
            if (image && blobs.path(image->blob).isEmpty())
                return image->fileName;
            if (document && blobs.path(document->blob).isEmpty())
                return document->fileName;
            const auto *file = std::get_if<TextFilePart>(&part);
            if (file && blobs.path(file->blob).isEmpty())
                return file->fileName;
        }
    }
    return {};
}

QList<SentFile> sentFiles(const QList<Message> &branch, const QList<FileUse> &files,
                          const QList<Message> &sent)
{
    QSet<conversation::MessageId> ids;
    for (const Message &message : files.isEmpty() ? QList<Message>() : sent)
        ids.insert(message.id);
    QList<SentFile> known;
    for (const FileUse &file : files) {
        const conversation::MessageId &id = branch.at(file.row).id;
        if (ids.contains(id))
            known.append({.message = id, .part = file.part, .form = sentAs(file)});
    }
    return known;
}

} // namespace

QList<Message> asAsked(QList<Message> branch, const ChatOptions &options)
{
    if (branch.isEmpty())
        return branch;
    // Below the question there may be what it made the model call.
    const auto last = std::find_if(branch.crbegin(), branch.crend(), [](const Message &message) {
        return message.role == conversation::Role::User;
    });
    qsizetype question = last == branch.crend() ? branch.size() - 1 : branch.crend() - last - 1;
    if (options.history) {
        branch = *options.history + branch.sliced(question);
        question = options.history->size();
    }
    if (options.preface.isEmpty())
        return branch;
    QList<ContentPart> &content = branch[question].content;
    for (ContentPart &part : content) {
        if (auto *text = std::get_if<TextPart>(&part)) {
            text->text.prepend(options.preface + u"\n\n"_s);
            return branch;
        }
    }
    content.append(TextPart{.text = options.preface});
    return branch;
}

Result<RequestPlan> planRequest(const QList<Message> &branch, const ChatOptions &options,
                                const attachments::Intake &intake, const store::BlobStore &blobs)
{
    if (const auto obstacle = obstacleIn(branch, intake))
        return *obstacle;
    const QList<FileUse> files = filesIn(branch, intake);
    const FittedBranch fitted = fittedBranch(withoutUndelivered(branch, files), options, intake);
    if (const QString missing = missingAttachment(fitted.messages, blobs); !missing.isEmpty())
        return Error{.kind = ErrorKind::File, .type = u"blob_missing"_s, .subject = missing};
    return RequestPlan{.messages = fitted.messages,
                       .omitted = fitted.omitted,
                       .intake = intake,
                       .tasks = documentTasks(fitted.messages, intake),
                       .files = sentFiles(branch, files, fitted.messages)};
}

wire::ChatRequest resolveRequest(const RequestPlan &plan, const PreparedDocuments &prepared,
                                 const ChatOptions &options, const net::EndpointAccess &access,
                                 const store::BlobStore &blobs)
{
    const endpoint::Parameters parameters =
        endpoint::merged(access.endpoint.defaults, options.parameters);
    return {
        .model = options.model,
        .systemPrompt = options.systemPrompt,
        .messages = wire::resolveHistory(
            plan.messages,
            [&](const Message &message) { return resolved(message, plan, prepared, blobs); }),
        .tools = options.tools,
        .responseFormat = parameters.responseFormat.value_or(endpoint::ResponseFormat{}),
        .parameters = parameters,
        .quirks = access.endpoint.quirks,
        .origin = endpoint::originOf(access.endpoint.baseUrl),
    };
}

} // namespace polylogue::app::session
