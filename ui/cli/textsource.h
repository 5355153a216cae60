// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/embeddings/corpus.h"
#include "ui/cli/commandline.h"

namespace polylogue::ui::cli {

//! \brief The texts that a map is made of, and the rows they stand in.
struct TextSource
{
    app::embeddings::Corpus corpus = {};
    app::tables::Table table = {}; //!< one row for each text
    QString label = {}; //!< name of the column; empty: none
};

//! \brief Reads the table of \a map. Blocks.
//! \return as tables::readTableFile() and tables::readTable(); ErrorKind::File: "no_column" (the
//!         subject is its name, the detail the names that there are), "no_texts".
app::base::Result<TextSource> readTextSource(const MapInvocation &map);

} // namespace polylogue::ui::cli
