// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/pagesview.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transfer {

namespace {

constexpr qreal Gap = 16; // around the pages
constexpr int KeptPages = 6;

} // namespace

PagesView::PagesView(PrintDocument &document, const QSizeF &paper, const QMarginsF &margins,
                     QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_document(document)
    , m_paper(paper)
    , m_margins(margins)
    , m_pages(KeptPages)
{
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Pages"));
    viewport()->setBackgroundRole(QPalette::Mid);
}

void PagesView::pagesChanged(bool areFinal)
{
    if (areFinal && !m_areFinal)
        m_pages.clear(); // their heads say how many there are
    m_areFinal = areFinal;
    updateBar();
    viewport()->update();
}

qreal PagesView::zoom() const
{
    return std::min(1.5, std::max(0.1, (viewport()->width() - 2 * Gap) / m_paper.width()));
}

qreal PagesView::pageStep() const
{
    return std::round(m_paper.height() * zoom()) + Gap;
}

void PagesView::updateBar()
{
    const qreal height = Gap + pageStep() * m_document.pageCount();
    QScrollBar *bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(40);
    bar->setRange(0, std::max(0, static_cast<int>(std::ceil(height)) - viewport()->height()));
}

QPixmap PagesView::pagePixmap(int page)
{
    if (const QPixmap *known = m_pages.object(page))
        return *known;
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap((m_paper * zoom() * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::white);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(zoom(), zoom());
    painter.translate(m_margins.left(), m_margins.top());
    m_document.paintPage(painter, page);
    painter.end();
    m_pages.insert(page, new QPixmap(pixmap));
    return pixmap;
}

void PagesView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const qreal width = m_paper.width() * zoom();
    const qreal left = std::round((viewport()->width() - width) / 2);
    for (int page = 0; page < m_document.pageCount(); ++page) {
        const qreal top = Gap + pageStep() * page - verticalScrollBar()->value();
        if (top > viewport()->height())
            break;
        // The last page that there is so far may still be filled.
        const bool isFilled = m_areFinal || page + 1 < m_document.pageCount();
        if (top + pageStep() < 0 || !isFilled)
            continue;
        painter.drawPixmap(QPointF(left, top), pagePixmap(page));
    }
}

void PagesView::resizeEvent(QResizeEvent *)
{
    m_pages.clear();
    updateBar();
}

void PagesView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        m_pages.clear();
    QAbstractScrollArea::changeEvent(event);
}

} // namespace polylogue::ui::transfer
