// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/contentpart.h"
#include "app/settings/fieldtable.h"

#include <QList>
#include <QVariant>

namespace polylogue::app::store {

//! \brief The parts of a message as a JSON array (README.md, Parts), not yet text.
//! \param previous the array as it stands; parts of kinds that we do not know and unknown members
//!        of others are kept from there
QVariantList contentToVariant(const QList<conversation::ContentPart> &content,
                              const QVariantList &previous = {});

//! \brief The members of OpaqueMembers, wherever they occur.
const settings::FieldTable<conversation::OpaqueMembers> &opaqueFields();

//! \brief Reads such an array; passes over kinds of parts that we do not know.
QList<conversation::ContentPart> contentFromVariant(const QVariantList &list);

} // namespace polylogue::app::store
