// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/endpointcodec.h"

#include "app/endpoint/baseurl.h"
#include "app/settings/parametersfields.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace polylogue::app::settings {

using base::Error;
using base::ErrorKind;
using base::Result;
using endpoint::Endpoint;
using endpoint::EndpointId;
using endpoint::HeaderField;
using endpoint::KeyHeader;
using endpoint::KeySource;
using endpoint::NetworkSettings;
using endpoint::ProxySettings;
using endpoint::Quirks;

namespace {

const auto endpointsMember = u"endpoints"_s;
const auto baseUrlMember = u"base_url"_s;
const auto idMember = u"id"_s;

const FieldTable<Quirks> &quirksFields()
{
    static const EnumNames<Quirks::MaxTokensName> maxTokensNames{
        {Quirks::MaxTokensName::MaxTokens, u"max_tokens"_s},
        {Quirks::MaxTokensName::MaxCompletionTokens, u"max_completion_tokens"_s}};
    static const EnumNames<Quirks::SystemRole> systemRoles{
        {Quirks::SystemRole::System, u"system"_s}, {Quirks::SystemRole::Developer, u"developer"_s}};
    static const EnumNames<Quirks::EmptyContent> emptyContents{
        {Quirks::EmptyContent::Null, u"null"_s},
        {Quirks::EmptyContent::EmptyString, u"empty_string"_s},
        {Quirks::EmptyContent::Omitted, u"omitted"_s}};
    static const EnumNames<Quirks::ToolCallIds> toolCallIds{
        {Quirks::ToolCallIds::AsTheyAre, u"as_they_are"_s},
        {Quirks::ToolCallIds::NineAlphanumerics, u"nine_alphanumerics"_s}};
    static const FieldTable<Quirks> table{
        enumField(u"max_tokens_name"_s, &Quirks::maxTokensName, maxTokensNames),
        enumField(u"system_role"_s, &Quirks::systemRole, systemRoles),
        enumField(u"empty_content"_s, &Quirks::emptyContent, emptyContents),
        enumField(u"tool_call_ids"_s, &Quirks::toolCallIds, toolCallIds),
        field(u"sends_usage_option"_s, &Quirks::sendsUsageOption),
        field(u"names_files_twice"_s, &Quirks::namesFilesTwice),
        field(u"camel_case_encoding_format"_s, &Quirks::camelCaseEncodingFormat),
        field(u"sends_input_type"_s, &Quirks::sendsInputType),
        field(u"echoes_reasoning"_s, &Quirks::echoesReasoning),
        field(u"needs_tools_with_tool_history"_s, &Quirks::needsToolsWithToolHistory),
        field(u"refused_fields"_s, &Quirks::refusedFields),
    };
    return table;
}

const FieldTable<NetworkSettings> &networkFields()
{
    using Mode = ProxySettings::Mode;
    static const EnumNames<Mode> modes{
        {Mode::System, u"system"_s}, {Mode::None, u"none"_s}, {Mode::Manual, u"manual"_s}};
    static const FieldTable<ProxySettings> proxy{
        enumField(u"mode"_s, &ProxySettings::mode, modes),
        field(u"host"_s, &ProxySettings::host),
        field(u"port"_s, &ProxySettings::port, 0, 65535),
        field(u"user"_s, &ProxySettings::user),
    };
    static const FieldTable<NetworkSettings> table{
        objectField(u"proxy"_s, &NetworkSettings::proxy, proxy),
        field(u"ca_bundle"_s, &NetworkSettings::caBundle),
        field(u"client_certificate"_s, &NetworkSettings::clientCertificate),
        field(u"client_key"_s, &NetworkSettings::clientKey),
    };
    return table;
}

const FieldTable<Endpoint> &endpointFields()
{
    static const EnumNames<KeySource> keySources{{KeySource::None, u"none"_s},
                                                 {KeySource::Keychain, u"keychain"_s},
                                                 {KeySource::Environment, u"environment"_s},
                                                 {KeySource::ThisRun, u"this_run"_s}};
    static const EnumNames<KeyHeader> keyHeaders{
        {KeyHeader::AuthorizationBearer, u"authorization_bearer"_s},
        {KeyHeader::ApiKey, u"api-key"_s}};
    static const FieldTable<HeaderField> header{
        field(u"name"_s, &HeaderField::name),
        field(u"value"_s, &HeaderField::value),
    };
    static const FieldTable<Endpoint> table{
        field(idMember, &Endpoint::id),
        field(u"name"_s, &Endpoint::name),
        field(baseUrlMember, &Endpoint::baseUrl),
        field(u"is_practice"_s, &Endpoint::isPractice),
        enumField(u"key_source"_s, &Endpoint::keySource, keySources),
        field(u"key_variable"_s, &Endpoint::keyVariable),
        enumField(u"key_header"_s, &Endpoint::keyHeader, keyHeaders),
        listField(u"headers"_s, &Endpoint::headers, header),
        field(u"requests_per_second"_s, &Endpoint::requestsPerSecond),
        objectField(u"quirks"_s, &Endpoint::quirks, quirksFields()),
        objectField(u"network"_s, &Endpoint::network, networkFields()),
        objectField(u"defaults"_s, &Endpoint::defaults, parametersFields()),
        field(u"default_model"_s, &Endpoint::defaultModel),
        field(u"embedding_model"_s, &Endpoint::embeddingModel),
    };
    return table;
}

Error notOfThatForm(const QString &detail)
{
    return {.kind = ErrorKind::File, .detail = detail, .type = u"json"_s};
}

Result<QVariantMap> parseObject(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return notOfThatForm(problem.errorString());
    return document.object().toVariantMap();
}

Result<Endpoint> importEndpoint(QVariantMap map)
{
    const Result<endpoint::BaseUrl> address =
        endpoint::parseBaseUrl(map.take(baseUrlMember).toString());
    if (!address)
        return address.error();
    Endpoint endpoint = endpoint::endpointFor(address->url);
    // A name-based id: the same file imported again replaces what it brought.
    const QUuid space(u"{5d2f0f4e-6d4f-4f6c-9a53-6a0b4f0f6c11}"_s);
    endpoint.id.value = QUuid::createUuidV5(space, address->url.toString());
    const QStringList wrong = readFields(endpointFields(), map, endpoint);
    if (!wrong.isEmpty())
        return Error{.kind = ErrorKind::File, .type = u"value"_s, .parameter = wrong.first()};
    return endpoint;
}

} // namespace

