// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/findingsjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

namespace {

constexpr auto form = "polylogue-capabilities"_L1;
constexpr int version = 1;
constexpr qsizetype longestModel = 500; // characters
constexpr qsizetype longestWords = 4000;
constexpr qsizetype mostFindings = 100'000;

QLatin1StringView sourceName(Finding::Source source)
{
    switch (source) {
    case Finding::Source::Probe:
        return "probe"_L1;
    case Finding::Source::User:
        return "user"_L1;
    case Finding::Source::File:
        return "file"_L1;
    }
    return {};
}

std::optional<Finding> findingOf(const QJsonObject &object)
{
    const auto capability = capabilityNamed(object["capability"_L1].toString());
    const auto verdict = verdictNamed(object["verdict"_L1].toString());
    const QString model = object["model"_L1].toString();
    const QDateTime at = QDateTime::fromString(object["at"_L1].toString(), Qt::ISODateWithMs);
    if (!capability || !verdict || model.isEmpty() || model.size() > longestModel || !at.isValid())
        return {};
    return Finding{
        .model = model,
        .capability = *capability,
        .judgement = {.verdict = *verdict,
                      .ground = groundNamed(object["reason"_L1].toString()).value_or(Ground::None),
                      .words = object["words"_L1].toString().left(longestWords)},
        .source = Finding::Source::File,
        // A date to come would stand before all that is found out here.
        .at = std::min(at.toUTC(), QDateTime::currentDateTimeUtc())};
}

} // namespace

QByteArray encodeFindings(const SharedFindings &shared)
{
    QJsonArray findings;
    for (const Finding &finding : shared.findings) {
        QJsonObject object{{"model"_L1, finding.model},
                           {"capability"_L1, nameOf(finding.capability)},
                           {"verdict"_L1, nameOf(finding.judgement.verdict)},
                           {"reason"_L1, nameOf(finding.judgement.ground)},
                           {"source"_L1, sourceName(finding.source)},
                           {"at"_L1, finding.at.toUTC().toString(Qt::ISODateWithMs)}};
        if (!finding.judgement.words.isEmpty())
            object.insert("words"_L1, finding.judgement.words);
        findings.append(object);
    }
    return QJsonDocument(QJsonObject{{"format"_L1, form},
                                     {"version"_L1, version},
                                     {"server"_L1, shared.server.toString()},
                                     {"findings"_L1, findings}})
        .toJson();
}

base::Result<SharedFindings> decodeFindings(const QByteArray &json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    if (root["format"_L1].toString() != form)
        return base::Error{.kind = base::ErrorKind::File, .type = u"not_findings"_s};
    SharedFindings shared{.server = QUrl(root["server"_L1].toString())};
    for (const QJsonValue &value : root["findings"_L1].toArray()) {
        if (const auto finding = findingOf(value.toObject()))
            shared.findings.append(*finding);
        if (shared.findings.size() == mostFindings)
            break;
    }
    return shared;
}

} // namespace polylogue::app::probe
