// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/probecommand.h"

#include "app/probe/findingsjson.h"
#include "app/probe/proberun.h"
#include "ui/text/format.h"

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::base::Error;
using app::probe::Finding;
using app::probe::ProbeRun;

namespace {

constexpr qsizetype LongestWords = 300;

} // namespace

ProbeCommand::ProbeCommand(const CommandContext &context, const ModelsInvocation &invocation,
                           QObject *parent)
    : Command(parent)
    , m_context(context)
    , m_invocation(invocation)
    , m_finder(context, invocation.server, ServerFinder::Need::Chat, invocation.probedModel)
{
    connect(&m_finder, &ServerFinder::found, this, &ProbeCommand::ask);
    connect(&m_finder, &ServerFinder::failed, this,
            [this](int exitCode) { Q_EMIT finished(exitCode); });
}

ProbeCommand::~ProbeCommand() = default;

void ProbeCommand::ask()
{
    m_run = std::make_unique<ProbeRun>(m_context.client, m_finder.access(),
                                       QStringList{m_invocation.probedModel});
    connect(m_run.get(), &ProbeRun::found, this, &ProbeCommand::tell);
    connect(m_run.get(), &ProbeRun::finished, this, &ProbeCommand::end);
    connect(m_run.get(), &ProbeRun::failed, this, [this](const Error &error) {
        noteError(m_context.terminal, error, m_invocation.probedModel,
                  error.kind == app::base::ErrorKind::Unauthorized
                      ? missingKeyHint(m_finder.access())
                      : QString());
        Q_EMIT finished(Refused);
    });
}

void ProbeCommand::tell(const Finding &finding)
{
    m_findings.append(finding);
    if (m_invocation.isJson)
        return;
    const app::probe::Judgement &judgement = finding.judgement;
    QStringList fields{nameOf(finding.capability), nameOf(judgement.verdict),
                       nameOf(judgement.ground)};
    if (!judgement.words.isEmpty())
        fields.append(text::oneLine(judgement.words, LongestWords));
    m_context.terminal.write(fields.join(u'\t') + u'\n');
}

void ProbeCommand::end()
{
    if (m_invocation.isJson) {
        m_context.terminal.writeBytes(app::probe::encodeFindings(
            {.server = m_finder.access().endpoint.baseUrl, .findings = m_findings}));
    }
    Q_EMIT finished(m_context.terminal.isBroken() ? Refused : Answered);
}

} // namespace polylogue::ui::cli
