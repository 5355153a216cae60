// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/palettemodel.h"

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
    case u'?':
        return Kind::Messages;
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
    case Kind::Messages:
        return PaletteModel::tr("Messages");
    }
    return {};
}

} // namespace

struct PaletteModel::Section
{
    Kind kind = Kind::Chat;
    int best = -1; // score of its first row
    QList<Row> rows = {};
};

void PaletteModel::setItems(const QList<PaletteItem> &items)
{
    beginResetModel();
    m_items = items;
    m_texts.clear();
    m_texts.reserve(static_cast<size_t>(items.size()));
    for (const PaletteItem &item : items)
        m_texts.emplace_back(item.text);
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
    m_wanted = only ? m_query.mid(1).trimmed() : m_query;
    const FuzzyPattern pattern(m_wanted);
    QList<Section> sections;
    for (const Kind kind : {Kind::Chat, Kind::Command, Kind::Model, Kind::Prompt}) {
        if (!only || *only == kind)
            sections.append(findIn(kind, pattern, only ? MostOfOne : MostOfEach));
    }
    std::ranges::stable_sort(sections,
                             [](const Section &a, const Section &b) { return a.best > b.best; });
    if (!only || *only == Kind::Messages)
        sections.append(offerSearch());
    for (const Section &section : std::as_const(sections)) {
        if (section.rows.isEmpty())
            continue;
        m_rows.append(Row{.text = headingOf(section.kind)});
        m_rows += section.rows;
    }
    if (m_rows.isEmpty())
        m_rows.append(Row{.text = tr("Nothing found")});
}

PaletteModel::Section PaletteModel::findIn(Kind kind, const FuzzyPattern &pattern,
                                           qsizetype limit) const
{
    struct Hit
    {
        qsizetype item = 0;
        int score = 0;
    };
    std::vector<Hit> hits;
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        if (m_items.at(i).kind != kind)
            continue;
        if (const auto score = pattern.score(m_texts[static_cast<size_t>(i)]))
            hits.push_back(Hit{.item = i, .score = *score});
        if (pattern.isEmpty() && std::ssize(hits) == limit)
            break;
    }
    const auto shown = hits.begin() + std::min<qsizetype>(limit, std::ssize(hits));
    std::ranges::partial_sort(hits, shown, [](const Hit &a, const Hit &b) {
        return a.score != b.score ? a.score > b.score : a.item < b.item;
    });
    Section section{.kind = kind};
    for (auto hit = hits.begin(); hit != shown; ++hit)
        section.rows.append(
            Row{.item = hit->item,
                .match = pattern.positions(m_texts[static_cast<size_t>(hit->item)])});
    if (!hits.empty())
        section.best = hits.front().score;
    return section;
}

//! One row, whatever was found: what is looked for may stand in a message.
PaletteModel::Section PaletteModel::offerSearch() const
{
    Section section{.kind = Kind::Messages};
    const auto search = std::ranges::find(m_items, Kind::Messages, &PaletteItem::kind);
    if (search != m_items.end() && !m_wanted.isEmpty())
        section.rows.append(Row{.item = search - m_items.begin()});
    return section;
}

QString PaletteModel::textOf(const PaletteItem &item) const
{
    if (item.kind == Kind::Messages)
        return tr("Search messages for “%1”").arg(m_wanted);
    return item.text;
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
        return textOf(item);
    case Qt::AccessibleTextRole:
        return item.detail.isEmpty() ? textOf(item) : tr("%1, %2").arg(item.text, item.detail);
    case KindRole:
        return static_cast<int>(item.kind);
    case IdRole:
        return item.kind == Kind::Messages ? m_wanted : item.id;
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
