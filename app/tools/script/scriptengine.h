// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace polylogue::app::tools {

//! \brief Evaluates the script of a tool. To be called in the sandbox only.
//!
//! A script's value is an object, as that of its last expression, or by `export default`, or by
//! `module.exports =`:
//! \code
//! ({
//!     name: "magic_number",
//!     description: "Generates a magic number that is a multiple of a given factor",
//!     parameters: { type: "object", properties: { factor: { type: "number" } } },
//!     run({ factor }) { return { magic_number: 7 * factor }; },
//! })
//! \endcode
//! \param arguments a JSON object for run(); not set: only what the script says of itself is
//!        wanted
//! \return a JSON object, see scriptprotocol.h: `name`, `description`, `parameters`; or `result`,
//!         which is JSON as text; or `error`, in English, with `line` where it is known
QByteArray evaluateScript(const QString &script, const std::optional<QString> &arguments);

//! \brief Loads what the engine needs to have read before the sandbox closes.
void preloadScriptEngine();

} // namespace polylogue::app::tools
