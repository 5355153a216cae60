// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/contentpart.h"

#include "app/base/overloaded.h"

namespace polylogue::app::conversation {

namespace {

template <typename Part> QString joined(const QList<ContentPart> &content)
{
    QString all;
    for (const ContentPart &part : content) {
        if (const auto *wanted = std::get_if<Part>(&part))
            all += wanted->text;
    }
    return all;
}

} // namespace

QDebug operator<<(QDebug debug, const ContentPart &part)
{
    const QDebugStateSaver saver(debug);
    debug.nospace();
    std::visit(base::Overloaded{
                   [&](const TextPart &p) { debug << "Text(" << p.text; },
                   [&](const ReasoningPart &p) { debug << "Reasoning(" << p.text; },
                   [&](const ImagePart &p) { debug << "Image(" << p.fileName << p.pixelSize; },
                   [&](const DocumentPart &p) {
                       debug << "Document(" << p.fileName << ", " << p.pageCount << " pages";
                   },
                   [&](const ToolCallPart &p) {
                       debug << "ToolCall(" << p.id << ' ' << p.name << p.arguments;
                   },
                   [&](const ToolResultPart &p) {
                       debug << "ToolResult(" << p.callId << ' ' << p.content;
                   },
                   [&](const RefusalPart &p) { debug << "Refusal(" << p.text; },
                   [&](const TextFilePart &p) { debug << "TextFile(" << p.fileName; },
               },
               part);
    return debug << ')';
}

QString textOf(const QList<ContentPart> &content)
{
    return joined<TextPart>(content);
}

QString reasoningOf(const QList<ContentPart> &content)
{
    return joined<ReasoningPart>(content);
}

QString refusalOf(const QList<ContentPart> &content)
{
    return joined<RefusalPart>(content);
}

QList<ToolCallPart> toolCallsOf(const QList<ContentPart> &content)
{
    QList<ToolCallPart> calls;
    for (const ContentPart &part : content) {
        if (const auto *call = std::get_if<ToolCallPart>(&part))
            calls.append(*call);
    }
    return calls;
}

QString fileNameOf(const ContentPart &part)
{
    if (const auto *image = std::get_if<ImagePart>(&part))
        return image->fileName;
    if (const auto *document = std::get_if<DocumentPart>(&part))
        return document->fileName;
    if (const auto *file = std::get_if<TextFilePart>(&part))
        return file->fileName;
    return {};
}

const DeliveryChoice *choiceOf(const ContentPart &part)
{
    if (const auto *image = std::get_if<ImagePart>(&part))
        return &image->delivery;
    if (const auto *document = std::get_if<DocumentPart>(&part))
        return &document->delivery;
    if (const auto *file = std::get_if<TextFilePart>(&part))
        return &file->delivery;
    return nullptr;
}

void setSentAs(ContentPart &part, SentAs form)
{
    if (auto *image = std::get_if<ImagePart>(&part))
        image->sentAs = form;
    else if (auto *document = std::get_if<DocumentPart>(&part))
        document->sentAs = form;
    else if (auto *file = std::get_if<TextFilePart>(&part))
        file->sentAs = form;
}

QList<BlobRef> blobsOf(const ContentPart &part)
{
    using Blobs = QList<BlobRef>;
    return std::visit(base::Overloaded{
                          [](const TextPart &) -> Blobs { return {}; },
                          [](const ReasoningPart &) -> Blobs { return {}; },
                          [](const ImagePart &image) -> Blobs {
                              Blobs blobs{image.blob};
                              if (image.otherForm)
                                  blobs.append(image.otherForm->blob);
                              return blobs;
                          },
                          [](const DocumentPart &document) -> Blobs { return {document.blob}; },
                          [](const ToolCallPart &) -> Blobs { return {}; },
                          [](const ToolResultPart &) -> Blobs { return {}; },
                          [](const RefusalPart &) -> Blobs { return {}; },
                          [](const TextFilePart &file) -> Blobs { return {file.blob}; },
                      },
                      part);
}

} // namespace polylogue::app::conversation
