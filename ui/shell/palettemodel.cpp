// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/palettemodel.h"

#include "ui/shell/fuzzymatch.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

namespace {

using Kind = PaletteItem::Kind;

constexpr qsizetype MostOfEach = 7; // where all kinds are looked at
constexpr qsizetype MostOfOne = 200;

std::optional<Kind> kindOf(const QString &query)
{
    switch (query.isEmpty() ? u'\0' : query.at(0).unicode()) {
    case u'>':
        return Kind::Command;
    case u'@':
        return Kind::Model;
    case u'/':
        return Kind::Prompt;
    default:
        return {};
    }
}

QString headingOf(Kind kind)
{
    switch (kind) {
    case Kind::Chat:
        return PaletteModel::tr("Chats");
    case Kind::Command:
        return PaletteModel::tr("Commands");
    case Kind::Model:
        return PaletteModel::tr("Models");
    case Kind::Prompt:
        return PaletteModel::tr("Prompts");
    }
    return {};
}

} // namespace

struct PaletteModel::Section
{
    Kind kind = Kind::Chat;
    int best = 0; // score of its first row
    QList<Row> rows = {};
};

void PaletteModel::setItems(const QList<PaletteItem> &items)
{
    beginResetModel();
    m_items = items;
    rebuild();
    endResetModel();
}

void PaletteModel::setQuery(const QString &query)
{
    beginResetModel();
    m_query = query.trimmed();
    rebuild();
    endResetModel();
}

int PaletteModel::step(int row, int steps) const
{
    const int direction = steps < 0 ? -1 : 1;
    int reached = -1;
    int left = qAbs(steps);
    for (int next = row + direction; next >= 0 && next < m_rows.size() && left > 0;
         next += direction) {
        if (m_rows.at(next).item < 0)
            continue;
        reached = next;
        --left;
    }
    return reached;
}

void PaletteModel::rebuild()
{
    m_rows.clear();
    const std::optional<Kind> only = kindOf(m_query);
    const QString wanted = only ? m_query.mid(1).trimmed() : m_query;
    QList<Section> sections;
    for (const Kind kind : {Kind::Chat, Kind::Command, Kind::Model, Kind::Prompt}) {
        if (!only || *only == kind)
            sections.append(findIn(kind, wanted, only ? MostOfOne : MostOfEach));
    }
    std::ranges::stable_sort(sections,
                             [](const Section &a, const Section &b) { return a.best > b.best; });
    for (const Section &section : std::as_const(sections)) {
        if (section.rows.isEmpty())
            continue;
        m_rows.append(Row{.text = headingOf(section.kind)});
        m_rows += section.rows;
    }
    if (m_rows.isEmpty())
        m_rows.append(Row{.text = tr("Nothing found")});
}

PaletteModel::Section PaletteModel::findIn(Kind kind, const QString &wanted, qsizetype limit) const
{
    struct Hit
    {
        qsizetype item = 0;
        FuzzyMatch match = {};
    };
    std::vector<Hit> hits;
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        if (m_items.at(i).kind != kind)
            continue;
        if (const auto match = fuzzyMatch(wanted, m_items.at(i).text))
            hits.push_back(Hit{.item = i, .match = *match});
        if (wanted.isEmpty() && std::ssize(hits) == limit)
            break;
    }
    std::ranges::stable_sort(
        hits, [](const Hit &a, const Hit &b) { return a.match.score > b.match.score; });
    Section section{.kind = kind};
    for (const Hit &hit : hits) {
        if (section.rows.size() == limit)
            break;
        section.rows.append(Row{.item = hit.item, .match = hit.match.positions});
    }
    if (!hits.empty())
        section.best = hits.front().match.score;
    return section;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    const bool isHeading = row.item < 0;
    if (role == IsHeadingRole)
        return isHeading;
    if (isHeading)
        return role == Qt::DisplayRole ? QVariant(row.text) : QVariant();
    const PaletteItem &item = m_items.at(row.item);
    switch (role) {
    case Qt::DisplayRole:
        return item.text;
    case Qt::AccessibleTextRole:
        return item.detail.isEmpty() ? item.text : tr("%1, %2").arg(item.text, item.detail);
    case KindRole:
        return static_cast<int>(item.kind);
    case IdRole:
        return item.id;
    case DetailRole:
        return item.detail;
    case MatchRole:
        return QVariant::fromValue(row.match);
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || index.data(IsHeadingRole).toBool())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace polylogue::ui::shell
