// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/calls/wraplayout.h"

#include <QStyle>
#include <QWidget>

#include <utility>

namespace polylogue::ui::calls {

WrapLayout::WrapLayout(QWidget *parent)
    : QLayout(parent)
{ }

WrapLayout::~WrapLayout() = default;

void WrapLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
}

int WrapLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *WrapLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items.at(static_cast<std::size_t>(index)).get()
                                         : nullptr;
}

QLayoutItem *WrapLayout::takeAt(int index)
{
    if (!itemAt(index))
        return nullptr;
    const auto taken = m_items.begin() + index;
    QLayoutItem *item = taken->release();
    m_items.erase(taken);
    return item;
}

int WrapLayout::heightForWidth(int width) const
{
    const std::vector<Place> all = places({0, 0, width, 0});
    return all.empty() ? 0 : all.back().rect.bottom() + 1;
}

QSize WrapLayout::minimumSize() const
{
    QSize size;
    for (const auto &item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size;
}

QSize WrapLayout::sizeHint() const
{
    QSize size;
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize hint = item->sizeHint();
        size.rwidth() += hint.width() + (size.width() > 0 ? spacing() : 0);
        size.setHeight(qMax(size.height(), hint.height()));
    }
    return size;
}

void WrapLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const QWidget *widget = parentWidget();
    const Qt::LayoutDirection direction = widget ? widget->layoutDirection() : Qt::LeftToRight;
    for (const Place &place : places(rect))
        place.item->setGeometry(QStyle::visualRect(direction, rect, place.rect));
}

std::vector<WrapLayout::Place> WrapLayout::places(const QRect &rect) const
{
    std::vector<Place> all;
    QPoint next = rect.topLeft();
    int rowHeight = 0;
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue;
        QSize size = item->sizeHint();
        size.setWidth(qMin(size.width(), rect.width()));
        const bool isFirst = next.x() == rect.left();
        if (!isFirst && next.x() + size.width() > rect.left() + rect.width()) {
            next = {rect.left(), next.y() + std::exchange(rowHeight, 0) + spacing()};
        }
        all.push_back({.item = item.get(), .rect = QRect(next, size)});
        next.rx() += size.width() + spacing();
        rowHeight = qMax(rowHeight, size.height());
    }
    return all;
}

} // namespace polylogue::ui::calls
