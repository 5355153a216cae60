// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/jsontablemodel.h"

#include "app/json/jsoncodec.h"
#include "ui/inspector/jsontreemodel.h"
#include "ui/text/format.h"

#include <QSet>

namespace polylogue::ui::inspector {

using app::json::JsonNode;

namespace {

constexpr qsizetype LongestValue = 200; // in a cell

QString wordsOf(const JsonNode &node, app::json::Layout layout)
{
    return node.isString() ? node.text : QString::fromUtf8(app::json::write(node, layout));
}

} // namespace

void JsonTableModel::setRows(const JsonNode &rows, const QString &pointer)
{
    beginResetModel();
    m_rows = rows;
    m_pointer = pointer;
    m_columns.clear();
    QSet<QString> known;
    for (const JsonNode &row : rows.children) {
        for (const QString &name : row.names) {
            if (m_columns.size() == MostColumns || known.contains(name))
                continue;
            known.insert(name);
            m_columns.append(name);
        }
    }
    endResetModel();
}

int JsonTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.children.size());
}

int JsonTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant JsonTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QString &name = m_columns.at(index.column());
    if (role == JsonTreeModel::PointerRole)
        return app::json::pointerTo(app::json::pointerTo(m_pointer, QString::number(index.row())),
                                    name);
    const JsonNode *value = m_rows.children.at(index.row()).member(name);
    if (!value)
        return {};
    if (role == Qt::DisplayRole)
        return text::oneLine(wordsOf(*value, app::json::Layout::Compact), LongestValue);
    if (role == JsonTreeModel::ValueRole)
        return wordsOf(*value, app::json::Layout::Indented);
    if (role == Qt::TextAlignmentRole && value->isNumber())
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant JsonTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    return orientation == Qt::Horizontal
        ? QVariant(text::oneLine(m_columns.value(section), LongestValue))
        : QVariant(section + 1);
}

} // namespace polylogue::ui::inspector
