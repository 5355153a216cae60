// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/json/jsonnode.h"
#include "app/wire/requestbody.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <utility>

namespace polylogue::app::snippets {

//! \brief A request to be shown as code: everything but the key.
struct RequestSample
{
    QUrl baseUrl = {}; //!< without /chat/completions
    QString path = QStringLiteral("/chat/completions"); //!< behind the base URL
    //! What goes along, without the key: names and values.
    QList<std::pair<QString, QString>> headers = {};
    //! The header that carries the key, and what stands before it.
    QString keyHeader = QStringLiteral("Authorization");
    QString keyPrefix = QStringLiteral("Bearer ");
    QString keyVariable = QStringLiteral("API_KEY"); //!< of the environment; empty: no key is sent
    //! The body. In its strings marker(i) stands for the base64 of files.at(i).
    json::JsonNode body = {};
    QStringList files = {}; //!< names, as the user's own copies are called
};

//! \return what stands in a body for file \a index; occurs in no text that somebody wrote.
QString marker(qsizetype index);

//! \brief A body as it will go out, with markers where files are encoded.
//! \param fileNames of its Base64File pieces in their order; short lists are filled up
//! \return the body and all names; ErrorKind::Protocol where it is no JSON.
base::Result<std::pair<json::JsonNode, QStringList>> sampleBody(const wire::RequestBody &body,
                                                                const QStringList &fileNames);

} // namespace polylogue::app::snippets
