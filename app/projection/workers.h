// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QThreadPool>

#include <functional>

namespace polylogue::app::projection {

//! \brief Threads that share work in pieces.
//!
//! What belongs to a piece does not depend on how many threads there are, so neither does a result.
class Workers final
{
public:
    //! \param threads that work at once, the caller's among them; at least one
    explicit Workers(int threads);
    Q_DISABLE_COPY_MOVE(Workers)

    //! \brief Does \a work for all of 0 to \a count, in pieces of \a pieceSize of which the last
    //! may be
    //!        shorter; returns when all are done. Pieces write to places of their own.
    void forPieces(size_t count, size_t pieceSize,
                   const std::function<void(size_t begin, size_t end)> &work);

private:
    QThreadPool m_pool;
    int m_helpers;
};

} // namespace polylogue::app::projection
