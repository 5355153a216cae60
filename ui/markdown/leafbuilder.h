// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/markdown/block.h"

#include <QStringView>

#include <optional>

namespace polylogue::ui::markdown {

struct LiftedText;

//! \brief Has md4c parse \a text and makes leaves of what it reports.
//! \param lifted what \a text is a part of: tells the formulas that were taken out
//! \return nothing where a limit of parser.h was hit.
std::optional<QList<Block>> parseMarkup(QStringView text, const LiftedText &lifted);

} // namespace polylogue::ui::markdown
