// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/composer/popuppanel.h"

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

struct ContextMeterValue;

//! \brief What the tokens of the next request are made of, line by line.
class ContextBreakdown final : public PopupPanel
{
    Q_OBJECT

public:
    //! \param theme outlives this
    ContextBreakdown(theme::Theme &theme, QWidget *opener);

    void setValue(const ContextMeterValue &value);

private:
    void addSpent(theme::Theme &theme, QVBoxLayout *column);
    void setSpent(const ContextMeterValue &value);
    QLabel *addRow(QGridLayout *grid, const QString &label);

    QLabel *m_systemPrompt;
    QLabel *m_messages;
    QLabel *m_attachments;
    QLabel *m_draft;
    QLabel *m_total;
    QLabel *m_limit;
    QLabel *m_cost;
    QLabel *m_note;
    QLabel *m_spentTitle;
    QLabel *m_spentOn; // the chat and days, a line each
    QLabel *m_spent;
};

} // namespace polylogue::ui::composer
