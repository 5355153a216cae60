// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/code/lexer.h"

namespace polylogue::ui::code {

// Languages that are no list of words: see lexLine() for what goes in and out.

QList<Token> lexMarkup(QStringView line, LexerState *state); //!< HTML, XML, SVG
QList<Token> lexMarkdown(QStringView line, LexerState *state);
QList<Token> lexDiff(QStringView line);

} // namespace polylogue::ui::code
