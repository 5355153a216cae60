// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/probe/finding.h"
#include "ui/cli/command.h"
#include "ui/cli/commandline.h"
#include "ui/cli/serverfinder.h"

#include <memory>

namespace polylogue::app::probe {
class ProbeRun;
}

namespace polylogue::ui::cli {

//! \brief polylogue models --probe M: what a model can do, found out by asking it. Nothing is kept.
class ProbeCommand final : public Command
{
    Q_OBJECT

public:
    ProbeCommand(const CommandContext &context, const ModelsInvocation &invocation,
                 QObject *parent = nullptr);
    ~ProbeCommand() override;

    void start() override { m_finder.start(); }

private:
    void ask();
    void tell(const app::probe::Finding &finding);
    void end();

    CommandContext m_context;
    ModelsInvocation m_invocation;
    ServerFinder m_finder;
    std::unique_ptr<app::probe::ProbeRun> m_run;
    QList<app::probe::Finding> m_findings;
};

} // namespace polylogue::ui::cli
