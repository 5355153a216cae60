// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStyledItemDelegate>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::shell {

//! \brief Draws the rows of PaletteModel: what was typed in accent, the detail at the far end.
class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit PaletteDelegate(theme::Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void drawText(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                  const QModelIndex &index) const;

    theme::Theme &m_theme;
};

} // namespace polylogue::ui::shell
