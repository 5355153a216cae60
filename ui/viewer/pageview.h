// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/decodejob.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QImage>
#include <QList>
#include <QTimer>

#include <map>
#include <memory>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::viewer {

//! \brief What the decoder is asked for to show one page or picture.
struct PageSource
{
    app::attachments::DecodeRequest request = {}; //!< maximumSize is the view's
    QString label = {}; //!< "Page 3"
};

//! \brief Pages, or a picture, below each other; rendered by the decoder when they come into sight.
//!
//! Plus, minus and 0 zoom, as does the wheel with Ctrl; arrows, Page Up and Down, Home and End
//! scroll.
class PageView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit PageView(theme::Theme &theme, QWidget *parent = nullptr);
    ~PageView() override;

    void setPages(const QList<PageSource> &pages);
    double zoom() const { return m_zoom; } //!< 1: a page is as wide as the view
    void setZoom(double zoom);
    //! \return the first page in sight, from 0; -1 without pages.
    int currentPage() const;

Q_SIGNALS:
    void pageShown(int page); //!< rendered

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Page
    {
        PageSource source = {};
        QSize size = {}; // its proportions: points or pixels
        bool isBroken = false;
        int renderedWidth = 0; // what was asked for last, in device pixels
        QRect area = {}; // in the contents
    };

    void layOut();
    void request();
    int widthOf(const Page &page) const;
    void render(int page);
    void onRendered(int page, const app::attachments::DecodeResult &result);
    QRect visibleArea() const;
    void tellPlace();

    theme::Theme &m_theme;
    QList<Page> m_pages;
    QSize m_contents;
    double m_zoom = 1;
    QTimer m_settling; // after the last change of size, until pages are rendered for it
    QCache<int, QImage> m_images; // by page, cost in kilobytes
    std::map<int, std::unique_ptr<app::attachments::DecodeJob>> m_rendering;
};

} // namespace polylogue::ui::viewer
