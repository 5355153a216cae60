// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QButtonGroup;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::sidebar {

//! What of the program is shown beside the list.
enum class Place { Chat, Compare };

//! \brief Chooses the place, one button each. Accessible names: "Chat", "Compare".
class PlaceSwitch final : public QWidget
{
    Q_OBJECT

public:
    explicit PlaceSwitch(theme::Theme &theme, QWidget *parent = nullptr);

    void setPlace(Place place);

Q_SIGNALS:
    void chosen(polylogue::ui::sidebar::Place place); //!< by the user, also the one that is shown

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    theme::Theme &m_theme;
    QButtonGroup *m_buttons = nullptr;
};

} // namespace polylogue::ui::sidebar
