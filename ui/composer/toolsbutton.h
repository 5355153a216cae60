// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QPushButton>
#include <QString>
#include <QStringList>

class QLabel;
class QVBoxLayout;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

class PopupPanel;

//! \brief A tool that a chat may offer to its model.
struct OfferedTool
{
    QString name = {};
    QString description = {}; //!< foreign text
    QString server = {}; //!< whose it is; empty: the user's own
    bool isChosen = false;

    bool operator==(const OfferedTool &) const = default;
};

//! \brief Says how many tools the model may call; a click opens their list. Accessible name
//!        "Tools".
class ToolsButton final : public QPushButton
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit ToolsButton(theme::Theme &theme, QWidget *parent = nullptr);

    void setTools(const QList<OfferedTool> &tools);
    void setCompact(bool compact); //!< the icon and the number alone

Q_SIGNALS:
    void chosen(const QStringList &names); //!< all that are ticked
    void managementRequested();

private:
    void makePanel();
    void fill();
    void refresh();

    theme::Theme &m_theme;
    QList<OfferedTool> m_tools;
    bool m_isCompact = false;
    PopupPanel *m_panel = nullptr; // it and what is in it: made when it is first opened
    QWidget *m_list = nullptr;
    QVBoxLayout *m_rows = nullptr; // of m_list
    QLabel *m_hint = nullptr;
};

} // namespace polylogue::ui::composer