Result<DecodedEndpoints> decodeEndpoints(const QByteArray &json)
{
    const Result<QVariantMap> file = parseObject(json);
    if (!file)
        return file.error();
    const QVariant list = file->value(endpointsMember);
    if (list.isValid() && list.typeId() != QMetaType::QVariantList)
        return notOfThatForm(endpointsMember);

    DecodedEndpoints decoded;
    for (const QVariant &entry : list.toList()) {
        Endpoint endpoint;
        const QStringList wrong = readFields(endpointFields(), entry.toMap(), endpoint);
        for (const QString &member : wrong)
            decoded.wrongMembers.append(endpoint.name + u": "_s + member);
        // Without an id nothing can refer to it; without an address it is of no use.
        if (endpoint.id.isNull() || (endpoint.baseUrl.isEmpty() && !endpoint.isPractice))
            decoded.wrongMembers.append(endpoint.name);
        else
            decoded.endpoints.append(endpoint);
    }
    return decoded;
}

QByteArray encodeEndpoints(const QList<Endpoint> &endpoints, const QByteArray &previous)
{
    QVariantMap file = QJsonDocument::fromJson(previous).object().toVariantMap();
    QHash<QString, QVariantMap> before;
    for (const QVariant &entry : file.value(endpointsMember).toList()) {
        const QVariantMap map = entry.toMap();
        before.insert(map.value(idMember).toString(), map);
    }
    QVariantList list;
    for (const Endpoint &endpoint : endpoints) {
        QVariantMap map = before.value(toVariant(endpoint.id).toString());
        writeFields(endpointFields(), endpoint, map);
        list.append(map);
    }
    file.insert(endpointsMember, list);
    return QJsonDocument(QJsonObject::fromVariantMap(file)).toJson();
}

Result<QList<Endpoint>> importEndpoints(const QByteArray &json)
{
    const Result<QVariantMap> file = parseObject(json);
    if (!file)
        return file.error();
    const QVariantList entries =
        file->contains(baseUrlMember) ? QVariantList{*file} : file->value(endpointsMember).toList();
    if (entries.isEmpty())
        return notOfThatForm(endpointsMember);

    QList<Endpoint> endpoints;
    for (const QVariant &entry : entries) {
        const Result<Endpoint> endpoint = importEndpoint(entry.toMap());
        if (!endpoint)
            return endpoint.error();
        endpoints.append(*endpoint);
    }
    return endpoints;
}

} // namespace polylogue::app::settings
