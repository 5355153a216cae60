// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/gridrecord.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QTabBar;

namespace polylogue::ui::grid {

//! \brief One or more prompts with their system prompts, as templates over a table's columns.
class PromptTabs final : public QWidget
{
    Q_OBJECT

public:
    explicit PromptTabs(QWidget *parent = nullptr);

    //! \brief The columns that can be named; what is written stays. A prompt that is empty gets the
    //!        first column that has text.
    void setColumns(const QStringList &columns);
    //! \brief Those that are not empty.
    QList<app::store::GridPrompt> prompts() const;
    //! \return variables that are no columns, of all prompts.
    QStringList unknownVariables() const;

Q_SIGNALS:
    void changed();

private:
    void showCurrent();
    void takeCurrent();
    void addPrompt();
    void removePrompt();
    void insertColumn(const QString &column);
    void showColumns();

    QList<app::store::GridPrompt> m_prompts;
    QStringList m_columns;
    bool m_isShowing = false;
    QTabBar *m_tabs = nullptr; // these are children
    QPlainTextEdit *m_text = nullptr;
    QPlainTextEdit *m_system = nullptr;
    QWidget *m_chips = nullptr;
    QPlainTextEdit *m_lastUsed = nullptr; // where columns are inserted
};

} // namespace polylogue::ui::grid
