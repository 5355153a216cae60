// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/chatdelegate.h"

#include "ui/sidebar/chatlistmodel.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::sidebar {

namespace {

using RowKind = ChatListModel::RowKind;
using theme::Metrics::Unit;

constexpr int RowHeight = 36;
constexpr int Padding = 10;
constexpr int Indent = 2 * Unit; // of chats in a folder
constexpr int MarkSize = 16;
constexpr int ChevronSize = 14;
constexpr int BarWidth = 3;
constexpr int LongestTitle = 200;

RowKind kindOf(const QModelIndex &index)
{
    return index.data(ChatListModel::KindRole).value<RowKind>();
}

bool isIndented(const QModelIndex &index)
{
    return kindOf(index) == RowKind::Chat
        && !index.data(ChatListModel::FolderRole).value<FolderId>().isNull();
}

QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

void drawText(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
              const QString &text, Qt::Alignment alignment)
{
    painter.drawText(mirrored(option, rect),
                     static_cast<int>(QStyle::visualAlignment(option.direction, alignment))
                         | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace

ChatDelegate::ChatDelegate(theme::Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void ChatDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    switch (kindOf(index)) {
    case RowKind::Heading:
        paintHeading(*painter, option, index);
        break;
    case RowKind::Folder:
        paintFolder(*painter, option, index);
        break;
    case RowKind::Chat:
        paintChat(*painter, option, index);
        break;
    }
    painter->restore();
}

void ChatDelegate::paintBackground(QPainter &painter, const QStyleOptionViewItem &option,
                                   bool isSelected) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const QRectF box = QRectF(option.rect).adjusted(0, 1, 0, -1);
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus)
        && option.state.testFlag(QStyle::State_KeyboardFocusChange);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    if (isSelected || isHovered) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isSelected ? tokens.selection : tokens.surface2);
        painter.drawRoundedRect(box, theme::Metrics::RadiusControl, theme::Metrics::RadiusControl);
    }
    if (hasFocus) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme::Metrics::RadiusControl - 1,
                                theme::Metrics::RadiusControl - 1);
    }
}

void ChatDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    QFont font = m_theme.metadataFont();
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(m_theme.tokens().text2);
    drawText(painter, option, option.rect.adjusted(Unit, 0, -Unit, -Unit + 2),
             index.data().toString(), Qt::AlignLeft | Qt::AlignBottom);
}

void ChatDelegate::paintFolder(QPainter &painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    paintBackground(painter, option, false);
    QRect rest = option.rect.adjusted(Unit - 2, 0, -Padding, 0);
    const bool isCollapsed = index.data(ChatListModel::IsCollapsedRole).toBool();
    const QRect chevron(rest.left(), rest.center().y() - ChevronSize / 2 + 1, ChevronSize,
                        ChevronSize);
    const qreal ratio = painter.device()->devicePixelRatioF();
    painter.save();
    if (isCollapsed && option.direction == Qt::RightToLeft) {
        const QPointF centre = QRectF(mirrored(option, chevron)).center();
        painter.translate(centre);
        painter.scale(-1, 1);
        painter.translate(-centre);
    }
    painter.drawPixmap(mirrored(option, chevron),
                       m_theme.pixmap(isCollapsed ? u"chevron-right"_s : u"chevron-down"_s,
                                      ChevronSize, tokens.text2, ratio));
    painter.restore();
    rest.setLeft(chevron.right() + 5);
    const QRect icon(rest.left(), rest.center().y() - MarkSize / 2, MarkSize, MarkSize);
    painter.drawPixmap(mirrored(option, icon),
                       m_theme.pixmap(u"folder"_s, MarkSize, tokens.text2, ratio));
    rest.setLeft(icon.right() + 7);

    QFont font = m_theme.metadataFont();
    painter.setFont(font);
    painter.setPen(tokens.text2);
    const QString count = text::count(index.data(ChatListModel::CountRole).toInt());
    const int countWidth = painter.fontMetrics().horizontalAdvance(count) + 1;
    drawText(painter, option,
             QRect(rest.right() - countWidth + 1, rest.top(), countWidth, rest.height()), count,
             Qt::AlignRight | Qt::AlignVCenter);
    rest.setRight(rest.right() - countWidth - Unit);
    font.setBold(true);
    painter.setFont(font);
    drawText(painter, option, rest, index.data().toString(), Qt::AlignLeft | Qt::AlignVCenter);
}

