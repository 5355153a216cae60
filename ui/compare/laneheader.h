// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/parameters.h"
#include "app/session/lanerequests.h"

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace polylogue::ui::composer {
class ModelPicker;
class ParametersEditor;
class SystemPromptEditor;
} // namespace polylogue::ui::composer
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::compare {

class LaneBadge;

//! \brief The line above a lane: its letter, its model, how files go to it, in what it differs.
class LaneHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit LaneHeader(theme::Theme &theme, QWidget *parent = nullptr);

    void setPosition(qsizetype position);
    void setDifferences(const QList<app::session::LaneDifference> &differences);
    //! \brief "native PDF", "12 page images"; empty where no file goes.
    void setRung(const QString &rung, const QString &hint);
    //! \brief The model is not named until it is said again.
    void setAnonymous(bool anonymous);

    composer::ModelPicker &modelPicker() { return *m_modelPicker; }
    composer::SystemPromptEditor &systemPrompt() { return *m_systemPrompt; }
    composer::ParametersEditor &parameters() { return *m_parameters; }
    QMenu &menu() { return *m_menu; }
    void openParameters();
    void openSystemPrompt();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void dress();
    void openAtMenu(QToolButton *editor);

    theme::Theme &m_theme;
    LaneBadge *m_badge = nullptr;
    composer::ModelPicker *m_modelPicker = nullptr;
    QLabel *m_name = nullptr; // while the model is not named
    QLabel *m_rung = nullptr;
    QLabel *m_differences = nullptr;
    QMenu *m_menu = nullptr;
    QToolButton *m_menuButton = nullptr;
    composer::SystemPromptEditor *m_systemPrompt = nullptr; // opened from the menu only
    composer::ParametersEditor *m_parameters = nullptr;
    qsizetype m_position = 0;
};

} // namespace polylogue::ui::compare
