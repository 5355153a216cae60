// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/accessibleblock.h"

#include "ui/transcript/accessibletable.h"
#include "ui/transcript/wording.h"

#include <algorithm>

namespace polylogue::ui::transcript {

namespace {

using markdown::BlockKind;
using markdown::InlineFormat;

//! \brief A link within a block.
class AccessibleLink final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    AccessibleLink(const AccessiblePlace &place, int target)
        : m_place(place)
        , m_target(target)
    { }

    bool isValid() const override
    {
        return m_place.content() && link().command == Command::OpenLink && !link().areas.isEmpty();
    }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        const QAccessibleInterface *message = m_place.messageInterface();
        for (int index = 0; message && index < message->childCount(); ++index) {
            QAccessibleInterface *block = message->child(index);
            if (block && block->indexOfChild(this) >= 0)
                return block;
        }
        return nullptr;
    }
    int childCount() const override { return 0; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QString text(QAccessible::Text kind) const override
    {
        if (!m_place.content())
            return {};
        if (kind == QAccessible::Name)
            return link().label;
        return kind == QAccessible::Description ? link().link : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override
    {
        return m_place.content() ? m_place.onScreen(link().boundingRect()) : QRect();
    }
    QAccessible::Role role() const override { return QAccessible::Link; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        state.linked = true;
        state.focusable = true;
        state.offscreen = !m_place.isVisible();
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface
            ? static_cast<QAccessibleActionInterface *>(this)
            : nullptr;
    }

    // QAccessibleActionInterface
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &name) override
    {
        if (name == pressAction() && isValid())
            m_place.list.content().activate({m_place.row(), m_place.key, m_target});
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    Target link() const { return m_place.layout().targets().value(m_target); }

    AccessiblePlace m_place;
    int m_target;
};

} // namespace

const TextContent *AccessiblePlace::content() const
{
    if (row() < 0)
        return nullptr;
    const std::vector<Leaf> &leaves = list.content().column.built(row()).leaves();
    if (leaves.empty() || leaves.at(leaf()).key != key)
        return nullptr;
    return std::get_if<TextContent>(&leaves.at(leaf()).content);
}

size_t AccessiblePlace::leaf() const
{
    return list.content().column.item(row()).indexOf(key);
}

LeafLayout &AccessiblePlace::layout() const
{
    return list.content().column.layoutOf(row(), leaf());
}

QRect AccessiblePlace::onScreen(const QRectF &area) const
{
    for (const MessageColumn::Placed &placed : list.content().column.placed()) {
        if (placed.row != row() || placed.key != key)
            continue;
        const QRect local = area.translated(placed.area.topLeft()).toAlignedRect();
        return {list.view().viewport()->mapToGlobal(local.topLeft()), local.size()};
    }
    return {};
}

QRect AccessiblePlace::onScreen() const
{
    if (!content())
        return {};
    const Leaf &shown = list.content().column.item(row()).leaves().at(leaf());
    return onScreen(QRectF(0, 0, shown.width, shown.height));
}

bool AccessiblePlace::isVisible() const
{
    const std::vector<MessageColumn::Placed> &placed = list.content().column.placed();
    return std::any_of(placed.begin(), placed.end(), [this, at = row()](const auto &each) {
        return each.row == at && each.key == key;
    });
}

bool AccessiblePlace::hasFocus() const
{
    const auto &content = list.content();
    return list.view().hasFocus() && content.focusRow == row() && content.focusBlock == key;
}

QAccessibleInterface *AccessiblePlace::messageInterface() const
{
    return row() >= 0 ? list.child(static_cast<int>(row())) : nullptr;
}

QAccessibleInterface *makeAccessibleBlock(const AccessiblePlace &place)
{
    const TextContent *content = place.content();
    if (content && content->block.kind == BlockKind::Table)
        return new AccessibleTable(place);
    return new AccessibleBlock(place);
}

AccessibleBlock::AccessibleBlock(const AccessiblePlace &place)
    : m_place(place)
{ }

std::vector<int> AccessibleBlock::links() const
{
    std::vector<int> found;
    if (!isValid())
        return found;
    const QList<Target> targets = m_place.layout().targets();
    for (int index = 0; index < targets.size(); ++index) {
        if (targets.at(index).command == Command::OpenLink)
            found.push_back(index);
    }
    return found;
}

QAccessibleInterface *AccessibleBlock::child(int index) const
{
    const std::vector<int> all = links();
    if (index < 0 || index >= std::ssize(all))
        return nullptr;
    const int target = all.at(static_cast<size_t>(index));
    return m_links.get(target, [&] { return new AccessibleLink(m_place, target); });
}

int AccessibleBlock::indexOfChild(const QAccessibleInterface *child) const
{
    const int *target = m_links.keyOf(child);
    if (!target)
        return -1;
    const std::vector<int> all = links();
    const auto found = std::find(all.begin(), all.end(), *target);
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

QAccessibleInterface *AccessibleBlock::childAt(int x, int y) const
{
    for (int index = 0; index < childCount(); ++index) {
        if (child(index)->rect().contains(x, y))
            return child(index);
    }
    return nullptr;
}

QString AccessibleBlock::wholeText() const
{
    const TextContent *content = m_place.content();
    return content ? spokenText(*content) : QString();
}

QString AccessibleBlock::text(QAccessible::Text kind) const
{
    const TextContent *content = m_place.content();
    if (!content)
        return {};
    if (kind == QAccessible::Value)
        return wholeText();
    if (kind != QAccessible::Name)
        return {};
    if (content->block.kind == BlockKind::Code)
        return wording::codeName(content->block.language,
                                 content->block.content.text.count(u'\n') + 1);
    if (content->block.kind == BlockKind::Rule)
        return wording::ruleName();
    return content->block.kind == BlockKind::Heading ? wholeText() : QString();
}

QAccessible::Role AccessibleBlock::role() const
{
    const TextContent *content = m_place.content();
    if (content && content->block.kind == BlockKind::Heading)
        return QAccessible::Heading;
    if (content && content->block.kind == BlockKind::Rule)
        return QAccessible::Separator;
    return QAccessible::Paragraph;
}

QAccessible::State AccessibleBlock::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    state.readOnly = true;
    state.selectableText = true;
    state.multiLine = true;
    state.focusable = true;
    state.focused = m_place.hasFocus();
    state.offscreen = !m_place.isVisible();
    return state;
}

void *AccessibleBlock::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TextInterface ? static_cast<QAccessibleTextInterface *>(this)
                                              : nullptr;
}

