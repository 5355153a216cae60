// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/toolresultcodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

void collectValues(const QJsonValue &value, const QString &name, std::vector<NamedValue> &values)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            collectValues(member.value(),
                          name.isEmpty() ? member.key() : name + u'.' + member.key(), values);
    } else if (value.isArray()) {
        for (const QJsonValue &item : value.toArray())
            collectValues(item, name, values);
    } else if (value.isDouble()) {
        values.push_back({.name = name,
                          .text = QString::number(value.toDouble(), 'g', 15),
                          .number = value.toDouble()});
    } else {
        values.push_back({.name = name,
                          .text = value.isBool() ? (value.toBool() ? u"true"_s : u"false"_s)
                                                 : value.toString(u"nothing"_s)});
    }
}

} // namespace

std::vector<NamedValue> decodeToolResult(const QString &text)
{
    QJsonParseError problem;
    // In a list, so that a bare value is JSON for Qt too.
    const QJsonDocument document = QJsonDocument::fromJson('[' + text.toUtf8() + ']', &problem);
    const QJsonArray list = document.array();
    std::vector<NamedValue> values;
    if (problem.error == QJsonParseError::NoError && list.size() == 1)
        collectValues(list[0], {}, values);
    else
        values.push_back({.text = text.trimmed()});
    return values;
}

} // namespace polylogue::app::practice
