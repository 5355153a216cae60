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

const BlobRef *blobOf(const ContentPart &part)
{
    using Blob = const BlobRef *;
    return std::visit(base::Overloaded{
                          [](const TextPart &) -> Blob { return nullptr; },
                          [](const ReasoningPart &) -> Blob { return nullptr; },
                          [](const ImagePart &image) -> Blob { return &image.blob; },
                          [](const DocumentPart &document) -> Blob { return &document.blob; },
                          [](const ToolCallPart &) -> Blob { return nullptr; },
                          [](const ToolResultPart &) -> Blob { return nullptr; },
                          [](const RefusalPart &) -> Blob { return nullptr; },
                      },
                      part);
}

} // namespace polylogue::app::conversation
