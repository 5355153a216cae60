// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/jsoncodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

base::Error notOfThatForm(const QJsonParseError &problem)
{
    return {.kind = base::ErrorKind::File, .detail = problem.errorString(), .type = u"json"_s};
}

QByteArray toText(const QJsonDocument &document)
{
    QByteArray json = document.toJson(QJsonDocument::Compact);
    // Qt's parser takes a byte order mark that begins a string for no part of it; SQLite's text has
    // no noncharacters.
    json.replace("\xef\xbb\xbf", "\\ufeff");
    json.replace("\xef\xbf\xbe", "\\ufffe");
    return json.replace("\xef\xbf\xbf", "\\uffff");
}

} // namespace

QByteArray encodeObject(const QVariantMap &map)
{
    return toText(QJsonDocument(QJsonObject::fromVariantMap(map)));
}

QByteArray encodeArray(const QVariantList &list)
{
    return toText(QJsonDocument(QJsonArray::fromVariantList(list)));
}

base::Result<QVariantMap> decodeObject(const QByteArray &json)
{
    if (json == "{}")
        return QVariantMap{}; // most rows have no details
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return notOfThatForm(problem);
    return document.object().toVariantMap();
}

base::Result<QVariantList> decodeArray(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (!document.isArray())
        return notOfThatForm(problem);
    return document.array().toVariantList();
}

} // namespace polylogue::app::store
