// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

//! \brief "Too long for this model": asks before anything is left out. Hidden until it is shown.
class ContextChoice final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit ContextChoice(theme::Theme &theme, QWidget *parent = nullptr);

    //! \brief Shows itself with \a facts ("≈ 9,000 of 8,192 tokens") and takes the focus.
    void ask(const QString &facts);

    bool hasHeightForWidth() const override { return true; }

Q_SIGNALS:
    void leaveOutOldestChosen();
    void sendAnywayChosen();
    void cancelled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QPushButton *addButton(const QString &name, const QString &label,
                           void (ContextChoice::*chosen)());

    theme::Theme &m_theme;
    QLabel *m_words;
    QPushButton *m_first;
};

} // namespace polylogue::ui::composer
