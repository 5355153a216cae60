// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/probe/verdictdelegate.h"

#include "ui/probe/probemodel.h"
#include "ui/theme/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace polylogue::ui::probe {

using app::probe::Finding;
using app::probe::Verdict;

namespace {

constexpr int Padding = theme::Metrics::Unit;
constexpr int SignSize = 14;
constexpr double Stroke = 1.8;

QColor colorOf(const theme::Tokens &tokens, Verdict verdict)
{
    switch (verdict) {
    case Verdict::Yes:
        return tokens.accent;
    case Verdict::No:
        return tokens.bad;
    case Verdict::Unsure:
        return tokens.text2;
    case Verdict::Refused:
        return tokens.warn;
    }
    return tokens.text;
}

} // namespace

void paintSign(QPainter &painter, const theme::Theme &theme, Verdict verdict, const QRectF &box)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(
        QPen(colorOf(theme.tokens(), verdict), Stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const auto at = [&box](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    switch (verdict) {
    case Verdict::Yes:
        painter.drawPolyline(QPolygonF{at(0.12, 0.55), at(0.4, 0.82), at(0.9, 0.2)});
        break;
    case Verdict::No:
        painter.drawLine(at(0.18, 0.18), at(0.82, 0.82));
        painter.drawLine(at(0.82, 0.18), at(0.18, 0.82));
        break;
    case Verdict::Unsure: {
        QFont font = theme.interfaceFont();
        font.setBold(true);
        painter.setFont(font);
        painter.drawText(box, Qt::AlignCenter, u"?"_s);
        break;
    }
    case Verdict::Refused:
        painter.drawEllipse(box.adjusted(1, 1, -1, -1));
        painter.drawLine(at(0.28, 0.5), at(0.72, 0.5));
        break;
    }
    painter.restore();
}

VerdictDelegate::VerdictDelegate(const theme::Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void VerdictDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    painter->save();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(option.rect, isSelected ? tokens.selection : tokens.surface);
    painter->setPen(tokens.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    const auto mirrored = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    QRect rest = option.rect.adjusted(Padding, 0, -Padding, 0);
    const QVariant value = index.data(ProbeModel::FindingRole);
    painter->setPen(value.isValid() ? tokens.text : tokens.text2);
    if (value.isValid()) {
        const QRect sign(rest.left(), rest.center().y() - SignSize / 2 + 1, SignSize, SignSize);
        paintSign(*painter, m_theme, value.value<Finding>().judgement.verdict, mirrored(sign));
        rest.setLeft(rest.left() + SignSize + Padding - 2);
    }
    QFont font = option.font;
    font.setBold(index.data(ProbeModel::ChangedRole).toBool());
    painter->setFont(font);
    QString words = index.data(Qt::DisplayRole).toString();
    if (font.bold()) // with the boldness, so that it is also a word
        words = VerdictDelegate::tr("%1, changed").arg(words);
    else if (value.isValid() && value.value<Finding>().source == Finding::Source::User)
        words = VerdictDelegate::tr("%1, by you").arg(words);
    painter->drawText(mirrored(rest), Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(words, Qt::ElideRight, rest.width()));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens.accent, 2));
        painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

QSize VerdictDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {150, std::max(theme::Metrics::TargetMinimum + 4, option.fontMetrics.height() + 10)};
}

} // namespace polylogue::ui::probe
