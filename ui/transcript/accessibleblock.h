// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/accessibleconversation.h"
#include "ui/transcript/accessibletext.h"
#include "ui/transcript/transcriptview_p.h"

#include <QAccessibleInterface>

#include <map>

namespace polylogue::ui::transcript {

//! \brief Interfaces that are made when they are asked for and go with their owner.
template <typename Key> class AccessibleChildren
{
public:
    AccessibleChildren() = default;
    ~AccessibleChildren()
    {
        for (const auto &[key, id] : m_ids)
            QAccessible::deleteAccessibleInterface(id);
    }
    Q_DISABLE_COPY_MOVE(AccessibleChildren)

    //! \param make is called where there is none for \a key yet
    template <typename Make> QAccessibleInterface *get(const Key &key, Make &&make) const
    {
        const auto known = m_ids.find(key);
        if (known != m_ids.end())
            return QAccessible::accessibleInterface(known->second);
        QAccessibleInterface *made = make();
        m_ids.emplace(key, QAccessible::registerAccessibleInterface(made)); // Qt owns it
        return made;
    }
    //! \return the key of \a child; nullptr where it is none of these.
    const Key *keyOf(const QAccessibleInterface *child) const
    {
        for (const auto &[key, id] : m_ids) {
            if (QAccessible::accessibleInterface(id) == child)
                return &key;
        }
        return nullptr;
    }

private:
    mutable std::map<Key, QAccessible::Id> m_ids;
};

//! \brief Names a leaf of a message that is shown, which may go at any time.
struct AccessiblePlace
{
    const AccessibleConversation &list;
    app::conversation::MessageId message = {};
    LeafKey key = {};

    qsizetype row() const { return list.object() ? list.rowOf(message) : -1; }
    //! \return nullptr where the leaf is gone or shows no text.
    const TextContent *content() const;
    size_t leaf() const;
    LeafLayout &layout() const;
    //! \return where an area of the leaf stands on the screen; empty where it is not visible.
    QRect onScreen(const QRectF &area) const;
    QRect onScreen() const;
    bool isVisible() const;
    bool hasFocus() const; //!< the keyboard's
    QAccessibleInterface *messageInterface() const;
};

//! \brief A block of a message for screen readers: heading, paragraph, code; its links are
//! children.
class AccessibleBlock final : public QAccessibleInterface, public AccessibleText
{
public:
    explicit AccessibleBlock(const AccessiblePlace &place);

    bool isValid() const override { return m_place.content() != nullptr; }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return m_place.messageInterface(); }
    int childCount() const override { return static_cast<int>(links().size()); }
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override { return m_place.onScreen(); }
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    // QAccessibleTextInterface
    using AccessibleText::text;
    QRect characterRect(int offset) const override;
    int offsetAtPoint(const QPoint &point) const override;
    void scrollToSubstring(int start, int end) override;
    QString attributes(int offset, int *start, int *end) const override;

private:
    QString wholeText() const override;
    std::vector<int> links() const; // among the layout's targets

    AccessiblePlace m_place;
    AccessibleChildren<int> m_links;
};

//! \return an interface for a block: an AccessibleBlock or an AccessibleTable.
QAccessibleInterface *makeAccessibleBlock(const AccessiblePlace &place);

} // namespace polylogue::ui::transcript
