// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tools/tool.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace polylogue::app::tools {

//! \return all that \a tool is, as text of many lines: whose it is, what runs, its description and
//!         its schema. Two tools have the same only where they are the same.
QString identityOf(const Tool &tool);

//! \return the SHA-256 of identityOf(), as 64 hexadecimal digits: what an approval is bound to.
QByteArray fingerprintOf(const Tool &tool);

//! \brief What the user decided once and for all.
struct ToolRule
{
    QString tool = {}; //!< its name
    QString server = {}; //!< Tool::server
    std::optional<QByteArray> arguments = {}; //!< a JSON object; not set: whatever they are
    bool isAllowed = true; //!< false: never
    QByteArray fingerprint = {}; //!< an approval holds for this tool only
    QString identity = {}; //!< identityOf() what was approved, to show what changed
    QDateTime madeAt = {}; //!< UTC

    bool operator==(const ToolRule &) const = default;
};

//! \brief Whether a call may run.
enum class Permission { Run, Ask, Refuse };

struct Verdict
{
    Permission permission = Permission::Ask;
    //! Not empty: the user has allowed this once, and the tool is not what it was then
    //! (ToolRule::identity).
    QString wasAllowedAs = {};

    bool operator==(const Verdict &) const = default;
};

//! \brief A rule about these arguments goes before one about any, a refusal before an approval. A
//!        refusal holds whatever the tool has become.
//! \param arguments a JSON object
Verdict judge(const QList<ToolRule> &rules, const Tool &tool, const QByteArray &arguments);

//! \return \a rules with \a rule in the place of what said something about the same calls.
QList<ToolRule> withRule(QList<ToolRule> rules, const ToolRule &rule);

//! \return the rule that says \a isAllowed of \a tool as it is now.
//! \param arguments see ToolRule::arguments
ToolRule ruleFor(const Tool &tool, const std::optional<QByteArray> &arguments, bool isAllowed);

} // namespace polylogue::app::tools
