// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStyledItemDelegate>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

//! \brief Rows of ModelListModel: id, marks at the right, a check mark before the current one.
class ModelDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    //! \param theme outlives this
    ModelDelegate(theme::Theme &theme, QObject *parent);

    void setCurrentModel(const QString &id) { m_currentModel = id; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    theme::Theme &m_theme;
    QString m_currentModel;
};

} // namespace polylogue::ui::composer
