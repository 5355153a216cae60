// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/probe/probereport.h"

#include "ui/probe/probewords.h"
#include "ui/text/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace polylogue::ui::probe {

using app::probe::allCapabilities;
using app::probe::Capability;
using app::probe::Finding;
using app::probe::FindingTable;

namespace {

constexpr qsizetype LongestWords = 400;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ProbeReport)
};

//! Foreign text in a cell of a table: one line, nothing of it is markup.
QString cell(const QString &text)
{
    QString escaped;
    for (const QChar c : text::oneLine(text, LongestWords)) {
        if (u"\\`*_{}[]<>()#+-.!|~&"_s.contains(c))
            escaped += u'\\';
        escaped += c;
    }
    return escaped;
}

//! A spreadsheet takes what begins with these for a formula.
QString field(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

QString sourceName(Finding::Source source)
{
    switch (source) {
    case Finding::Source::Probe:
        return u"probe"_s;
    case Finding::Source::User:
        return u"user"_s;
    case Finding::Source::File:
        return u"file"_s;
    }
    return {};
}

//! Lines about \a model that the table has no room for.
QStringList notesOn(const FindingTable &findings, const QString &model)
{
    QStringList notes;
    for (const Capability capability : allCapabilities()) {
        const auto finding = findings.at(model, capability);
        if (!finding)
            continue;
        const QString name = cell(model) + u", "_s + cell(capabilityText(capability));
        if (findings.hasChanged(model, capability)) {
            notes.append(u"- "_s + name + u": "_s
                         + Words::tr("%1, before: %2")
                               .arg(cell(shortText(*finding)),
                                    cell(shortText(*findings.before(model, capability)))));
        }
        if (finding->judgement.verdict == app::probe::Verdict::Refused
            && !finding->judgement.words.isEmpty())
            notes.append(u"- "_s + name + u": "_s + cell(finding->judgement.words));
    }
    return notes;
}

} // namespace

QByteArray markdownReport(const FindingTable &findings, const QStringList &models,
                          const QString &server)
{
    QStringList lines{u"# "_s + Words::tr("What can it do?"), {}, cell(server), {}};
    QString head = u"| |"_s;
    QString rule = u"| --- |"_s;
    for (const QString &model : models) {
        head += u' ' + cell(model) + u" |"_s;
        rule += u" --- |"_s;
    }
    lines << head << rule;
    for (const Capability capability : allCapabilities()) {
        QString line = u"| "_s + cell(capabilityText(capability)) + u" |"_s;
        for (const QString &model : models) {
            const auto finding = findings.at(model, capability);
            line += u' ' + (finding ? cell(shortText(*finding)) : QString()) + u" |"_s;
        }
        lines << line;
    }
    QStringList notes;
    for (const QString &model : models)
        notes += notesOn(findings, model);
    if (!notes.isEmpty())
        lines << QString() << notes;
    return lines.join(u'\n').toUtf8() + '\n';
}

QByteArray csvReport(const FindingTable &findings, const QStringList &models)
{
    QString csv = u"model,capability,verdict,reason,words,source,at,before\r\n"_s;
    for (const QString &model : models) {
        for (const Capability capability : allCapabilities()) {
            const auto finding = findings.at(model, capability);
            if (!finding)
                continue;
            const auto before = findings.before(model, capability);
            const QStringList fields{
                model,
                nameOf(capability),
                nameOf(finding->judgement.verdict),
                nameOf(finding->judgement.ground),
                finding->judgement.words,
                sourceName(finding->source),
                finding->at.toUTC().toString(Qt::ISODate),
                before ? nameOf(before->judgement.verdict) : QString(),
            };
            QStringList quoted;
            for (const QString &text : fields)
                quoted.append(field(text));
            csv += quoted.join(u',') + u"\r\n"_s;
        }
    }
    return csv.toUtf8();
}

} // namespace polylogue::ui::probe
