// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/practiceanswer.h"
#include "app/practice/practicemodels.h"
#include "app/practice/practicerequest.h"

#include <QString>

#include <vector>

namespace polylogue::app::practice {

//! \brief What the rules look at; lives as long as what it was made of.
struct Prompt
{
    const ChatRequest &request;
    const PracticeModel &model;
    const std::vector<Observation> &observations; //!< of the files the prompt is about
    QString text = {}; //!< of the latest user turn
    QString system = {}; //!< of all system turns
    size_t userTurn = 0; //!< index of the latest user turn; past the end where there is none
};

} // namespace polylogue::app::practice
