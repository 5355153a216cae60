// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/modeldelegate.h"

#include "ui/composer/capabilitymarks.h"
#include "ui/models/modellistmodel.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

using app::endpoint::ModelInfo;
using models::ModelListModel;

constexpr int Padding = theme::Metrics::Unit;
constexpr int CheckSize = 16;
constexpr qsizetype LongestName = 200;

QString labelOf(const QModelIndex &index)
{
    const QString id = text::oneLine(index.data(ModelListModel::IdRole).toString(), LongestName);
    return index.data(ModelListModel::IsTypedRole).toBool() ? ModelDelegate::tr("Use “%1”").arg(id)
                                                            : id;
}

QStringList marksOf(const QModelIndex &index)
{
    if (index.data(ModelListModel::IsEmbeddingRole).toBool())
        return {ModelDelegate::tr("embeddings")};
    return capabilityMarks(index.data(ModelListModel::InfoRole).value<ModelInfo>().capabilities);
}

} // namespace

ModelDelegate::ModelDelegate(theme::Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void ModelDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered =
        option.state.testFlag(QStyle::State_MouseOver) && index.flags().testFlag(Qt::ItemIsEnabled);
    if (isSelected || isHovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? tokens.selection : tokens.surface2);
        painter->drawRoundedRect(option.rect, theme::Metrics::RadiusMark,
                                 theme::Metrics::RadiusMark);
    }

    const auto mirrored = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    QRect rest = option.rect.adjusted(Padding, 0, -Padding, 0);
    const QString id = index.data(ModelListModel::IdRole).toString();
    if (!m_currentModel.isEmpty() && id == m_currentModel) {
        const QRect check(rest.left(), rest.center().y() - CheckSize / 2, CheckSize, CheckSize);
        painter->drawPixmap(mirrored(check),
                            m_theme.pixmap(u"check"_s, CheckSize, tokens.accent,
                                           painter->device()->devicePixelRatioF()));
    }
    rest.setLeft(rest.left() + CheckSize + Padding);

    const QStringList marks = marksOf(index);
    const int marksWidth = widthOfMarks(m_theme, marks);
    const QRect marksRect(rest.right() - marksWidth + 1, rest.top(), marksWidth, rest.height());
    paintMarks(*painter, m_theme, marks, mirrored(marksRect), option.direction);

    rest.setRight(rest.right() - marksWidth - Padding);
    const bool isEnabled = index.flags().testFlag(Qt::ItemIsEnabled);
    painter->setFont(option.font);
    painter->setPen(isEnabled ? tokens.text : tokens.text2);
    painter->drawText(mirrored(rest), Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(labelOf(index), Qt::ElideMiddle, rest.width()));
    painter->restore();
}

QSize ModelDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100, std::max(34, option.fontMetrics.height() + 12)};
}

bool ModelDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                              const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return false;
    const QVariant info = index.data(ModelListModel::InfoRole);
    QToolTip::showText(event->globalPos(),
                       info.isValid() ? modelToolTip(info.value<ModelInfo>()) : QString(), view);
    return true;
}

} // namespace polylogue::ui::composer
