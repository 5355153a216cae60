// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/search.h"

#include <QStyledItemDelegate>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::sidebar {

//! \brief Rows of HitListModel: title and time, what was found with its matches bold, who wrote it.
class HitDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    //! \param theme outlives this
    HitDelegate(theme::Theme &theme, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintSnippet(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
                      const app::store::SearchHit &hit) const;
    void paintWriter(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
                     const app::store::SearchHit &hit) const;

    theme::Theme &m_theme;
};

//! \brief A snippet as a row of few characters shows it: its first match is near the beginning.
struct ShownSnippet
{
    QString text = {};
    QList<std::pair<int, int>> marks = {}; //!< first and length in \a text
};
ShownSnippet shownSnippet(const app::store::SearchHit &hit);

} // namespace polylogue::ui::sidebar
