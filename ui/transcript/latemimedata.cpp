// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/latemimedata.h"

#include <QStringList>

namespace polylogue::ui::transcript {

void LateMimeData::offer(const QString &mimeType, std::function<QString()> make)
{
    m_makers.insert_or_assign(mimeType, std::move(make));
}

QStringList LateMimeData::formats() const
{
    QStringList formats;
    for (const auto &[mimeType, make] : m_makers)
        formats += mimeType;
    return formats;
}

bool LateMimeData::hasFormat(const QString &mimeType) const
{
    return m_makers.contains(mimeType);
}

QVariant LateMimeData::retrieveData(const QString &mimeType, QMetaType type) const
{
    const auto found = m_makers.find(mimeType);
    if (found == m_makers.end())
        return {};
    const QString text = found->second();
    return type == QMetaType(QMetaType::QString) ? QVariant(text) : QVariant(text.toUtf8());
}

} // namespace polylogue::ui::transcript
