// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/cli/command.h"
#include "ui/cli/commandline.h"
#include "ui/cli/serverfinder.h"

namespace polylogue::ui::cli {

//! \brief polylogue models: what GET /models lists.
class ModelsCommand final : public Command
{
    Q_OBJECT

public:
    ModelsCommand(const CommandContext &context, const ModelsInvocation &invocation,
                  QObject *parent = nullptr);

    void start() override { m_finder.start(); }

private:
    void list();

    CommandContext m_context;
    bool m_isJson;
    ServerFinder m_finder;
};

} // namespace polylogue::ui::cli
