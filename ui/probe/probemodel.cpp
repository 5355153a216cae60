// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/probe/probemodel.h"

#include "ui/probe/probewords.h"
#include "ui/text/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::probe {

using app::probe::Capability;
using app::probe::Finding;

namespace {

constexpr qsizetype LongestName = 200;

} // namespace

ProbeModel::ProbeModel(const app::probe::FindingTable &findings, QObject *parent)
    : QAbstractTableModel(parent)
    , m_findings(findings)
{
    rebuild();
}

void ProbeModel::setModels(const QStringList &models)
{
    if (models == m_models)
        return;
    beginResetModel();
    m_models = models;
    rebuild();
    endResetModel();
}

void ProbeModel::setFilter(const QString &text, Show show)
{
    beginResetModel();
    m_filter = text;
    m_show = show;
    rebuild();
    endResetModel();
}

void ProbeModel::refresh(const QString &model)
{
    const QStringList shown = m_shown;
    const QList<Capability> rows = m_rows;
    rebuild();
    if (m_shown != shown || m_rows != rows) {
        beginResetModel();
        endResetModel();
        return;
    }
    const int column = columnOf(model);
    if (!model.isEmpty() && column < 0)
        return;
    const int last = model.isEmpty() ? columnCount() - 1 : column;
    if (rowCount() > 0 && last >= 0)
        Q_EMIT dataChanged(index(0, std::max(column, 0)), index(rowCount() - 1, last));
}

bool ProbeModel::isShown(Capability capability) const
{
    QSet<QString> words;
    bool isKnown = false;
    bool hasChanged = false;
    for (const QString &model : m_shown) {
        const auto finding = m_findings.at(model, capability);
        isKnown = isKnown || finding;
        hasChanged = hasChanged || m_findings.hasChanged(model, capability);
        words.insert(finding ? shortText(*finding) : QString());
    }
    switch (m_show) {
    case Show::All:
        return true;
    case Show::Known:
        return isKnown;
    case Show::Changed:
        return hasChanged;
    case Show::Different:
        return words.size() > 1;
    }
    return true;
}

void ProbeModel::rebuild()
{
    const QStringList words = m_filter.split(u' ', Qt::SkipEmptyParts);
    m_shown.clear();
    for (const QString &model : m_models) {
        const bool matches = std::ranges::all_of(words, [&model](const QString &word) {
            return model.contains(word, Qt::CaseInsensitive);
        });
        if (matches)
            m_shown.append(model);
    }
    m_rows.clear();
    for (const Capability capability : app::probe::allCapabilities()) {
        if (isShown(capability))
            m_rows.append(capability);
    }
}

int ProbeModel::columnOf(const QString &model) const
{
    return int(m_shown.indexOf(model));
}

int ProbeModel::rowOf(Capability capability) const
{
    return int(m_rows.indexOf(capability));
}

int ProbeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ProbeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant ProbeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const QString model = m_shown.at(index.column());
    const Capability capability = m_rows.at(index.row());
    const auto finding = m_findings.at(model, capability);
    switch (role) {
    case Qt::DisplayRole:
        return finding ? shortText(*finding) : u"–"_s;
    case Qt::AccessibleTextRole: {
        const QString what = finding ? shortText(*finding) : tr("not asked yet");
        const QString changed =
            m_findings.hasChanged(model, capability) ? tr(", changed") : QString();
        return tr("%1, %2: %3%4")
            .arg(text::oneLine(model, LongestName), capabilityText(capability), what, changed);
    }
    case FindingRole:
        return finding ? QVariant::fromValue(*finding) : QVariant();
    case ChangedRole:
        return m_findings.hasChanged(model, capability);
    case CapabilityRole:
        return int(capability);
    case ModelRole:
        return model;
    default:
        return {};
    }
}

QVariant ProbeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool isModel = orientation == Qt::Horizontal;
    if (section < 0 || section >= (isModel ? m_shown.size() : m_rows.size()))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && isModel)
        return m_shown.at(section).toHtmlEscaped();
    if (role != Qt::DisplayRole)
        return {};
    return isModel ? text::oneLine(m_shown.at(section), LongestName)
                   : capabilityText(m_rows.at(section));
}

} // namespace polylogue::ui::probe
