// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

namespace polylogue::ui::cli {

//! \brief Ctrl+C and the wish to end (SIGINT, SIGTERM) as a signal; while it lives a closed pipe is
//!        an error of writing, not the end of the program (SIGPIPE).
//!
//! At most one at a time. The second Ctrl+C ends the program at once, as without it.
class Interrupt final : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

Q_SIGNALS:
    void raised();
};

} // namespace polylogue::ui::cli
