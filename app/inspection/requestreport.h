// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/inspection/boundedtext.h"
#include "app/snippets/requestsample.h"

#include <QList>
#include <QString>

#include <optional>

namespace polylogue::app::inspection {

//! \brief A part of a request with its weight.
struct RequestPart
{
    enum class Kind { System, User, Assistant, Tool, File, Tools, Parameters };

    Kind kind = Kind::User;
    QString name = {}; //!< File: its name; Parameters: the names of the fields
    int number = 0; //!< of messages: their place, from 1; Tools: how many
    qint64 bytes = 0; //!< as sent: of a message with its files
    std::optional<qint64> tokens = {}; //!< estimated, of texts; not set for files

    bool operator==(const RequestPart &) const = default;
};

//! \brief A request's body for people.
struct RequestReport
{
    BoundedText text = {}; //!< indented; names of files stand where their base64 goes
    QString copy = {}; //!< the same in one line, whole
    QList<RequestPart> parts = {}; //!< in their order, at most mostShownParts
    qsizetype omittedParts = 0; //!< before the first
    qint64 bytes = 0; //!< of the body as sent
    qint64 tokens = 0; //!< estimated, of all texts

    bool operator==(const RequestReport &) const = default;
};

inline constexpr qsizetype mostShownParts = 500;

//! \param fileSizes bytes of the files of \a sample, before they become base64
//! \param bytes of the whole body
//! \param secret is taken out of all texts
RequestReport reportOf(const snippets::RequestSample &sample, const QList<qint64> &fileSizes,
                       qint64 bytes, const QString &secret);

} // namespace polylogue::app::inspection
