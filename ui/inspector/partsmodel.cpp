// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/partsmodel.h"

#include "ui/text/format.h"

namespace polylogue::ui::inspector {

using app::inspection::RequestPart;

namespace {

constexpr qsizetype LongestName = 120;

} // namespace

void PartsModel::setReport(const app::inspection::RequestReport &report)
{
    if (report.parts == m_parts && report.omittedParts == m_omitted)
        return;
    const bool isOfSameSize =
        report.parts.size() == m_parts.size() && report.omittedParts == m_omitted;
    if (!isOfSameSize)
        beginResetModel();
    m_parts = report.parts;
    m_omitted = report.omittedParts;
    if (!isOfSameSize)
        endResetModel();
    else if (!m_parts.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 2));
}

int PartsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_parts.size());
}

int PartsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 3;
}

QString PartsModel::nameOf(const RequestPart &part) const
{
    switch (part.kind) {
    case RequestPart::Kind::System:
        return tr("%1  System").arg(text::count(part.number));
    case RequestPart::Kind::User:
        return tr("%1  User").arg(text::count(part.number));
    case RequestPart::Kind::Assistant:
        return tr("%1  Assistant").arg(text::count(part.number));
    case RequestPart::Kind::Tool:
        return tr("%1  Result of a tool").arg(text::count(part.number));
    case RequestPart::Kind::File:
        //: the file is part of the message above it
        return tr("      %1, as base64").arg(text::oneLine(part.name, LongestName));
    case RequestPart::Kind::Tools:
        return part.number == 1 ? tr("1 tool") : tr("%1 tools").arg(text::count(part.number));
    case RequestPart::Kind::Parameters:
        return text::oneLine(part.name, LongestName);
    }
    return {};
}

QVariant PartsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_parts.size())
        return {};
    const RequestPart &part = m_parts.at(index.row());
    if (role == Qt::TextAlignmentRole && index.column() > 0)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == 0)
        return nameOf(part);
    if (index.column() == 1)
        return text::fileSize(part.bytes);
    return part.tokens ? text::estimatedTokenCount(*part.tokens) : QString();
}

QVariant PartsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section > 0)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Part") : section == 1 ? tr("Size") : tr("Estimate");
}

} // namespace polylogue::ui::inspector
