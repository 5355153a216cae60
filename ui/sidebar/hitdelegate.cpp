// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/hitdelegate.h"

#include "ui/sidebar/hitlistmodel.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::sidebar {

namespace {

using app::store::SearchHit;
using theme::Metrics::Unit;

constexpr int Padding = 10;
constexpr int SnippetLines = 2;
constexpr int FirstMatchAt = 30; // characters before the first match, at most
constexpr int Gap = 2; // between lines

QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

// Draws text elided at one end of a line; returns its width.
int drawLine(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
             const QString &text, Qt::Alignment alignment)
{
    const QString elided = painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
    painter.drawText(mirrored(option, rect),
                     static_cast<int>(QStyle::visualAlignment(option.direction, alignment))
                         | Qt::TextSingleLine,
                     elided);
    return painter.fontMetrics().horizontalAdvance(elided);
}

} // namespace

ShownSnippet shownSnippet(const SearchHit &hit)
{
    const int firstMatch = hit.marks.isEmpty() ? 0 : hit.marks.first().first;
    if (firstMatch <= FirstMatchAt)
        return {.text = hit.snippet, .marks = hit.marks};
    int cut = firstMatch - FirstMatchAt / 2;
    while (cut < firstMatch && !hit.snippet.at(cut - 1).isSpace())
        ++cut;
    ShownSnippet shown{.text = u"…"_s + hit.snippet.sliced(cut)};
    for (const auto &[first, length] : hit.marks)
        shown.marks.append({first - cut + 1, length});
    return shown;
}

HitDelegate::HitDelegate(theme::Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void HitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const auto hit = index.data(HitListModel::HitRole).value<SearchHit>();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? tokens.selection : tokens.surface2);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1),
                                 theme::Metrics::RadiusControl, theme::Metrics::RadiusControl);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)
        && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(tokens.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 2, -1, -2),
                                 theme::Metrics::RadiusControl - 1,
                                 theme::Metrics::RadiusControl - 1);
    }

    const QFontMetrics title(m_theme.interfaceFont());
    const QFontMetrics small(m_theme.metadataFont());
    const QRect inner = option.rect.adjusted(Padding, Unit, -Padding, -Unit);
    QRect line(inner.left(), inner.top(), inner.width(), title.height());
    painter->setFont(m_theme.metadataFont());
    painter->setPen(tokens.text2);
    const int timeWidth =
        drawLine(*painter, option, line, index.data(HitListModel::TimeRole).toString(),
                 Qt::AlignRight | Qt::AlignVCenter);
    painter->setFont(m_theme.interfaceFont());
    painter->setPen(tokens.text);
    drawLine(*painter, option, line.adjusted(0, 0, -timeWidth - Unit, 0), index.data().toString(),
             Qt::AlignLeft | Qt::AlignVCenter);
    if (!hit.message.isNull()) {
        line = QRect(inner.left(), line.bottom() + 1 + Gap, inner.width(),
                     SnippetLines * small.lineSpacing());
        paintSnippet(*painter, option, line, hit);
        line = QRect(inner.left(), line.bottom() + 1 + Gap, inner.width(), small.height());
        paintWriter(*painter, option, line, hit);
    }
    painter->restore();
}

void HitDelegate::paintSnippet(QPainter &painter, const QStyleOptionViewItem &option,
                               const QRect &rect, const SearchHit &hit) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const ShownSnippet snippet = shownSnippet(hit);
    QTextLayout layout(snippet.text, m_theme.metadataFont(), painter.device());
    QList<QTextLayout::FormatRange> formats;
    for (const auto &[first, length] : snippet.marks) {
        QTextCharFormat format;
        format.setFontWeight(QFont::Bold);
        format.setForeground(tokens.text);
        formats.append({first, length, format});
    }
    layout.setFormats(formats);
    QTextOption how;
    how.setTextDirection(snippet.text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    how.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(how);
    layout.beginLayout();
    double y = 0;
    for (int i = 0; i < SnippetLines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(rect.width());
        line.setPosition({0, y});
        y += line.height();
    }
    layout.endLayout();
    painter.setPen(tokens.text2);
    layout.draw(&painter, mirrored(option, rect).topLeft());
}

void HitDelegate::paintWriter(QPainter &painter, const QStyleOptionViewItem &option,
                              const QRect &rect, const SearchHit &hit) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    painter.setFont(m_theme.metadataFont());
    painter.setPen(tokens.text2);
    QRect rest = rect;
    if (!hit.isOnBranch) {
        const QString badge = otherVersion();
        const int width = painter.fontMetrics().horizontalAdvance(badge) + Unit;
        const QRect box(rest.right() - width + 1, rest.top(), width, rest.height());
        painter.setPen(QPen(tokens.border, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(mirrored(option, box)).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter.setPen(tokens.text2);
        drawLine(painter, option, box, badge, Qt::AlignCenter);
        rest.setRight(box.left() - Unit);
    }
    drawLine(painter, option, rest, writerOf(hit), Qt::AlignLeft | Qt::AlignVCenter);
}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QFontMetrics title(m_theme.interfaceFont());
    const QFontMetrics small(m_theme.metadataFont());
    int height = 2 * Unit + title.height();
    if (!index.data(HitListModel::HitRole).value<SearchHit>().message.isNull())
        height += SnippetLines * small.lineSpacing() + small.height() + 2 * Gap;
    return {100, std::max(height, theme::Metrics::TargetComfortable)};
}

} // namespace polylogue::ui::sidebar
