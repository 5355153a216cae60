// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/probe/finding.h"

#include <QUrl>

namespace polylogue::app::probe {

//! \brief What is told about models of a server to somebody else (README.md, *The file*).
struct SharedFindings
{
    QUrl server = {}; //!< its base URL, so that it can be seen whose models they are
    QList<Finding> findings = {}; //!< without exchanges

    bool operator==(const SharedFindings &) const = default;
};

QByteArray encodeFindings(const SharedFindings &shared);

//! \brief Reads such a file; what it does not understand of it is left out. All are of
//!        Finding::Source::File.
//! \return ErrorKind::File ("not_findings") where it is another file.
base::Result<SharedFindings> decodeFindings(const QByteArray &json);

} // namespace polylogue::app::probe
