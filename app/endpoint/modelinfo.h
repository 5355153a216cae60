// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDebug>
#include <QString>

#include <optional>

namespace polylogue::app::endpoint {

//! \brief What a model can do, as far as anyone said so. Not set: not known.
struct Capabilities
{
    //! Who said so; shown beside every mark.
    enum class Source { Unknown, Name, Catalogue, Probe, Answer, User };

    Source source = Source::Unknown;
    std::optional<bool> chat = {};
    std::optional<bool> images = {};
    std::optional<bool> documents = {}; //!< the text of PDF files
    std::optional<bool> scans = {}; //!< pictures of pages in PDF files
    std::optional<bool> tools = {};
    std::optional<bool> reasoning = {};
    std::optional<bool> jsonSchema = {};
    std::optional<bool> embeddings = {};
    std::optional<qint64> contextLength = {}; //!< tokens

    bool operator==(const Capabilities &) const = default;
};

//! \brief A row of GET /models.
struct ModelInfo
{
    QString id = {}; //!< what requests name
    QString name = {}; //!< for people; empty where the server has none
    QString ownedBy = {};
    Capabilities capabilities = {};

    bool operator==(const ModelInfo &) const = default;
};

QDebug operator<<(QDebug debug, const Capabilities &capabilities);
QDebug operator<<(QDebug debug, const ModelInfo &model);

} // namespace polylogue::app::endpoint
