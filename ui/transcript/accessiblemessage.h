// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/accessibleblock.h"
#include "ui/transcript/accessibleconversation.h"
#include "ui/transcript/accessibletext.h"
#include "ui/transcript/leaflayout.h"
#include "ui/transcript/transcriptview_p.h"

#include <QAccessible>

namespace polylogue::ui::transcript {

//! \brief One message for screen readers: who, when, its text, and what can be done with it.
class AccessibleMessage final : public QAccessibleInterface,
                                public AccessibleText,
                                public QAccessibleActionInterface
{
public:
    AccessibleMessage(const AccessibleConversation &list, const app::conversation::MessageId &id);

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override;
    int childCount() const override { return static_cast<int>(blockKeys().size()); }
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override;
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    // QAccessibleTextInterface
    using AccessibleText::text;
    QRect characterRect(int offset) const override;
    int offsetAtPoint(const QPoint &point) const override;
    void scrollToSubstring(int start, int end) override;
    QString attributes(int offset, int *start, int *end) const override;

    // QAccessibleActionInterface
    QStringList actionNames() const override;
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    QString localizedActionName(const QString &name) const override { return name; }
    QString localizedActionDescription(const QString &name) const override;

private:
    //! \brief A leaf with the place of its text in the message's.
    struct Part
    {
        size_t leaf = 0;
        int start = 0;
        QString text = {};
    };

    qsizetype row() const;
    std::vector<Part> parts() const;
    QString wholeText() const override;
    std::vector<TranscriptView::Private::TargetPlace> actionPlaces() const;
    //! \brief A block, and whether it is a table: what comes in may turn out to be one.
    using BlockKey = std::pair<LeafKey, bool>;
    std::vector<BlockKey> blockKeys() const;

    const AccessibleConversation &m_list;
    app::conversation::MessageId m_id;
    AccessibleChildren<BlockKey> m_blocks;
};

} // namespace polylogue::ui::transcript
