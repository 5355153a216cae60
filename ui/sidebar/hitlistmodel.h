// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/search.h"

#include <QAbstractListModel>
#include <QDate>

namespace polylogue::ui::sidebar {

//! \brief What a search found, best first.
class HitListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        HitRole = Qt::UserRole, //!< app::store::SearchHit
        TimeRole, //!< QString: short
    };

    using QAbstractListModel::QAbstractListModel;

    //! \param today the user's own day
    void setHits(const QList<app::store::SearchHit> &hits, const QDate &today);
    void removeChat(const app::conversation::ConversationId &chat);
    const QList<app::store::SearchHit> &hits() const { return m_hits; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<app::store::SearchHit> m_hits;
    QDate m_today;
};

//! \return who wrote what was found: "You", the model's name; nothing for a title.
QString writerOf(const app::store::SearchHit &hit);
//! \return the badge of a hit that is on a version that is not shown now.
QString otherVersion();

} // namespace polylogue::ui::sidebar
