// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/inspection/inspection.h"

#include "app/base/redact.h"
#include "app/store/blobstore.h"

#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::app::inspection {

namespace {

//! A header of the profile that carries a secret stands in no program.
bool isSecretName(const QString &name)
{
    static constexpr std::array words{"key"_L1,    "token"_L1,  "auth"_L1,
                                      "secret"_L1, "cookie"_L1, "password"_L1};
    return std::ranges::any_of(
        words, [&](QLatin1StringView word) { return name.contains(word, Qt::CaseInsensitive); });
}

snippets::RequestSample sampleFor(const endpoint::Endpoint &server)
{
    snippets::RequestSample sample{.baseUrl = server.baseUrl};
    for (const endpoint::HeaderField &header : server.headers)
        sample.headers.append(
            {header.name, isSecretName(header.name) ? u"[hidden]"_s : header.value});
    if (server.keyHeader == endpoint::KeyHeader::ApiKey) {
        sample.keyHeader = u"api-key"_s;
        sample.keyPrefix.clear();
    }
    if (server.keySource == endpoint::KeySource::None && !server.isPractice)
        sample.keyVariable.clear();
    else if (!server.keyVariable.isEmpty())
        sample.keyVariable = server.keyVariable;
    return sample;
}

//! Reads \a body for people into \a inspection.
void describe(const endpoint::Endpoint &server, const QString &path, const wire::RequestBody &body,
              const FileNames &names, const QString &secret, snippets::Language language,
              Inspection &inspection)
{
    QStringList fileNames;
    QList<qint64> fileSizes;
    for (const wire::BodyPiece &piece : body.pieces) {
        if (const auto *file = std::get_if<wire::Base64File>(&piece)) {
            fileNames.append(names.value(file->path, QFileInfo(file->path).fileName()));
            fileSizes.append(file->size);
        }
    }
    const auto sampled = snippets::sampleBody(body, fileNames);
    if (!sampled) {
        inspection.error = sampled.error();
        return;
    }
    snippets::RequestSample sample = sampleFor(server);
    sample.path = path;
    sample.body = sampled->first;
    sample.files = sampled->second;
    inspection.request = reportOf(sample, fileSizes, body.size(), secret);
    inspection.code = base::withoutSecret(snippets::snippet(sample, language), secret);
}

} // namespace

FileNames fileNamesOf(const QList<conversation::Message> &messages, const store::BlobStore &blobs)
{
    FileNames names;
    const auto note = [&](const conversation::BlobRef &blob, const QString &name) {
        if (!name.isEmpty())
            names.insert(blobs.path(blob), name);
    };
    for (const conversation::Message &message : messages) {
        for (const conversation::ContentPart &part : message.content) {
            if (const auto *image = std::get_if<conversation::ImagePart>(&part))
                note(image->blob, image->fileName);
            else if (const auto *document = std::get_if<conversation::DocumentPart>(&part))
                note(document->blob, document->fileName);
        }
    }
    return names;
}

Inspection inspect(const session::RequestPreview &preview, const store::BlobStore &blobs,
                   snippets::Language language)
{
    Inspection inspection{.unprepared = preview.unprepared};
    const auto request = requestOf(preview, blobs);
    if (!request) {
        inspection.error = request.error();
        return inspection;
    }
    const auto body = wire::encodeChatRequest(*request);
    if (!body) {
        inspection.error = body.error();
        return inspection;
    }
    describe(preview.access.endpoint, u"/chat/completions"_s, *body,
             fileNamesOf(preview.branch, blobs), preview.access.key, language, inspection);
    return inspection;
}

Inspection inspect(const net::Exchange &exchange, const FileNames &names,
                   snippets::Language language)
{
    Inspection inspection{
        .call = exchange.record, .isRunning = exchange.isRunning, .response = reportOf(exchange)};
    const QString base = exchange.endpoint.baseUrl.path();
    const QString path = exchange.record.url.path();
    if (!exchange.body.pieces.isEmpty())
        describe(exchange.endpoint, path.startsWith(base) ? path.sliced(base.size()) : path,
                 exchange.body, names, exchange.secret, language, inspection);
    return inspection;
}

Inspection inspectAnswer(const QString &text, const endpoint::ResponseFormat &asked,
                         const std::optional<net::Exchange> &exchange)
{
    endpoint::ResponseFormat format = asked;
    if (exchange) {
        const auto body = snippets::sampleBody(exchange->body, {});
        const endpoint::ResponseFormat sent =
            body ? askedFormatOf(body->first) : endpoint::ResponseFormat{};
        if (sent.kind != endpoint::ResponseFormat::Kind::Text)
            format = sent;
    }
    return {.json = jsonReportOf(text, format)};
}

} // namespace polylogue::app::inspection
