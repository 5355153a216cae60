// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/probe/finding.h"

#include <QString>

//! What is asked and found, in words for people.
namespace polylogue::ui::probe {

//! \return "Sees images".
QString capabilityText(app::probe::Capability capability);
//! \brief What is asked, why, and what proves it.
struct Explanation
{
    QString question = {};
    QString purpose = {};
    QString proof = {};
};
Explanation explanationOf(app::probe::Capability capability);

//! \return "yes", "no", "unsure", "refused".
QString verdictText(app::probe::Verdict verdict);
//! \return what stands in a cell: the verdict, or "1,024 numbers", "96 texts".
QString shortText(const app::probe::Finding &finding);
//! \return why the verdict is what it is, a sentence; empty where nobody said.
QString groundText(const app::probe::Judgement &judgement);
//! \return "Found out by trying, Monday 11:02 PM".
QString sourceText(const app::probe::Finding &finding);

} // namespace polylogue::ui::probe
