// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/learnedcodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

QByteArray encodeLearnedDrops(const QList<LearnedDrop> &drops)
{
    QJsonArray list;
    for (const LearnedDrop &drop : drops) {
        list.append(QJsonObject{
            {"endpoint"_L1, drop.endpoint.value.toString(QUuid::WithoutBraces)},
            {"model"_L1, drop.model},
            {"field"_L1, drop.field},
            {"server_words"_L1, drop.serverWords},
            {"learned_at"_L1, drop.learnedAt.toUTC().toString(Qt::ISODateWithMs)},
        });
    }
    return QJsonDocument(list).toJson();
}

QList<LearnedDrop> decodeLearnedDrops(const QByteArray &json)
{
    QList<LearnedDrop> drops;
    const QJsonArray list = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &entry : list) {
        const LearnedDrop drop{.endpoint = {QUuid(entry["endpoint"_L1].toString())},
                               .model = entry["model"_L1].toString(),
                               .field = entry["field"_L1].toString(),
                               .serverWords = entry["server_words"_L1].toString(),
                               .learnedAt = QDateTime::fromString(entry["learned_at"_L1].toString(),
                                                                  Qt::ISODateWithMs)};
        if (!drop.endpoint.isNull() && !drop.field.isEmpty() && drop.learnedAt.isValid())
            drops.append(drop);
    }
    return drops;
}

} // namespace polylogue::app::net
