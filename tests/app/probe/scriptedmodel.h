// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/probe/capability.h"

#include <QByteArrayList>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>

namespace polylogue::tests {

using app::probe::Capability;
using app::probe::Verdict;

//! \brief What a scripted server answers to one request.
struct ScriptedAnswer
{
    int status = 200;
    QByteArray contentType = "application/json";
    int retryAfter = 0; //!< s; 0: the server does not say
    QByteArrayList chunks = {}; //!< sent apart
    int delay = 0; //!< ms before the first
    int gap = 0; //!< ms between them
    bool isCut = false; //!< the connection breaks after the last
};

//! \brief A model whose abilities are known, because they are dice that were thrown.
//!
//! It reads pictures and documents by comparing pixels with what they may be, not by knowing.
class ScriptedModel
{
public:
    //! How it behaves whatever it can do.
    enum class Temper {
        Honest,
        Nonsense, //!< fluent, whatever is asked
        AlwaysYes,
        EchoesQuestion,
        EchoesAll, //!< the system prompt too
        ErrorIn200,
        RateLimited,
        BusyThenSilent, //!< two times a 429, then nothing
        Cut, //!< every answer breaks off
        Unreliable, //!< about every third answer is empty, cut, filtered, a 429 or a 500
    };

    ScriptedModel(Temper temper, quint32 seed);

    //! \return what a right verdict says; never Unsure.
    Verdict truth(Capability capability) const { return m_truth.value(capability); }
    int batchLimit() const { return m_batchLimit; }
    void setTruth(Capability capability, Verdict verdict) { m_truth[capability] = verdict; }

    ScriptedAnswer answer(const QByteArray &path, const QByteArray &body);

private:
    struct Said
    {
        QString text = {};
        QString reasoning = {};
        QJsonArray calls = {};
        QString finish = {};
    };

    bool can(Capability capability) const { return truth(capability) == Verdict::Yes; }
    bool refuses(Capability capability) const { return truth(capability) == Verdict::Refused; }
    QString refusalOf(const QJsonObject &request) const;
    Said say(const QJsonObject &request);
    Said sayTools(const QJsonObject &request, const QString &question);
    QString sayFile(const QJsonValue &content);
    QString sayForm(const QJsonObject &format);
    QString sayWords(const QString &question);
    QString told(const QString &number);
    QString denial();
    void applyLimits(const QJsonObject &request, Said &said) const;
    ScriptedAnswer embed(const QJsonObject &request);
    ScriptedAnswer deliver(const Said &said, bool isStreamed);
    ScriptedAnswer spoiled();
    int roll(int sides) { return m_random.bounded(sides); }

    Temper m_temper;
    QRandomGenerator m_random;
    QHash<Capability, Verdict> m_truth;
    int m_batchLimit = 96;
    int m_refusals = 0;
    int m_inability = 0; // which way to fail
};

} // namespace polylogue::tests
