// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/gridrecord.h"

#include <QByteArray>

//! Grid runs as JSON (README.md): as messagecodec.h. Each decode... returns ErrorKind::File, type
//! "json", where the text is no JSON of the right kind.
namespace polylogue::app::store {

QByteArray encodeGridSetup(const GridSetup &setup, const QByteArray &previous = {});
base::Result<GridSetup> decodeGridSetup(const QByteArray &json);

//! \brief The columns' names and the rows: an array of arrays of texts, names first.
QByteArray encodeGridInput(const GridRun &run);
//! \brief Sets columns and rows of \a run.
base::Status decodeGridInput(const QByteArray &json, GridRun &run);

} // namespace polylogue::app::store
