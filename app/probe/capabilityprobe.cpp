// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/capabilityprobe.h"

#include "app/net/learneddrops.h"
#include "app/net/refusedparts.h"
#include "app/probe/proberun.h"
#include "app/store/chatstore.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

using base::Error;
using base::Result;
using Source = Finding::Source;

namespace {

QString nameOf(Source source)
{
    switch (source) {
    case Source::Probe:
        return u"probe"_s;
    case Source::User:
        return u"user"_s;
    case Source::File:
        return u"file"_s;
    }
    return {};
}

Source sourceNamed(const QString &name)
{
    return name == "user"_L1 ? Source::User : name == "file"_L1 ? Source::File : Source::Probe;
}

//! What a server that refuses \a capability must not be sent; empty for what no chat sends unasked.
QString fieldOf(Capability capability)
{
    switch (capability) {
    case Capability::Images:
        return net::imageField;
    case Capability::PdfText:
        return net::fileField;
    case Capability::Temperature:
        return u"temperature"_s;
    case Capability::MaxTokens:
        return u"max_tokens"_s;
    case Capability::MaxCompletionTokens:
        return u"max_completion_tokens"_s;
    case Capability::Seed:
        return u"seed"_s;
    case Capability::Stop:
        return u"stop"_s;
    default:
        return {};
    }
}

std::optional<Finding> findingOf(const store::FindingRecord &record)
{
    const auto capability = capabilityNamed(record.capability);
    const auto verdict = verdictNamed(record.verdict);
    if (!capability || !verdict)
        return {}; // of a newer version
    return Finding{.key = record.key,
                   .model = record.model,
                   .capability = *capability,
                   .judgement = {.verdict = *verdict,
                                 .ground = groundNamed(record.ground).value_or(Ground::None),
                                 .words = record.words},
                   .source = sourceNamed(record.source),
                   .at = record.at};
}

store::FindingRecord recordOf(const Finding &finding, const endpoint::EndpointId &endpoint)
{
    store::FindingRecord record{.endpoint = endpoint,
                                .model = finding.model,
                                .capability = nameOf(finding.capability),
                                .source = nameOf(finding.source),
                                .verdict = nameOf(finding.judgement.verdict),
                                .ground = nameOf(finding.judgement.ground),
                                .words = finding.judgement.words,
                                .at = finding.at};
    for (const Exchange &exchange : finding.exchanges) {
        record.exchanges.append({.at = exchange.at,
                                 .path = exchange.path,
                                 .request = exchange.request,
                                 .answer = exchange.answer,
                                 .httpStatus = exchange.httpStatus,
                                 .milliseconds = exchange.took.count()});
    }
    return record;
}

QList<Exchange> exchangesOf(const QList<store::ExchangeRecord> &records)
{
    QList<Exchange> exchanges;
    for (const store::ExchangeRecord &record : records) {
        exchanges.append({.at = record.at,
                          .path = record.path,
                          .request = record.request,
                          .answer = record.answer,
                          .httpStatus = record.httpStatus,
                          .took = std::chrono::milliseconds(record.milliseconds)});
    }
    return exchanges;
}

} // namespace

