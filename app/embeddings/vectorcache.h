// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <optional>
#include <vector>

namespace polylogue::app::embeddings {

//! \brief What vectors of the same text may differ by.
struct VectorSpace
{
    QString endpoint = {}; //!< its base URL, or "practice"
    QString model = {};
    QString inputType = {};
    int dimensions = 0; //!< as asked for; 0: the model's own

    bool operator==(const VectorSpace &) const = default;
};

//! \brief The vectors that servers gave, kept by what was asked, so that no text is paid for twice.
//!
//! One SQLite file that can go at any time: what cannot be read counts as not there, and a damaged
//! file is begun anew. Texts are not kept, only their SHA-256. Functions block on the disk, from
//! any thread; each opens the file for itself. Beyond 1 GiB the oldest vectors go.
class VectorCache final
{
public:
    using Vector = std::vector<float>;

    //! \param path of the file, in a folder that exists or can be made; empty: nothing is kept
    explicit VectorCache(const QString &path)
        : m_path(path)
    { }

    //! \return the vectors that are known, by hash. \param hashes SHA-256, 32 raw bytes each
    QHash<QByteArray, Vector> find(const VectorSpace &space, const QList<QByteArray> &hashes) const;
    base::Status keep(const VectorSpace &space, const QHash<QByteArray, Vector> &vectors) const;

    //! \return how many texts the model takes in a request, where it has said so.
    std::optional<qsizetype> mostTexts(const VectorSpace &space) const;
    base::Status keepMostTexts(const VectorSpace &space, qsizetype texts) const;

private:
    QString m_path;
};

} // namespace polylogue::app::embeddings
