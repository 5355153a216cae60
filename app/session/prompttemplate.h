// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

//! Prompts with variables, in the form of Python's f-strings (Python reference, 2.4.3): {name} is a
//! variable, {{ and }} are braces. Unlike there no brace is an error: what is no variable, and a
//! double brace without its other half, as at the end of nested JSON, stays as it stands.
namespace polylogue::app::session {

//! \return the names of \a text's variables, each once, in the order of their first use.
QStringList promptVariables(const QString &text);

//! \return \a text with its variables replaced and {{ }} as braces; a variable without a value
//! stays
//!         as it stands, and values are not looked into.
QString filledPrompt(const QString &text, const QHash<QString, QString> &values);

//! \return whether \a variable has a line of \a text for itself, so that its value may have many.
bool hasOwnLine(const QString &text, const QString &variable);

//! \brief What a pasted piece of Python means as a prompt: f"""...""", also as "text": f"..." or
//!        prompt = (f"..." "..."), without quotes, escapes resolved, {name!r:>10} as {name}.
//! \return not set where \a pasted is not one or more string literals.
std::optional<QString> promptFromPython(const QString &pasted);

} // namespace polylogue::app::session
