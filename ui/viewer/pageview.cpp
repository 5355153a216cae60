// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/viewer/pageview.h"

#include "ui/text/format.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::viewer {

using app::attachments::DecodeJob;
using app::attachments::DecodeResult;

namespace {

constexpr int Gap = 16;
constexpr int CacheKilobytes = 128 * 1024;
constexpr int LongestSide = 4096; // pixels
constexpr QSize PaperSize(595, 842); // until a page's own is known: A4 in points
constexpr int SettlingTime = 80; // milliseconds
constexpr double ZoomStep = 1.25;
constexpr double SmallestZoom = 0.2;
constexpr double LargestZoom = 4;

} // namespace

PageView::PageView(theme::Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_images(CacheKilobytes)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    verticalScrollBar()->setSingleStep(40);
    horizontalScrollBar()->setSingleStep(40);
    m_settling.setSingleShot(true);
    m_settling.setInterval(SettlingTime);
    connect(&m_settling, &QTimer::timeout, this, &PageView::request);
    connect(&theme, &theme::Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

PageView::~PageView() = default;

void PageView::setPages(const QList<PageSource> &pages)
{
    m_rendering.clear();
    m_images.clear();
    m_pages.clear();
    for (const PageSource &source : pages)
        m_pages.append({.source = source, .size = PaperSize});
    verticalScrollBar()->setValue(0);
    layOut();
}

void PageView::setZoom(double zoom)
{
    const double bounded = std::clamp(zoom, SmallestZoom, LargestZoom);
    if (qFuzzyCompare(bounded, m_zoom))
        return;
    m_zoom = bounded;
    layOut();
}

int PageView::currentPage() const
{
    const QRect visible = visibleArea();
    for (int page = 0; page < m_pages.size(); ++page) {
        if (m_pages.at(page).area.bottom() > visible.top())
            return page;
    }
    return int(m_pages.size()) - 1;
}

QRect PageView::visibleArea() const
{
    return {QPoint(horizontalScrollBar()->value(), verticalScrollBar()->value()),
            viewport()->size()};
}

void PageView::layOut()
{
    const int room = std::max(viewport()->width() - 2 * Gap, 40);
    const int width = static_cast<int>(room * m_zoom);
    m_contents = QSize(width + 2 * Gap, Gap);
    for (Page &page : m_pages) {
        // A small picture is not blown up.
        const bool isPicture =
            page.source.request.kind == app::attachments::DecodeRequest::Kind::Image;
        const int wanted = isPicture
            ? std::min(width, static_cast<int>(page.size.width() * std::max(m_zoom, 1.0)))
            : width;
        const int height = std::max(1,
                                    static_cast<int>(std::round(double(wanted) * page.size.height()
                                                                / std::max(page.size.width(), 1))));
        const int left =
            std::max(Gap, (std::max(viewport()->width(), m_contents.width()) - wanted) / 2);
        page.area = QRect(left, m_contents.height(), wanted, height);
        m_contents.rheight() += height + Gap;
    }
    verticalScrollBar()->setRange(0, std::max(0, m_contents.height() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    horizontalScrollBar()->setRange(0, std::max(0, m_contents.width() - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    m_settling.start(); // until then pages are shown as they are, larger or smaller
    tellPlace();
    viewport()->update();
}

//! Has rendered what is in sight and not there in its size, and nothing else.
void PageView::request()
{
    if (!isVisible())
        return;
    const QRect visible = visibleArea();
    std::erase_if(m_rendering, [&](const auto &entry) {
        return !m_pages.at(entry.first).area.intersects(visible);
    });
    for (int page = 0; page < m_pages.size(); ++page) {
        const Page &shown = m_pages.at(page);
        if (!shown.area.intersects(visible) || shown.isBroken)
            continue;
        const bool isFit = shown.renderedWidth == widthOf(shown);
        if (!isFit || (!m_images.contains(page) && !m_rendering.contains(page)))
            render(page);
    }
}

//! In device pixels.
int PageView::widthOf(const Page &page) const
{
    const auto width = static_cast<int>(page.area.width() * devicePixelRatioF());
    return std::clamp(width, 64, LongestSide);
}

void PageView::render(int page)
{
    Page &shown = m_pages[page];
    shown.renderedWidth = widthOf(shown);
    app::attachments::DecodeRequest wanted = shown.source.request;
    // By the width alone: how high it is is told by the answer.
    wanted.maximumSize = QSize(shown.renderedWidth, LongestSide);
    auto job = std::make_unique<DecodeJob>(wanted);
    connect(job.get(), &DecodeJob::finished, this,
            [this, page](const DecodeResult &result) { onRendered(page, result); });
    connect(job.get(), &DecodeJob::failed, this, [this, page] { onRendered(page, {}); });
    m_rendering[page] = std::move(job);
}

void PageView::onRendered(int page, const DecodeResult &result)
{
    const auto ended = m_rendering.extract(page); // is in its signal still
    Page &shown = m_pages[page];
    shown.isBroken = result.image.isNull();
    if (!shown.isBroken) {
        const qint64 kilobytes = result.image.sizeInBytes() / 1024;
        m_images.insert(page, new QImage(result.image), 1 + static_cast<int>(kilobytes));
    }
    const bool isOther =
        !shown.isBroken && !result.originalSize.isEmpty() && result.originalSize != shown.size;
    if (isOther) {
        shown.size = result.originalSize;
        layOut();
    } else {
        viewport()->update();
    }
    Q_EMIT pageShown(page);
}

void PageView::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = m_theme.tokens();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), tokens.window);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QRect visible = visibleArea();
    for (int number = 0; number < m_pages.size(); ++number) {
        const Page &page = m_pages.at(number);
        if (!page.area.intersects(visible))
            continue;
        const QRect area = page.area.translated(-visible.topLeft());
        if (const QImage *image = m_images.object(number)) {
            painter.drawImage(area, *image);
        } else {
            painter.fillRect(area, tokens.surface);
            painter.setPen(page.isBroken ? tokens.bad : tokens.text2);
            painter.drawText(area, Qt::AlignCenter,
                             page.isBroken ? tr("%1 could not be read").arg(page.source.label)
                                           : page.source.label);
        }
        painter.setPen(tokens.line);
        painter.drawRect(area.adjusted(0, 0, -1, -1));
    }
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

void PageView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void PageView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    m_settling.start();
}

void PageView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        setZoom(m_zoom * ZoomStep);
        return;
    case Qt::Key_Minus:
        setZoom(m_zoom / ZoomStep);
        return;
    case Qt::Key_0:
        setZoom(1);
        return;
    case Qt::Key_Home:
        verticalScrollBar()->setValue(0);
        return;
    case Qt::Key_End:
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void PageView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        setZoom(event->angleDelta().y() > 0 ? m_zoom * ZoomStep : m_zoom / ZoomStep);
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void PageView::scrollContentsBy(int, int)
{
    request();
    tellPlace();
    viewport()->update();
}

void PageView::tellPlace()
{
    if (m_pages.size() > 1)
        setAccessibleDescription(
            tr("Page %1 of %2").arg(text::count(currentPage() + 1), text::count(m_pages.size())));
}

} // namespace polylogue::ui::viewer
