// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

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

namespace polylogue::ui::shell {

//! \brief The line at the top: the list's switch, title, model, system prompt, parameters, menu.
class HeaderBar final : public QWidget
{
    Q_OBJECT

public:
    //! \param menu what the menu button opens; not owned
    HeaderBar(theme::Theme &theme, QMenu *menu, QWidget *parent = nullptr);

    //! \brief Whether the list of chats is shown; without it a new chat is begun here.
    void setSidebarShown(bool shown);
    void setInspectorShown(bool shown);
    void setTitle(const QString &title); //!< foreign text: shown plain, cut to fit
    //! \brief \a tools, which are made with this as parent, stand where one chat's choices do;
    //! nullptr:
    //!        these are back.
    void showTools(QWidget *tools);
    composer::ModelPicker &modelPicker() { return *m_modelPicker; }
    composer::SystemPromptEditor &systemPrompt() { return *m_systemPrompt; }
    composer::ParametersEditor &parameters() { return *m_parameters; }

Q_SIGNALS:
    void newChatRequested();
    void sidebarToggled();
    void inspectorToggled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyTheme();

    theme::Theme &m_theme;
    QToolButton *m_sidebar = nullptr;
    QToolButton *m_newChat = nullptr;
    QLabel *m_title = nullptr;
    composer::ModelPicker *m_modelPicker = nullptr;
    composer::SystemPromptEditor *m_systemPrompt = nullptr;
    composer::ParametersEditor *m_parameters = nullptr;
    QToolButton *m_inspector = nullptr;
    QToolButton *m_menuButton = nullptr;
    QWidget *m_tools = nullptr; // of another place than a chat's
};

} // namespace polylogue::ui::shell
