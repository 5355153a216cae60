// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"

#include <QList>
#include <QWidget>

class QBoxLayout;

namespace polylogue::ui::composer {

//! \brief Messages that wait until the running answer ends, the next one at the top; hidden while
//! there is none.
class QueueRow final : public QWidget
{
    Q_OBJECT

public:
    explicit QueueRow(QWidget *parent = nullptr);

    void setDrafts(const QList<app::attachments::Draft> &drafts);
    const QList<app::attachments::Draft> &drafts() const { return m_drafts; }
    //! \return the buttons in reading order, for the order of tabs.
    QList<QWidget *> buttons() const;

Q_SIGNALS:
    void sendNowRequested(qsizetype index);
    void editRequested(qsizetype index);
    void removeRequested(qsizetype index);

private:
    void addRow(qsizetype index);

    QList<app::attachments::Draft> m_drafts;
    QList<QWidget *> m_rows; // children, one a draft
    QBoxLayout *m_column;
};

} // namespace polylogue::ui::composer
