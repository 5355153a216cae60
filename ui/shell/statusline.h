// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSet>
#include <QString>
#include <QWidget>

class QLabel;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::shell {

//! \brief The line at the bottom: which server, what it is doing, how often who was called.
class StatusLine final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(theme::Theme &theme, QWidget *parent = nullptr);

    void setEndpoint(const QString &name);
    void setActivity(const QString &activity); //!< "Waiting for the first token, 7 s"; may be empty
    void countCall(const QString &host);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showCounts();

    theme::Theme &m_theme;
    QLabel *m_endpoint = nullptr;
    QLabel *m_activity = nullptr;
    QLabel *m_counts = nullptr;
    int m_calls = 0;
    QSet<QString> m_hosts;
};

} // namespace polylogue::ui::shell
