// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transfer/printdocument.h"

#include <QObject>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QTimer>

#include <optional>

namespace polylogue::ui::transfer {

//! \brief Lays a document out and paints its pages, a few milliseconds at a time.
//!
//! Exactly one ended(), unless it is cancelled or destroyed before.
class PaintJob final : public QObject
{
    Q_OBJECT

public:
    //! \brief Pages from 1, both included.
    struct Range
    {
        int first = 1;
        int last = 1;
    };

    //! \param document laid out for the size of \a device, or not at all yet; outlives this, as
    //!        does \a device
    PaintJob(PrintDocument &document, QPagedPaintDevice &device, QObject *parent = nullptr);

    void setRange(const Range &range) { m_range = range; }
    bool isRunning() const { return m_timer.isActive(); }
    void cancel();

Q_SIGNALS:
    void progressed(qint64 done, qint64 total); //!< messages, about
    void ended(bool isWhole); //!< whether the device took all pages

private:
    void work();
    bool workOnce();
    void end(bool isWhole);

    PrintDocument &m_document;
    QPagedPaintDevice &m_device;
    std::optional<Range> m_range; // not set: all pages
    QPainter m_painter;
    QTimer m_timer;
    int m_nextPage = -1; // from 0; -1: nothing painted yet
    int m_lastPage = -1;
    bool m_hasFailed = false;
};

} // namespace polylogue::ui::transfer
