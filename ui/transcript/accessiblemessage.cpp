// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/accessiblemessage.h"

#include "ui/transcript/wording.h"

#include <algorithm>

namespace polylogue::ui::transcript {

AccessibleMessage::AccessibleMessage(const AccessibleConversation &list,
                                     const app::conversation::MessageId &id)
    : m_list(list)
    , m_id(id)
{ }

qsizetype AccessibleMessage::row() const
{
    return m_list.rowOf(m_id);
}

bool AccessibleMessage::isValid() const
{
    return m_list.object() && row() >= 0;
}

QAccessibleInterface *AccessibleMessage::parent() const
{
    return QAccessible::queryAccessibleInterface(m_list.object());
}

std::vector<AccessibleMessage::BlockKey> AccessibleMessage::blockKeys() const
{
    std::vector<BlockKey> keys;
    if (!isValid())
        return keys;
    for (const Leaf &leaf : m_list.content().column.built(row()).leaves()) {
        if (const auto *text = std::get_if<TextContent>(&leaf.content))
            keys.emplace_back(leaf.key, text->block.kind == markdown::BlockKind::Table);
    }
    return keys;
}

QAccessibleInterface *AccessibleMessage::child(int index) const
{
    const std::vector<BlockKey> keys = blockKeys();
    if (index < 0 || index >= std::ssize(keys))
        return nullptr;
    const BlockKey &key = keys.at(static_cast<size_t>(index));
    return m_blocks.get(key, [&] { return makeAccessibleBlock({m_list, m_id, key.first}); });
}

int AccessibleMessage::indexOfChild(const QAccessibleInterface *child) const
{
    const BlockKey *key = m_blocks.keyOf(child);
    const std::vector<BlockKey> keys = blockKeys();
    const auto found = key ? std::find(keys.begin(), keys.end(), *key) : keys.end();
    return found == keys.end() ? -1 : static_cast<int>(found - keys.begin());
}

QAccessibleInterface *AccessibleMessage::childAt(int x, int y) const
{
    for (int index = 0; index < childCount(); ++index) {
        if (child(index)->rect().contains(x, y))
            return child(index);
    }
    return nullptr;
}

QString AccessibleMessage::text(QAccessible::Text kind) const
{
    if (!isValid())
        return {};
    const MessageColumn &column = m_list.content().column;
    const app::conversation::Message &message = column.message(row());
    switch (kind) {
    case QAccessible::Name:
        return wording::spokenSpeaker(message, column.hidesModels()) + QStringLiteral(", ")
            + wording::time(message.createdAt);
    case QAccessible::Description:
        return wording::place(row() + 1, m_list.childCount());
    case QAccessible::Value:
        return wholeText();
    default:
        return {};
    }
}

std::vector<AccessibleMessage::Part> AccessibleMessage::parts() const
{
    std::vector<Part> parts;
    if (!isValid())
        return parts;
    int start = 0;
    const std::vector<Leaf> &leaves = m_list.content().column.built(row()).leaves();
    for (size_t leaf = 0; leaf < leaves.size(); ++leaf) {
        const QString spoken = spokenText(leaves.at(leaf).content);
        if (spoken.isEmpty() || leaves.at(leaf).key.section == Section::Header)
            continue;
        parts.push_back({leaf, start, spoken});
        start += static_cast<int>(spoken.size()) + 1;
    }
    return parts;
}

QString AccessibleMessage::wholeText() const
{
    QStringList texts;
    for (const Part &part : parts())
        texts += part.text;
    return texts.join(u'\n');
}

QRect AccessibleMessage::rect() const
{
    if (!isValid())
        return {};
    const MessageColumn &column = m_list.content().column;
    const QPointF corner(column.columnLeft(), column.rowTop(row()));
    const QSizeF size(column.columnWidth(), m_list.content().column.item(row()).height());
    const QRect area = QRectF(corner, size).toRect();
    return {m_list.view().viewport()->mapToGlobal(area.topLeft()), area.size()};
}

QAccessible::State AccessibleMessage::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const TranscriptView::Private &content = m_list.content();
    state.readOnly = true;
    state.focusable = true;
    state.selectableText = true;
    state.multiLine = true;
    state.focused = m_list.view().hasFocus() && content.focusRow == row();
    state.busy = app::conversation::isRunning(content.column.message(row()));
    const std::vector<MessageColumn::Placed> &placed = content.column.placed();
    state.offscreen = std::none_of(placed.begin(), placed.end(),
                                   [this](const auto &each) { return each.row == row(); });
    return state;
}

void *AccessibleMessage::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface *>(this);
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

QRect AccessibleMessage::characterRect(int offset) const
{
    MessageColumn &column = m_list.content().column;
    for (const Part &part : parts()) {
        if (offset > part.start + part.text.size())
            continue;
        for (const MessageColumn::Placed &placed : column.placed()) {
            if (placed.row != row() || placed.leaf != part.leaf)
                continue;
            const QRectF area = column.layoutOf(placed.row, placed.leaf)
                                    .characterRect(offset - part.start)
                                    .translated(placed.area.topLeft());
            return {m_list.view().viewport()->mapToGlobal(area.topLeft().toPoint()),
                    area.size().toSize()};
        }
        break;
    }
    return rect();
}

int AccessibleMessage::offsetAtPoint(const QPoint &point) const
{
    const QPoint local = m_list.view().viewport()->mapFromGlobal(point);
    const TextPosition position = m_list.content().positionAt(local);
    if (position.row != row())
        return -1;
    const size_t leaf = m_list.content().column.item(row()).indexOf(position.key);
    for (const Part &part : parts()) {
        if (part.leaf == leaf)
            return part.start + position.offset;
    }
    return -1;
}

void AccessibleMessage::scrollToSubstring(int, int)
{
    if (!isValid())
        return;
    TranscriptView::Private &content = m_list.content();
    content.focusRow = row();
    content.moveToTurn(0);
}

QString AccessibleMessage::attributes(int offset, int *start, int *end) const
{
    for (const Part &part : parts()) {
        *start = part.start;
        *end = part.start + static_cast<int>(part.text.size());
        if (offset <= *end)
            break;
    }
    return {};
}

std::vector<TranscriptView::Private::TargetPlace> AccessibleMessage::actionPlaces() const
{
    std::vector<TranscriptView::Private::TargetPlace> places;
    if (!isValid())
        return places;
    MessageColumn &column = m_list.content().column;
    const qsizetype at = row();
    for (size_t leaf = 0; leaf < column.built(at).leaves().size(); ++leaf) {
        const LeafKey key = column.item(at).leaves().at(leaf).key;
        const bool hasActions = key.section == Section::Footer || key.section == Section::Error
            || key.section == Section::State || key.section == Section::ReasoningFold;
        if (!hasActions)
            continue;
        const qsizetype count = column.layoutOf(at, leaf).targets().size();
        for (int target = 0; target < count; ++target)
            places.push_back({at, key, target});
    }
    return places;
}

QStringList AccessibleMessage::actionNames() const
{
    QStringList names;
    for (const auto &place : actionPlaces())
        names += m_list.content().targetOf(place).label;
    return names;
}

QString AccessibleMessage::localizedActionDescription(const QString &name) const
{
    for (const auto &place : actionPlaces()) {
        const Target target = m_list.content().targetOf(place);
        if (target.label == name)
            return m_list.content().hintOf(target);
    }
    return {};
}

void AccessibleMessage::doAction(const QString &name)
{
    for (const auto &place : actionPlaces()) {
        if (m_list.content().targetOf(place).label == name) {
            m_list.content().activate(place);
            return;
        }
    }
}

} // namespace polylogue::ui::transcript
