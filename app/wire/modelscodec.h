// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/endpoint/modelinfo.h"

#include <QByteArray>
#include <QList>

namespace polylogue::app::wire {

//! \brief The models of GET /models, in any of the forms of app/wire/README.md.
//!
//! Capabilities come only from members of the answer (Source::Catalogue), except that a model whose
//! id says that it embeds ("embed", "cohere_english") is marked so (Source::Name). Ids that repeat
//! are listed once.
//! \return ErrorKind::Protocol where the body is no such list, ErrorKind::WrongAddress for a web
//!         page, or the error that the body holds.
base::Result<QList<endpoint::ModelInfo>> decodeModels(const QByteArray &body);

} // namespace polylogue::app::wire