CapabilityProbe::CapabilityProbe(net::HttpClient &client, store::ChatStore &store,
                                 net::LearnedDrops &learned, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_store(store)
    , m_learned(learned)
{
    connect(&m_store, &store::ChatStore::replaced, this, &CapabilityProbe::load);
}

CapabilityProbe::~CapabilityProbe() = default;

void CapabilityProbe::use(const endpoint::EndpointId &endpoint)
{
    if (endpoint == m_endpoint)
        return;
    if (m_run)
        m_run->cancel();
    m_endpoint = endpoint;
    load();
}

void CapabilityProbe::load()
{
    m_findings = {};
    m_loading = std::make_unique<QObject>();
    if (m_endpoint.isNull())
        return Q_EMIT changed({});
    m_store.loadFindings(m_endpoint, m_loading.get(),
                         [this](const Result<QList<store::FindingRecord>> &records) {
                             // What was found meanwhile stays.
                             for (const store::FindingRecord &record : records.value_or({})) {
                                 if (const auto finding = findingOf(record))
                                     m_findings.add(*finding);
                             }
                             Q_EMIT changed({});
                         });
}

void CapabilityProbe::start(const net::EndpointAccess &access, const QStringList &models)
{
    if (m_run)
        return;
    use(access.endpoint.id);
    m_error.reset();
    m_progress = {};
    m_run = std::make_unique<ProbeRun>(m_client, access, models);
    connect(m_run.get(), &ProbeRun::found, this, &CapabilityProbe::take);
    connect(m_run.get(), &ProbeRun::asking, this,
            [this](const QString &model, Capability capability) {
                m_progress.model = model;
                m_progress.capability = capability;
                Q_EMIT progressed();
            });
    connect(m_run.get(), &ProbeRun::progressed, this, [this](int done, int total) {
        m_progress.done = done;
        m_progress.total = total;
        Q_EMIT progressed();
    });
    connect(m_run.get(), &ProbeRun::finished, this, [this] { endRun({}); });
    connect(m_run.get(), &ProbeRun::failed, this, [this](const Error &error) { endRun(error); });
    Q_EMIT progressed();
}

void CapabilityProbe::cancel()
{
    if (m_run)
        m_run->cancel();
}

void CapabilityProbe::endRun(const std::optional<Error> &error)
{
    m_run.release()->deleteLater(); // it is the one that tells
    if (error && error->kind != base::ErrorKind::Cancelled)
        m_error = error;
    Q_EMIT progressed();
}

void CapabilityProbe::take(const Finding &finding)
{
    m_findings.add(finding);
    save(finding);
    teach(finding);
    Q_EMIT changed(finding.model);
}

void CapabilityProbe::save(const Finding &finding)
{
    m_store.write({store::SaveFinding{recordOf(finding, m_endpoint)}});
}

void CapabilityProbe::teach(const Finding &finding)
{
    const QString field = fieldOf(finding.capability);
    if (field.isEmpty())
        return;
    const Verdict verdict = finding.judgement.verdict;
    const bool isRefused =
        verdict == Verdict::Refused || (verdict == Verdict::No && finding.source == Source::User);
    if (verdict == Verdict::Yes) {
        m_learned.forget(m_endpoint, finding.model, field);
    } else if (isRefused) {
        m_learned.learn({.endpoint = m_endpoint,
                         .model = finding.model,
                         .field = field,
                         .serverWords = finding.judgement.words,
                         .learnedAt = finding.at});
    }
}

void CapabilityProbe::correct(const QString &model, Capability capability,
                              std::optional<Verdict> verdict)
{
    if (!verdict) {
        m_findings.remove(model, capability, Source::User);
        m_store.write({store::RemoveFindings{.endpoint = m_endpoint,
                                             .model = model,
                                             .capability = nameOf(capability),
                                             .source = nameOf(Source::User)}});
        if (const auto counting = m_findings.at(model, capability))
            teach(*counting);
        Q_EMIT changed(model);
        return;
    }
    take({.model = model,
          .capability = capability,
          .judgement = {.verdict = *verdict},
          .source = Source::User,
          .at = QDateTime::currentDateTimeUtc()});
}

int CapabilityProbe::import(const QList<Finding> &findings)
{
    int news = 0;
    for (const Finding &finding : findings) {
        const auto known = m_findings.at(finding.model, finding.capability);
        if (known && (known->source == Source::User || known->at >= finding.at))
            continue;
        news += !known || known->judgement != finding.judgement ? 1 : 0;
        m_findings.add(finding);
        save(finding);
        teach(finding);
    }
    Q_EMIT changed({});
    return news;
}

void CapabilityProbe::loadExchanges(const Finding &finding, QObject *context,
                                    const ExchangesLoaded &done)
{
    if (!finding.exchanges.isEmpty() || finding.key == 0)
        return done(finding.exchanges);
    m_store.loadExchanges(finding.key, context,
                          [done](const Result<QList<store::ExchangeRecord>> &records) {
                              done(exchangesOf(records.value_or({})));
                          });
}

} // namespace polylogue::app::probe
