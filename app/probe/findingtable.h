// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/modelinfo.h"
#include "app/probe/finding.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace polylogue::app::probe {

//! \brief What is known of the models of one server, from all sources. A value.
class FindingTable
{
public:
    //! \brief Adds \a finding; in place of one of the same time and source.
    void add(const Finding &finding);
    //! \brief Forgets what \a source says of \a capability of \a model.
    void remove(const QString &model, Capability capability, Finding::Source source);

    QStringList models() const; //!< of which anything is known, by name
    //! \return what counts: what the user entered, else the newest.
    std::optional<Finding> at(const QString &model, Capability capability) const;
    //! \return the probe before the last one; where the user entered something, the last one.
    std::optional<Finding> before(const QString &model, Capability capability) const;
    //! \return whether the two differ.
    bool hasChanged(const QString &model, Capability capability) const;

    //! \return \a listed with what is known here over it. Where \a listed is a guess from the name,
    //!         nothing of it that can be found out is left.
    endpoint::Capabilities capabilities(const QString &model,
                                        const endpoint::Capabilities &listed) const;

private:
    QHash<QString, QHash<Capability, QList<Finding>>> m_findings; // newest first
};

} // namespace polylogue::app::probe
