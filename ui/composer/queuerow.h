// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "ui/composer/cardlist.h"

namespace polylogue::ui::composer {

//! \brief Messages that wait until the running answer ends, the next one at the top.
class QueueRow final : public CardList
{
    Q_OBJECT

public:
    explicit QueueRow(QWidget *parent = nullptr);

    void setDrafts(const QList<app::attachments::Draft> &drafts);
    const QList<app::attachments::Draft> &drafts() const { return m_drafts; }

Q_SIGNALS:
    void sendNowRequested(qsizetype index);
    void editRequested(qsizetype index);
    void removeRequested(qsizetype index);

private:
    QList<app::attachments::Draft> m_drafts;
};

} // namespace polylogue::ui::composer
