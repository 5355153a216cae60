// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::compare {

//! \brief A lane's letter in its colour.
class LaneBadge final : public QWidget
{
    Q_OBJECT

public:
    explicit LaneBadge(theme::Theme &theme, QWidget *parent = nullptr);

    void setPosition(qsizetype position); //!< 0 is A

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    theme::Theme &m_theme;
    qsizetype m_position = 0;
};

} // namespace polylogue::ui::compare
