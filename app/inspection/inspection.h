// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/inspection/jsonreport.h"
#include "app/inspection/requestreport.h"
#include "app/inspection/responsereport.h"
#include "app/session/requestpreview.h"
#include "app/snippets/snippet.h"

#include <QHash>

#include <optional>

namespace polylogue::app::inspection {

//! \brief What the inspector shows of one request, sent or not. Made on any thread.
struct Inspection
{
    std::optional<base::Error> error = {}; //!< why there is no request
    std::optional<RequestReport> request = {};
    QStringList unprepared = {}; //!< RequestPreview::unprepared
    QString code = {}; //!< the request as a program
    // Of one that was sent:
    std::optional<net::CallRecord> call = {};
    bool isRunning = false;
    std::optional<ResponseReport> response = {};
    std::optional<JsonReport> json = {}; //!< of an answer
};

//! \brief What files are called by the path under which they are kept.
using FileNames = QHash<QString, QString>;

FileNames fileNamesOf(const QList<conversation::Message> &messages, const store::BlobStore &blobs);

//! \brief What would go out now.
Inspection inspect(const session::RequestPreview &preview, const store::BlobStore &blobs,
                   snippets::Language language);

//! \brief What went out and came back.
Inspection inspect(const net::Exchange &exchange, const FileNames &names,
                   snippets::Language language);

//! \brief What an answer says as JSON.
//! \param asked what it was asked for, where \a exchange does not say so
//! \param exchange the one that it came with; not set where that is not known any more
Inspection inspectAnswer(const QString &text, const endpoint::ResponseFormat &asked,
                         const std::optional<net::Exchange> &exchange);

} // namespace polylogue::app::inspection
