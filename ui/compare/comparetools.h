// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatrecord.h"

#include <QWidget>

class QAction;
class QActionGroup;
class QHBoxLayout;
class QMenu;
class QToolButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::compare {

//! \brief What stands in the window's header while lanes are shown: the history rule, what can be
//!        done with all lanes, another lane.
//!
//! Actions that there is no room for stand in the menu behind the last button. Accessible names:
//! "History", "Add lane".
class CompareTools final : public QWidget
{
    Q_OBJECT

public:
    explicit CompareTools(theme::Theme &theme, QWidget *parent = nullptr);

    //! \brief Adds a button for \a action before *Add lane*, shown while the action is visible; it
    //!        outlives this. An action with a menu opens it.
    void addTool(QAction *action);
    //! \brief Adds \a action to the menu only.
    void addMenuEntry(QAction *action);
    void setHistoryRule(app::store::HistoryRule rule);
    void setMayAddLane(bool may);

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void historyRuleChosen(polylogue::app::store::HistoryRule rule);
    void addLaneRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void dress();
    void fit();

    struct Tool
    {
        QAction *action = nullptr;
        QToolButton *button = nullptr;
    };

    theme::Theme &m_theme;
    QHBoxLayout *m_row = nullptr;
    QToolButton *m_history = nullptr;
    QActionGroup *m_rules = nullptr;
    QToolButton *m_addLane = nullptr;
    QToolButton *m_more = nullptr;
    QMenu *m_menu = nullptr;
    QList<Tool> m_tools;
    QList<QAction *> m_entries;
};

} // namespace polylogue::ui::compare
