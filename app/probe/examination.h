// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/modelinfo.h"
#include "app/probe/probe.h"

namespace polylogue::app::probe {

//! \brief A capability put to the proof: a probe, and for *no* and *refused* a second one with
//!        other content. Pure: it sends nothing.
//!
//! What two probes say differently is unsure. A *yes* needs none: nobody guesses what it takes.
class Examination
{
public:
    //! \param random outlives this
    Examination(Capability capability, const Subject &subject, const Pace &pace,
                QRandomGenerator &random);

    Capability capability() const { return m_capability; }
    Request begin();
    Step next(const Reply &reply);

private:
    Step stepFor(const Reply &reply);

    Capability m_capability;
    Subject m_subject;
    Pace m_pace;
    QRandomGenerator &m_random;
    std::unique_ptr<Probe> m_probe;
    std::optional<Judgement> m_first;
};

//! \brief What asking takes, told before it is done.
struct Estimate
{
    int requests = 0; //!< where every answer is *yes*
    int mostRequests = 0;
    qint64 tokens = 0; //!< about so many, questions and answers, for \a requests

    bool operator==(const Estimate &) const = default;
};

//! \return for \a models together. Of models that are known to make embeddings only those are
//!         asked, of the others everything else first.
Estimate estimateFor(const QList<endpoint::ModelInfo> &models);

} // namespace polylogue::app::probe
