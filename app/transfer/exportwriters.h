// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/blobstore.h"
#include "app/transfer/excerpt.h"
#include "app/transfer/exportoutput.h"

//! One function for each form of app/transfer/README.md. Failures are the output's.
namespace polylogue::app::transfer {

//! \brief What the writers work on.
struct ExportContext
{
    const ExportRequest &request; //!< its chats are excerpts already
    const store::BlobStore &blobs;
    ExportOutput &output;
    ExportReport &report;
};

void writeMarkdown(const ExportContext &context);
void writeHtml(const ExportContext &context);
void writeJson(const ExportContext &context);
void writeJsonLines(const ExportContext &context);

//! \return the chat's title, or the word for one that has none.
QString titleOf(const store::WholeChat &chat, const ExportRequest &request);

//! \return the time as both documents print it: "2026-11-23 09:30:12 UTC"; empty for none.
QString timeText(const QDateTime &time);

//! \brief Reads an attachment; what is missing is added to the report and empty.
QByteArray readAttachment(const ExportContext &context, const NamedBlob &attachment);

} // namespace polylogue::app::transfer
