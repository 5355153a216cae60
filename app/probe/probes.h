// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/probe/probe.h"

//! What makeProbe() chooses from, a file for each kind.
namespace polylogue::app::probe {

//! \brief A request of one user message, not streamed.
wire::ChatRequest question(const Subject &subject, const QString &text);

std::unique_ptr<Probe> answersProbe(const Subject &subject, QRandomGenerator &random);
std::unique_ptr<Probe> systemPromptProbe(const Subject &subject, QRandomGenerator &random);
std::unique_ptr<Probe> streamingProbe(const Subject &subject, const Pace &pace,
                                      QRandomGenerator &random);
std::unique_ptr<Probe> reasoningProbe(const Subject &subject);

std::unique_ptr<Probe> imageProbe(const Subject &subject, QRandomGenerator &random);
std::unique_ptr<Probe> textDocumentProbe(const Subject &subject, QRandomGenerator &random);
std::unique_ptr<Probe> scannedDocumentProbe(const Subject &subject, QRandomGenerator &random);

std::unique_ptr<Probe> toolProbe(const Subject &subject, QRandomGenerator &random);
std::unique_ptr<Probe> parallelToolsProbe(const Subject &subject, QRandomGenerator &random);

std::unique_ptr<Probe> jsonObjectProbe(const Subject &subject);
std::unique_ptr<Probe> jsonSchemaProbe(const Subject &subject, QRandomGenerator &random);

//! \param capability Temperature or Seed
std::unique_ptr<Probe> acceptanceProbe(Capability capability, const Subject &subject);
//! \param capability MaxTokens or MaxCompletionTokens
std::unique_ptr<Probe> tokenLimitProbe(Capability capability, const Subject &subject,
                                       QRandomGenerator &random);
std::unique_ptr<Probe> stopProbe(const Subject &subject, QRandomGenerator &random);

std::unique_ptr<Probe> embeddingsProbe(const Subject &subject, QRandomGenerator &random);
std::unique_ptr<Probe> inputTypeProbe(const Subject &subject, QRandomGenerator &random);
std::unique_ptr<Probe> batchLimitProbe(const Subject &subject);

} // namespace polylogue::app::probe
