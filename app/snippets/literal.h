// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/json/jsonnode.h"

#include <QList>
#include <QString>

#include <variant>

namespace polylogue::app::snippets {

//! \brief How a programming language writes JSON's values.
struct Dialect
{
    QString null = {};
    QString isTrue = {};
    QString isFalse = {};
    QString base64Function = {}; //!< takes a file's name, gives its base64
    QString base64Definition = {}; //!< of that function, without the modules it needs
    bool bracketsProto = false; //!< a member "__proto__" is written ["__proto__"]
};

const Dialect &python();
const Dialect &javaScript();

//! \return \a text as a string of the language (both take JSON's), with calls of the function for
//!         markers.
QString stringLiteral(const QString &text, const QStringList &files, const Dialect &dialect);
//! \return the same of a text that has no markers.
QString stringLiteral(const QString &text, const Dialect &dialect);

//! \return \a node as an expression, its lines but the first indented by \a indent blanks.
QString literal(const json::JsonNode &node, const QStringList &files, const Dialect &dialect,
                int indent = 0);

//! \brief A stretch of a text, or the number of a file whose marker stood there.
using TextOrFile = std::variant<QString, qsizetype>;
QList<TextOrFile> splitAtMarkers(const QString &text, qsizetype fileCount);

} // namespace polylogue::app::snippets
