// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/practice/practiceanswer.h"
#include "app/practice/practicemodels.h"
#include "app/practice/practicerequest.h"

#include <optional>
#include <vector>

namespace polylogue::app::practice {

//! \return the files that the latest user turn is about: its own, or else those of the latest turn
//!         that had any, where it speaks of a picture or a document.
std::vector<Media> mediaInQuestion(const ChatRequest &request);

//! \return why \a model cannot take the request at all (pictures it does not see, a context too
//!         long), as an Error with httpStatus and detail.
std::optional<base::Error> refusalOf(const ChatRequest &request, const PracticeModel &model);

//! \brief The answer, by rules alone: the same request gives the same answer, but for the ids of
//!        calls.
//! \param observations one for each of mediaInQuestion()
PlannedAnswer planAnswer(const ChatRequest &request, const PracticeModel &model,
                         const std::vector<Observation> &observations);

TokenCounts countTokens(const ChatRequest &request, const PlannedAnswer &answer);

} // namespace polylogue::app::practice
