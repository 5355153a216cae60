// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/probe/capability.h"

#include <QStyledItemDelegate>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::probe {

//! \brief Draws the sign of \a verdict into \a box: a tick, a cross, a question mark, a barred
//!        circle. It tells by its shape; the colour only helps.
void paintSign(QPainter &painter, const theme::Theme &theme, app::probe::Verdict verdict,
               const QRectF &box);

//! \brief A cell of ProbeModel: the sign and the word, and a mark where something changed.
class VerdictDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    //! \param theme outlives this
    VerdictDelegate(const theme::Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const theme::Theme &m_theme;
};

} // namespace polylogue::ui::probe
