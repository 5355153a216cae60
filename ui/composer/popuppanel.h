// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>

namespace polylogue::ui::composer {

//! \brief A panel that opens under a button and closes by Esc or a click elsewhere.
class PopupPanel : public QFrame
{
    Q_OBJECT

public:
    //! \param opener the button; gets the focus back
    explicit PopupPanel(QWidget *opener);

    //! \brief Opens under the button, or above it, wherever the screen has room.
    void open();

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *m_opener;
};

} // namespace polylogue::ui::composer
