// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/hitlistmodel.h"

#include "ui/sidebar/chatgroup.h"
#include "ui/text/format.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::sidebar {

namespace {

using app::conversation::Role;
using app::store::SearchHit;

constexpr qsizetype LongestName = 200;

QString describe(const SearchHit &hit, const QString &time)
{
    QStringList words;
    for (const QString &part : {hit.message.isNull() ? HitListModel::tr("Title") : hit.snippet,
                                writerOf(hit), time, hit.isOnBranch ? QString() : otherVersion()}) {
        if (!part.isEmpty())
            words << part;
    }
    return words.join(u", "_s);
}

} // namespace

QString writerOf(const SearchHit &hit)
{
    if (hit.message.isNull())
        return {};
    switch (hit.role) {
    case Role::User:
        return HitListModel::tr("You");
    case Role::System:
        return HitListModel::tr("System prompt");
    case Role::Tool:
        return HitListModel::tr("Tool");
    case Role::Assistant:
        break;
    }
    return hit.model.isEmpty() ? HitListModel::tr("Model") : text::oneLine(hit.model, LongestName);
}

QString otherVersion()
{
    return HitListModel::tr("other version");
}

void HitListModel::setHits(const QList<SearchHit> &hits, const QDate &today)
{
    beginResetModel();
    m_hits = hits;
    m_today = today;
    endResetModel();
}

void HitListModel::removeChat(const app::conversation::ConversationId &chat)
{
    for (qsizetype row = m_hits.size() - 1; row >= 0; --row) {
        if (m_hits.at(row).chat != chat)
            continue;
        beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
        m_hits.removeAt(row);
        endRemoveRows();
    }
}

int HitListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QVariant HitListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SearchHit &hit = m_hits.at(index.row());
    const QString time = shortTime(hit.at, m_today);
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(hit.title);
    case HitRole:
        return QVariant::fromValue(hit);
    case TimeRole:
        return time;
    case Qt::AccessibleDescriptionRole:
        return describe(hit, time);
    default:
        return {};
    }
}

} // namespace polylogue::ui::sidebar
