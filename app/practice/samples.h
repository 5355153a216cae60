// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace polylogue::app::practice {

QString helpText();

//! \brief Markdown of every kind, for looking at how it is shown.
QString markdownSample();
QString tableSample();
QString listSample();
QString unicodeSample();

//! \return a fenced program in the language that \a prompt names, Python where it names none.
QString codeSample(const QString &prompt);

//! \return exactly \a wordCount words of Markdown about \a topic, headings not counted.
QString longText(const QString &topic, qsizetype wordCount);

} // namespace polylogue::app::practice
