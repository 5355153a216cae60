// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTimer>
#include <QWidget>

#include <chrono>

class QLabel;
class QPushButton;
class QToolButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::pane {

//! \brief One sentence that stays until it is not true any more, or until its time is over.
struct Notice
{
    QString text = {}; //!< plain
    QString action = {}; //!< what its button says; empty: no button
    bool isBad = false; //!< something is wrong, otherwise good to know
    bool isClosable = true;
    std::chrono::seconds duration = {}; //!< 0: until hidden

    bool operator==(const Notice &) const = default;
};

//! \brief A slim line above or below other things: a trouble of the store, an offer to undo.
//!
//! Takes room only while it shows something; is read aloud when it appears.
class NoticeBar final : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBar(theme::Theme &theme, QWidget *parent = nullptr);

    void showNotice(const Notice &notice);
    void dismiss();

Q_SIGNALS:
    void actionTriggered(); //!< the notice is gone by then
    void heightChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void applyTheme();
    void restartTimer();

    theme::Theme &m_theme;
    Notice m_notice;
    QTimer m_timer;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_action = nullptr;
    QToolButton *m_close = nullptr;
};

} // namespace polylogue::ui::pane
