// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/accessibleconversation.h"

#include "ui/transcript/accessiblemessage.h"
#include "ui/transcript/announcer.h"
#include "ui/transcript/wording.h"

namespace polylogue::ui::transcript {

namespace {

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    if (auto *view = qobject_cast<TranscriptView *>(object))
        return new AccessibleConversation(view); // owned by Qt's cache
    if (auto *announcer = qobject_cast<Announcer *>(object))
        return new QAccessibleWidget(announcer, QAccessible::Notification);
    return nullptr;
}

} // namespace

void installAccessibleConversation()
{
    QAccessible::installFactory(makeInterface); // the same one twice is taken once
}

AccessibleConversation::AccessibleConversation(TranscriptView *view)
    : QAccessibleWidget(view, QAccessible::List)
{ }

AccessibleConversation::~AccessibleConversation()
{
    for (const QAccessible::Id id : std::as_const(m_items))
        QAccessible::deleteAccessibleInterface(id);
}

TranscriptView &AccessibleConversation::view() const
{
    return *qobject_cast<TranscriptView *>(object());
}

TranscriptView::Private &AccessibleConversation::content() const
{
    return *view().d;
}

qsizetype AccessibleConversation::rowOf(const app::conversation::MessageId &id) const
{
    const auto &conversation = content().conversation;
    return conversation ? conversation->rowOf(id) : -1;
}

int AccessibleConversation::childCount() const
{
    return static_cast<int>(content().column.count());
}

QAccessibleInterface *AccessibleConversation::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const app::conversation::MessageId id = content().column.message(index).id;
    const auto known = m_items.constFind(id);
    if (known != m_items.cend())
        return QAccessible::accessibleInterface(*known);
    QAccessibleInterface *item = new AccessibleMessage(*this, id);
    m_items.insert(id, QAccessible::registerAccessibleInterface(item)); // Qt owns it from here
    return item;
}

int AccessibleConversation::indexOfChild(const QAccessibleInterface *child) const
{
    for (auto item = m_items.cbegin(); item != m_items.cend(); ++item) {
        if (QAccessible::accessibleInterface(item.value()) == child)
            return static_cast<int>(rowOf(item.key()));
    }
    return -1;
}

QAccessibleInterface *AccessibleConversation::childAt(int x, int y) const
{
    const QPoint local = view().viewport()->mapFromGlobal(QPoint(x, y));
    if (!view().viewport()->rect().contains(local))
        return nullptr;
    return child(static_cast<int>(content().hitAt(local).row));
}

QAccessibleInterface *AccessibleConversation::focusChild() const
{
    return view().hasFocus() ? child(static_cast<int>(content().focusRow)) : nullptr;
}

QString AccessibleConversation::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Name && view().accessibleName().isEmpty())
        return wording::conversationName();
    return QAccessibleWidget::text(kind);
}

QAccessible::State AccessibleConversation::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    return state;
}

} // namespace polylogue::ui::transcript
