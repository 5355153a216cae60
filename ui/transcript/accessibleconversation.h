// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transcript/transcriptview.h"

#include <QAccessibleWidget>
#include <QHash>

namespace polylogue::ui::transcript {

//! \brief Tells the accessibility framework how to describe a TranscriptView; once is enough.
void installAccessibleConversation();

//! \brief The view as a list of messages. Items are made when they are asked for and keep their
//!        identity as long as their message is shown.
class AccessibleConversation final : public QAccessibleWidget
{
public:
    explicit AccessibleConversation(TranscriptView *view);
    ~AccessibleConversation() override;

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;
    QString text(QAccessible::Text kind) const override;
    QAccessible::State state() const override;

    TranscriptView::Private &content() const;
    TranscriptView &view() const;
    qsizetype rowOf(const app::conversation::MessageId &id) const;

private:
    mutable QHash<app::conversation::MessageId, QAccessible::Id> m_items;
};

} // namespace polylogue::ui::transcript
