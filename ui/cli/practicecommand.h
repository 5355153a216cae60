// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/practiceserver.h"
#include "ui/cli/command.h"
#include "ui/cli/commandline.h"

namespace polylogue::ui::cli {

//! \brief polylogue practice: the practice endpoint until Ctrl+C, which is its regular end.
class PracticeCommand final : public Command
{
    Q_OBJECT

public:
    PracticeCommand(Terminal &terminal, const PracticeInvocation &invocation,
                    QObject *parent = nullptr);

    void start() override;
    void interrupt() override { Q_EMIT finished(Answered); }

private:
    Terminal &m_terminal;
    PracticeInvocation m_invocation;
    app::practice::PracticeServer m_server;
};

} // namespace polylogue::ui::cli
