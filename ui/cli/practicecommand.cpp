// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/practicecommand.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

PracticeCommand::PracticeCommand(Terminal &terminal, const PracticeInvocation &invocation,
                                 QObject *parent)
    : Command(parent)
    , m_terminal(terminal)
    , m_invocation(invocation)
{ }

void PracticeCommand::start()
{
    if (const auto listening = m_server.listen(m_invocation.port, m_invocation.key); !listening) {
        m_terminal.note(u"polylogue: "_s
                        + tr("Cannot listen on port %1: %2")
                              .arg(QString::number(m_invocation.port), listening.error().detail));
        Q_EMIT finished(Refused);
        return;
    }
    m_terminal.write(tr("Base URL: %1").arg(m_server.baseUrl().toString()) + u'\n');
    m_terminal.write(tr("API key:  %1").arg(m_server.key()) + u'\n');
    m_terminal.note(tr("The practice endpoint answers by rules; it is no language model. Ctrl+C "
                       "ends it."));
}

} // namespace polylogue::ui::cli
