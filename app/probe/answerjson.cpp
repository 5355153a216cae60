// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/answerjson.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace polylogue::app::probe {

std::optional<QVariantMap> jsonMembers(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.trimmed().toUtf8());
    if (!document.isObject())
        return {};
    return document.object().toVariantMap();
}

} // namespace polylogue::app::probe
