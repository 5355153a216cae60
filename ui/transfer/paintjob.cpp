// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/paintjob.h"

#include <QElapsedTimer>

namespace polylogue::ui::transfer {

namespace {

constexpr qint64 Slice = 5; // milliseconds of work before the event loop's turn
constexpr int Patience = 5; // milliseconds until it is asked again whether formulas are known

} // namespace

PaintJob::PaintJob(PrintDocument &document, QPagedPaintDevice &device, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_device(device)
{
    connect(&m_timer, &QTimer::timeout, this, &PaintJob::work);
    m_timer.start(0);
}

void PaintJob::cancel()
{
    m_timer.stop();
    if (m_painter.isActive())
        m_painter.end();
}

void PaintJob::work()
{
    QElapsedTimer time;
    time.start();
    do {
        if (!m_document.isReady()) {
            m_timer.start(Patience);
            break;
        }
        m_timer.start(0);
        if (!workOnce()) {
            end(!m_hasFailed);
            return;
        }
    } while (time.elapsed() < Slice);
    const qint64 total = m_document.messages();
    // Painting takes about as long as laying out.
    const int pages = m_lastPage + 1;
    const qint64 painted = m_nextPage > 0 && pages > 0 ? total * m_nextPage / pages : 0;
    Q_EMIT progressed((m_document.laidOut() + painted) / 2, total);
}

//! \return whether there was something left to do.
bool PaintJob::workOnce()
{
    if (m_document.layOutNext())
        return true;
    if (m_nextPage < 0) {
        const int pages = m_document.pageCount();
        const Range range = m_range.value_or(Range{1, pages});
        m_nextPage = qBound(1, range.first, qMax(1, pages)) - 1;
        m_lastPage = qBound(m_nextPage, range.last - 1, pages - 1);
        m_hasFailed = !m_painter.begin(&m_device);
    } else if (m_nextPage <= m_lastPage) {
        m_hasFailed = !m_device.newPage();
    }
    if (m_hasFailed || m_nextPage > m_lastPage)
        return false;
    m_painter.save();
    const qreal scale = m_device.logicalDpiX() / PrintDocument::PixelsPerInch;
    m_painter.scale(scale, scale);
    m_document.paintPage(m_painter, m_nextPage++);
    m_painter.restore();
    return true;
}

void PaintJob::end(bool isWhole)
{
    m_timer.stop();
    const bool hasEnded = m_painter.isActive() && m_painter.end();
    Q_EMIT ended(isWhole && hasEnded);
}

} // namespace polylogue::ui::transfer
