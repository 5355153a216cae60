// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/palettedelegate.h"

#include "ui/shell/palettemodel.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace polylogue::ui::shell {

namespace {

constexpr int Padding = theme::Metrics::Unit;
constexpr int RowRoom = 12; // above and below a row's text, together

} // namespace

PaletteDelegate::PaletteDelegate(theme::Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const auto mirrored = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    QRect rest = option.rect.adjusted(Padding, 0, -Padding, 0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(PaletteModel::IsHeadingRole).toBool()) {
        painter->setFont(m_theme.metadataFont());
        painter->setPen(tokens.text2);
        painter->drawText(mirrored(rest), Qt::AlignVCenter | Qt::AlignLeading,
                          index.data().toString());
        painter->restore();
        return;
    }
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? tokens.selection : tokens.surface2);
        painter->drawRoundedRect(option.rect, theme::Metrics::RadiusMark,
                                 theme::Metrics::RadiusMark);
    }
    const QString detail = index.data(PaletteModel::DetailRole).toString();
    if (!detail.isEmpty()) {
        painter->setFont(m_theme.metadataFont());
        painter->setPen(tokens.text2);
        const QFontMetrics metrics(m_theme.metadataFont());
        const QString shown = metrics.elidedText(detail, Qt::ElideRight, rest.width() / 3);
        painter->drawText(mirrored(rest), Qt::AlignVCenter | Qt::AlignTrailing, shown);
        rest.setRight(rest.right() - metrics.horizontalAdvance(shown) - 2 * Padding);
    }
    drawText(*painter, mirrored(rest), option, index);
    painter->restore();
}

void PaletteDelegate::drawText(QPainter &painter, const QRect &rect,
                               const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString whole = index.data().toString();
    const QString shown = option.fontMetrics.elidedText(whole, Qt::ElideRight, rect.width());
    QTextLayout layout(shown, option.font);
    QList<QTextLayout::FormatRange> found;
    const auto matched = index.data(PaletteModel::MatchRole).value<QList<qsizetype>>();
    for (const qsizetype position : matched) {
        if (position >= shown.size() || shown.at(position) != whole.at(position))
            break; // elided
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(position);
        range.length = 1;
        range.format.setForeground(m_theme.tokens().accent);
        range.format.setFontUnderline(true); // colour is not the only sign
        found.append(range);
    }
    QTextOption textOption(Qt::AlignLeading | Qt::AlignVCenter);
    textOption.setTextDirection(option.direction);
    textOption.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(textOption);
    layout.setFormats(found);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rect.width());
    layout.endLayout();
    painter.setPen(m_theme.tokens().text);
    layout.draw(&painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2));
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100,
            std::max(theme::Metrics::TargetComfortable, option.fontMetrics.height() + RowRoom)};
}

} // namespace polylogue::ui::shell
