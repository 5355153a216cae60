// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/findingtable.h"

#include <algorithm>

namespace polylogue::app::probe {

using endpoint::Capabilities;
using Source = Finding::Source;

namespace {

//! \return not set where the verdict says neither.
std::optional<bool> abilityOf(const std::optional<Finding> &finding)
{
    if (!finding || finding->judgement.verdict == Verdict::Unsure)
        return {};
    return finding->judgement.verdict == Verdict::Yes;
}

} // namespace

void FindingTable::add(const Finding &finding)
{
    QList<Finding> &list = m_findings[finding.model][finding.capability];
    list.removeIf([&finding](const Finding &known) {
        // Only probes have a history.
        return known.source == finding.source
            && (finding.source != Source::Probe || known.at == finding.at);
    });
    const auto place = std::ranges::find_if(
        list, [&finding](const Finding &known) { return known.at < finding.at; });
    list.insert(place, finding);
}

void FindingTable::remove(const QString &model, Capability capability, Source source)
{
    const auto found = m_findings.find(model);
    if (found == m_findings.end())
        return;
    QList<Finding> &list = (*found)[capability];
    list.removeIf([source](const Finding &known) { return known.source == source; });
    if (list.isEmpty())
        found->remove(capability);
    if (found->isEmpty())
        m_findings.erase(found);
}

QStringList FindingTable::models() const
{
    QStringList models = m_findings.keys();
    models.sort();
    return models;
}

std::optional<Finding> FindingTable::at(const QString &model, Capability capability) const
{
    const QList<Finding> list = m_findings.value(model).value(capability);
    const auto entered = std::ranges::find(list, Source::User, &Finding::source);
    if (entered != list.end())
        return *entered;
    return list.isEmpty() ? std::nullopt : std::optional(list.first());
}

std::optional<Finding> FindingTable::before(const QString &model, Capability capability) const
{
    const QList<Finding> list = m_findings.value(model).value(capability);
    const auto counting = at(model, capability);
    for (const Finding &finding : list) {
        if (finding.source == Source::Probe && counting && finding != *counting)
            return finding;
    }
    return {};
}

bool FindingTable::hasChanged(const QString &model, Capability capability) const
{
    const auto now = at(model, capability);
    const auto then = before(model, capability);
    return now && then
        && (now->judgement.verdict != then->judgement.verdict
            || (now->judgement.ground == Ground::Measured
                && now->judgement.words != then->judgement.words));
}

Capabilities FindingTable::capabilities(const QString &model, const Capabilities &listed) const
{
    bool isFound = false;
    bool isEntered = false;
    const auto ability = [&](Capability capability) {
        const auto finding = at(model, capability);
        const auto able = abilityOf(finding);
        isFound = isFound || able.has_value();
        isEntered = isEntered || (able && finding->source == Source::User);
        return able;
    };
    const auto answers = ability(Capability::Answers);
    const auto images = ability(Capability::Images);
    const auto documents = ability(Capability::PdfText);
    const auto scans = ability(Capability::PdfScan);
    const auto tools = ability(Capability::Tools);
    const auto reasoning = ability(Capability::Reasoning);
    const auto jsonSchema = ability(Capability::JsonSchema);
    const auto embeddings = ability(Capability::Embeddings);
    if (!isFound)
        return listed;

    Capabilities all = listed;
    if (listed.source == Capabilities::Source::Name) {
        all = {.chat = listed.chat,
               .embeddings = listed.embeddings,
               .contextLength = listed.contextLength};
    }
    all.source = isEntered ? Capabilities::Source::User : Capabilities::Source::Probe;
    all.images = images ? images : all.images;
    all.documents = documents ? documents : all.documents;
    all.scans = scans ? scans : all.scans;
    all.tools = tools ? tools : all.tools;
    all.jsonSchema = jsonSchema ? jsonSchema : all.jsonSchema;
    all.embeddings = embeddings ? embeddings : all.embeddings;
    // Whoever does not show what he thinks may think all the same.
    if (reasoning.value_or(false))
        all.reasoning = true;
    // A chat that was refused is an embedding model's where it is one; else it may pass.
    if (answers && (*answers || embeddings.value_or(false)))
        all.chat = answers;
    return all;
}

} // namespace polylogue::app::probe
