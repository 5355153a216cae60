// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/accessibletable.h"

#include "ui/transcript/wording.h"

namespace polylogue::ui::transcript {

namespace {

class AccessibleCell final : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    AccessibleCell(AccessibleTable &table, int cell)
        : m_table(table)
        , m_cell(cell)
    { }

    bool isValid() const override { return m_cell < m_table.childCount(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return &m_table; }
    int childCount() const override { return 0; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_table.cellText(m_cell) : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override { return isValid() ? m_table.cellRect(m_cell) : QRect(); }
    QAccessible::Role role() const override
    {
        return rowIndex() == 0 ? QAccessible::ColumnHeader : QAccessible::Cell;
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        state.readOnly = true;
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface
            ? static_cast<QAccessibleTableCellInterface *>(this)
            : nullptr;
    }

    // QAccessibleTableCellInterface
    bool isSelected() const override { return false; }
    QList<QAccessibleInterface *> columnHeaderCells() const override
    {
        return {m_table.cellAt(0, columnIndex())};
    }
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_cell % std::max(1, m_table.columnCount()); }
    int rowIndex() const override { return m_cell / std::max(1, m_table.columnCount()); }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface *table() const override { return &m_table; }

private:
    AccessibleTable &m_table; // owns this by way of Qt's cache
    int m_cell;
};

} // namespace

AccessibleTable::AccessibleTable(const AccessiblePlace &place)
    : m_place(place)
{ }

const markdown::Table *AccessibleTable::table() const
{
    const TextContent *content = m_place.content();
    return content && content->block.kind == markdown::BlockKind::Table ? &content->block.table
                                                                        : nullptr;
}

int AccessibleTable::columnCount() const
{
    return table() ? static_cast<int>(table()->columns()) : 0;
}

int AccessibleTable::rowCount() const
{
    return table() ? static_cast<int>(table()->rows()) : 0;
}

QString AccessibleTable::cellText(int cell) const
{
    return table() ? table()->cells.at(cell).text : QString();
}

//! Where its text begins: that is what is read.
QRect AccessibleTable::cellRect(int cell) const
{
    if (!table())
        return {};
    qsizetype offset = 0;
    for (int before = 0; before < cell; ++before)
        offset += table()->cells.at(before).text.size() + 1;
    const auto length = static_cast<int>(table()->cells.at(cell).text.size());
    QRectF area;
    for (int at = 0; at < std::max(1, length); ++at)
        area |= m_place.layout().characterRect(static_cast<int>(offset) + at);
    return m_place.onScreen(area);
}

QAccessibleInterface *AccessibleTable::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    return m_cells.get(
        index, [&] { return new AccessibleCell(const_cast<AccessibleTable &>(*this), index); });
}

int AccessibleTable::indexOfChild(const QAccessibleInterface *child) const
{
    const int *cell = m_cells.keyOf(child);
    return cell ? *cell : -1;
}

QAccessibleInterface *AccessibleTable::childAt(int x, int y) const
{
    const QRect area = rect();
    if (!table() || !area.contains(x, y))
        return nullptr;
    int offset = m_place.layout().offsetAt(QPointF(QPoint(x, y) - area.topLeft()));
    int cell = 0;
    for (; cell + 1 < childCount(); ++cell) {
        const auto length = static_cast<int>(table()->cells.at(cell).text.size());
        if (offset <= length)
            break;
        offset -= length + 1; // the tab or newline behind it
    }
    return child(cell);
}

QAccessibleInterface *AccessibleTable::cellAt(int row, int column) const
{
    const bool isThere = row >= 0 && row < rowCount() && column >= 0 && column < columnCount();
    return isThere ? child(row * columnCount() + column) : nullptr;
}

QString AccessibleTable::columnDescription(int column) const
{
    return column >= 0 && column < columnCount() ? cellText(column) : QString();
}

QString AccessibleTable::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Name && table() ? wording::tableName(rowCount() - 1, columnCount())
                                                : QString();
}

QAccessible::State AccessibleTable::state() const
{
    QAccessible::State state;
    state.invalid = !isValid();
    state.readOnly = true;
    state.focusable = true;
    state.focused = m_place.hasFocus();
    state.offscreen = !m_place.isVisible();
    return state;
}

void *AccessibleTable::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface *>(this)
                                               : nullptr;
}

} // namespace polylogue::ui::transcript