void ChatDelegate::paintChat(QPainter &painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const auto entry = index.data(ChatListModel::EntryRole).value<ChatEntry>();
    paintBackground(painter, option, option.state.testFlag(QStyle::State_Selected));
    if (entry.id == m_openChat) {
        const QRect bar(option.rect.left(), option.rect.top() + Unit + 1, BarWidth,
                        option.rect.height() - 2 * Unit - 2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        painter.drawRoundedRect(mirrored(option, bar), 1.5, 1.5);
    }

    QRect rest = option.rect.adjusted(Padding + (isIndented(index) ? Indent : 0), 0, -Padding, 0);
    painter.setFont(m_theme.metadataFont());
    painter.setPen(tokens.text2);
    const QString time = index.data(ChatListModel::TimeRole).toString();
    const int timeWidth = painter.fontMetrics().horizontalAdvance(time);
    drawText(painter, option,
             QRect(rest.right() - timeWidth, rest.top(), timeWidth + 1, rest.height()), time,
             Qt::AlignRight | Qt::AlignVCenter);
    rest.setRight(rest.right() - timeWidth - (time.isEmpty() ? 0 : Unit));
    rest.setRight(rest.right() - paintMarks(painter, option, entry, rest));

    QFont font = m_theme.interfaceFont();
    font.setBold(entry.isUnread);
    painter.setFont(font);
    painter.setPen(tokens.text);
    drawText(painter, option, rest, index.data().toString(), Qt::AlignLeft | Qt::AlignVCenter);
}

int ChatDelegate::paintMarks(QPainter &painter, const QStyleOptionViewItem &option,
                             const ChatEntry &entry, QRect rest) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const int before = rest.width();
    const auto next = [&rest, &option] {
        const QRect mark(rest.right() - MarkSize + 1, rest.center().y() - MarkSize / 2, MarkSize,
                         MarkSize);
        rest.setRight(mark.left() - Unit / 2);
        return mirrored(option, mark);
    };
    const auto drawIcon = [&](const QString &name, const QColor &colour) {
        painter.drawPixmap(
            next(), m_theme.pixmap(name, MarkSize, colour, painter.device()->devicePixelRatioF()));
    };
    if (entry.isRunning) {
        const QRectF ring = QRectF(next()).adjusted(2.5, 2.5, -2.5, -2.5);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(tokens.line, 2));
        painter.drawEllipse(ring);
        painter.setPen(QPen(tokens.accent, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawArc(ring, (90 - m_spinnerAngle) * 16, -100 * 16);
    }
    if (entry.isUnread) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.accent);
        painter.drawEllipse(QRectF(next()).center(), 4, 4);
    }
    if (entry.hasFailed)
        drawIcon(u"error"_s, tokens.bad);
    if (entry.hasDraft)
        drawIcon(u"pencil"_s, tokens.text2);
    if (entry.isTemporary)
        drawIcon(u"temporary"_s, tokens.text2);
    if (entry.isPinned)
        drawIcon(u"pin"_s, tokens.text2);
    return before - rest.width();
}

QSize ChatDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const int text = QFontMetrics(m_theme.interfaceFont()).height();
    return {100, std::max(RowHeight, text + 2 * Unit)};
}

QWidget *ChatDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                    const QModelIndex &index) const
{
    auto *editor = new QLineEdit(parent);
    editor->setMaxLength(LongestTitle);
    editor->setAccessibleName(kindOf(index) == RowKind::Folder ? tr("Name of the folder")
                                                               : tr("Title of the conversation"));
    return editor;
}

void ChatDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                        const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(0, 1, 0, -1));
}

bool ChatDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                             const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return false;
    QString text;
    if (kindOf(index) == RowKind::Chat)
        text = index.data().toString().toHtmlEscaped() + "<br>"_L1
            + index.data(Qt::AccessibleDescriptionRole).toString().toHtmlEscaped();
    QToolTip::showText(event->globalPos(), text, view);
    return true;
}

} // namespace polylogue::ui::sidebar
