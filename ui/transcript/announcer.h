// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QElapsedTimer>
#include <QLabel>
#include <QStringList>
#include <QTimer>

namespace polylogue::ui::transcript {

//! \brief Has a screen reader say what happens elsewhere than in the focus.
//!
//! A label outside of what can be seen, of the role Notification: each new text is an event of its
//! own. Texts come at least 400 ms apart; of several that wait only the last is said.
class Announcer final : public QLabel
{
    Q_OBJECT

public:
    explicit Announcer(QWidget *parent);

    void announce(const QString &text);

private:
    void say();

    QString m_next;
    QElapsedTimer m_sinceLast;
    QTimer m_timer;
};

} // namespace polylogue::ui::transcript