QRect AccessibleBlock::characterRect(int offset) const
{
    return isValid() ? m_place.onScreen(m_place.layout().characterRect(offset)) : QRect();
}

int AccessibleBlock::offsetAtPoint(const QPoint &point) const
{
    if (!rect().contains(point))
        return -1;
    return m_place.layout().offsetAt(QPointF(point - rect().topLeft()));
}

void AccessibleBlock::scrollToSubstring(int start, int)
{
    if (isValid())
        m_place.list.content().showPosition({m_place.row(), m_place.key, start});
}

//! As IAccessible2 names them.
QString AccessibleBlock::attributes(int offset, int *start, int *end) const
{
    *start = 0;
    *end = characterCount();
    const TextContent *content = m_place.content();
    if (!content)
        return {};
    for (const markdown::InlineRun &run : content->block.content.runs) {
        if (offset < run.start) {
            *end = run.start;
            break;
        }
        if (offset >= run.start + run.length) {
            *start = run.start + run.length;
            continue;
        }
        *start = run.start;
        *end = run.start + run.length;
        QStringList attributes;
        if (run.formats.testFlag(InlineFormat::Strong))
            attributes += QStringLiteral("font-weight:bold");
        if (run.formats.testFlag(InlineFormat::Emphasis))
            attributes += QStringLiteral("font-style:italic");
        if (run.formats.testFlag(InlineFormat::Code))
            attributes += QStringLiteral("font-family:monospace");
        if (run.formats.testFlag(InlineFormat::Strike))
            attributes += QStringLiteral("text-line-through-style:solid");
        return attributes.join(u';');
    }
    return {};
}

} // namespace polylogue::ui::transcript
