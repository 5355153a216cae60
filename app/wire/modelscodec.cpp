// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/modelscodec.h"

#include "app/wire/errorjson.h"
#include "app/wire/webpage.h"
#include "app/wire/wirejson.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;
using base::ErrorKind;
using base::Result;
using endpoint::Capabilities;
using endpoint::ModelInfo;

namespace {

bool hasText(const QJsonValue &list, QLatin1StringView wanted)
{
    const QJsonArray entries = list.toArray();
    return std::any_of(entries.begin(), entries.end(), [&](const auto &entry) {
        return entry.toString().compare(wanted, Qt::CaseInsensitive) == 0;
    });
}

//! The USAi gateway: capability; LM Studio, Together: type.
void readType(Capabilities &can, const QString &type)
{
    if (type == "chat"_L1 || type == "llm"_L1 || type == "vlm"_L1 || type == "language"_L1) {
        can.chat = true;
        can.embeddings = false;
    }
    if (type == "vlm"_L1)
        can.images = true;
    if (type == "embedding"_L1 || type == "embeddings"_L1) {
        can.embeddings = true;
        can.chat = false;
    }
    const bool isOther = type == "image"_L1 || type == "audio"_L1 || type == "rerank"_L1
        || type == "moderation"_L1 || type == "transcribe"_L1 || type == "video"_L1;
    if (isOther)
        can.chat = false;
}

//! OpenRouter and whoever took over its catalogue.
void readArchitecture(Capabilities &can, const QJsonObject &model)
{
    const QJsonObject architecture = model.value("architecture"_L1).toObject();
    const QJsonValue input = architecture.value("input_modalities"_L1);
    if (input.isArray()) {
        can.images = hasText(input, "image"_L1);
        can.documents = hasText(input, "file"_L1);
    } else if (const QString modality = architecture.value("modality"_L1).toString();
               !modality.isEmpty()) {
        can.images = modality.section("->"_L1, 0, 0).contains("image"_L1);
    }
    if (hasText(architecture.value("output_modalities"_L1), "embeddings"_L1)) {
        can.embeddings = true;
        can.chat = false;
    }
    const QJsonValue parameters = model.value("supported_parameters"_L1);
    if (parameters.isArray()) {
        can.tools = hasText(parameters, "tools"_L1);
        can.reasoning = hasText(parameters, "reasoning"_L1);
        can.jsonSchema = hasText(parameters, "structured_outputs"_L1);
    }
}

//! Mistral has an object of flags, Ollama and llama.cpp a list of names.
void readCapabilities(Capabilities &can, const QJsonValue &value)
{
    const QJsonObject flags = value.toObject();
    const auto read = [&](std::optional<bool> &capability, QLatin1StringView flag,
                          QLatin1StringView name) {
        if (flags.value(flag).isBool())
            capability = flags.value(flag).toBool();
        else if (hasText(value, name))
            capability = true;
    };
    read(can.chat, "completion_chat"_L1, "completion"_L1);
    read(can.tools, "function_calling"_L1, "tools"_L1);
    read(can.images, "vision"_L1, "vision"_L1);
    read(can.images, "image_input"_L1, "multimodal"_L1);
    read(can.reasoning, "reasoning"_L1, "thinking"_L1);
    read(can.embeddings, "embeddings"_L1, "embedding"_L1);
}

std::optional<qint64> contextLength(const QJsonObject &model)
{
    const QJsonObject meta = model.value("meta"_L1).toObject();
    const QJsonObject provider = model.value("top_provider"_L1).toObject();
    const QJsonValue places[] = {
        model.value("context_length"_L1),   model.value("max_context_length"_L1),
        model.value("max_model_len"_L1),    model.value("context_window"_L1),
        model.value("max_input_tokens"_L1), meta.value("n_ctx_train"_L1),
        provider.value("context_length"_L1)};
    for (const QJsonValue &place : places) {
        if (const auto length = integerOf(place); length && *length > 0)
            return length;
    }
    return {};
}

bool isNamedForEmbedding(const QString &id)
{
    return id.contains("embed"_L1, Qt::CaseInsensitive)
        || id.contains("cohere_english"_L1, Qt::CaseInsensitive);
}

Capabilities capabilitiesOf(const QJsonObject &model, const QString &id)
{
    Capabilities can;
    readType(can, model.value("capability"_L1).toString().toLower());
    readType(can, model.value("type"_L1).toString().toLower());
    readArchitecture(can, model);
    readCapabilities(can, model.value("capabilities"_L1));
    can.contextLength = contextLength(model);
    if (can != Capabilities{})
        can.source = Capabilities::Source::Catalogue;
    if (!can.embeddings && !can.chat && isNamedForEmbedding(id)) {
        can.embeddings = true;
        if (can.source == Capabilities::Source::Unknown)
            can.source = Capabilities::Source::Name;
    }
    return can;
}

QString firstText(const QJsonObject &object, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const QString text = textOf(object.value(name)).trimmed(); !text.isEmpty())
            return text;
    }
    return {};
}

ModelInfo decodeModel(const QJsonValue &entry)
{
    if (entry.isString()) {
        const QString id = entry.toString().trimmed();
        return {.id = id, .capabilities = capabilitiesOf({}, id)};
    }
    const QJsonObject model = entry.toObject();
    ModelInfo info{.id = firstText(model, {"id"_L1, "model"_L1, "name"_L1})};
    info.name = firstText(model, {"display_name"_L1, "name"_L1});
    if (info.name == info.id)
        info.name.clear();
    info.ownedBy = firstText(model, {"owned_by"_L1, "organization"_L1, "publisher"_L1});
    info.capabilities = capabilitiesOf(model, info.id);
    return info;
}

//! \return the list of models wherever it stands; not set where there is none.
std::optional<QJsonArray> listOf(const QJsonValue &body)
{
    if (body.isArray())
        return body.toArray();
    const QJsonObject object = body.toObject();
    for (const auto name : {"data"_L1, "models"_L1}) {
        if (object.value(name).isArray())
            return object.value(name).toArray();
    }
    // Ollama without a model.
    if (object.value("data"_L1).isNull() || object.value("models"_L1).isNull())
        return QJsonArray();
    return {};
}

} // namespace

Result<QList<ModelInfo>> decodeModels(const QByteArray &body)
{
    const QByteArrayView text = QByteArrayView(body).trimmed();
    if (text.startsWith('<'))
        return webPageError(text);
    const auto json = parseJson(text);
    if (!json)
        return json.error();
    if (json->isObject()) {
        if (const auto error = errorInPayload(json->toObject(), false))
            return *error;
    }
    const auto list = listOf(*json);
    if (!list)
        return Error{.kind = ErrorKind::Protocol, .type = u"no_model_list"_s};

    QList<ModelInfo> models;
    QSet<QString> ids;
    for (const auto &entry : *list) {
        const ModelInfo model = decodeModel(entry);
        if (model.id.isEmpty() || ids.contains(model.id))
            continue;
        ids.insert(model.id);
        models.append(model);
    }
    return models;
}

} // namespace polylogue::app::wire
