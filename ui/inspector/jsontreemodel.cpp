// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/inspector/jsontreemodel.h"

#include "app/json/jsoncodec.h"
#include "ui/text/format.h"

#include <vector>

using namespace Qt::StringLiterals;

namespace polylogue::ui::inspector {

using app::json::JsonNode;
using app::schema::Violation;

namespace {

constexpr qsizetype LongestValue = 300; // in a row

} // namespace

//! A node with its place; children are made when they are asked for.
struct JsonTreeModel::Item
{
    const JsonNode *node = nullptr; // null: above the root
    Item *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Item>> children = {};

    Item *child(int at)
    {
        if (children.empty())
            children.resize(size_t(node->children.size()));
        std::unique_ptr<Item> &made = children.at(size_t(at));
        if (!made)
            made.reset(new Item{.node = &node->children.at(at), .parent = this, .row = at});
        return made.get();
    }
    QString name() const
    {
        if (!parent || !parent->node)
            return {};
        return parent->node->isObject() ? parent->node->names.at(row) : QString::number(row);
    }
};

QString violationText(const Violation &violation)
{
    const QString &argument = violation.argument;
    if (violation.keyword == "type"_L1)
        return JsonTreeModel::tr("It has to be of type %1.").arg(argument);
    if (violation.keyword == "required"_L1)
        return JsonTreeModel::tr("The member %1 is missing.").arg(argument);
    if (violation.keyword == "additionalProperties"_L1
        || violation.keyword == "unevaluatedProperties"_L1)
        return JsonTreeModel::tr("The member %1 is not in the schema.").arg(argument);
    if (violation.keyword == "enum"_L1 || violation.keyword == "const"_L1)
        return JsonTreeModel::tr("It has to be %1.").arg(argument);
    if (violation.keyword == "pattern"_L1)
        return JsonTreeModel::tr("It does not match %1.").arg(argument);
    return JsonTreeModel::tr("“%1: %2” does not hold.").arg(violation.keyword, argument);
}

JsonTreeModel::JsonTreeModel(theme::Theme &theme, QObject *parent)
    : QAbstractItemModel(parent)
    , m_theme(theme)
    , m_root(std::make_unique<Item>())
{ }

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setValue(const JsonNode &value, const QList<Violation> &violations)
{
    beginResetModel();
    m_value = value;
    m_problems.clear();
    for (const Violation &violation : violations)
        m_problems[violation.instance].append(violationText(violation));
    m_root = std::make_unique<Item>();
    m_root->children.push_back(
        std::unique_ptr<Item>(new Item{.node = &m_value, .parent = m_root.get()}));
    endResetModel();
}

JsonTreeModel::Item *JsonTreeModel::itemOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Item *>(index.internalPointer()) : m_root.get();
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    Item *item = itemOf(parent);
    return createIndex(row, column, item->node ? item->child(row) : item->children.front().get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &index) const
{
    const Item *item = itemOf(index)->parent;
    if (!index.isValid() || !item || !item->node)
        return {};
    return createIndex(item->row, 0, item);
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const Item *item = itemOf(parent);
    return item->node ? int(item->node->children.size()) : int(item->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return 2;
}

QModelIndex JsonTreeModel::indexOf(const QString &pointer) const
{
    QModelIndex place = index(0, 0);
    if (!place.isValid() || pointer.isEmpty())
        return place;
    for (QString step : pointer.sliced(1).split(u'/')) {
        step.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
        const JsonNode *node = itemOf(place)->node;
        const qsizetype row =
            node->isObject() ? node->names.lastIndexOf(step) : qsizetype(step.toLongLong());
        place = index(int(row), 0, place);
        if (!place.isValid())
            return {};
    }
    return place;
}

QString JsonTreeModel::pointerOf(const Item &item) const
{
    if (!item.parent || !item.parent->node)
        return {};
    return app::json::pointerTo(pointerOf(*item.parent), item.name());
}

QString JsonTreeModel::shownValue(const JsonNode &node)
{
    switch (node.kind) {
    case JsonNode::Kind::Object:
        return node.children.size() == 1 ? tr("{ 1 member }")
                                         : tr("{ %1 members }").arg(node.children.size());
    case JsonNode::Kind::Array:
        return node.children.size() == 1 ? tr("[ 1 element ]")
                                         : tr("[ %1 elements ]").arg(node.children.size());
    default:
        return text::oneLine(QString::fromUtf8(app::json::write(node)), LongestValue);
    }
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Item &item = *itemOf(index);
    const theme::Tokens &tokens = m_theme.tokens();
    const auto problems = [&] { return m_problems.value(pointerOf(item)); };
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == 0)
            return item.parent->node ? text::oneLine(item.name(), LongestValue) : tr("answer");
        if (const QStringList words = problems(); !words.isEmpty())
            //: a value, and what is wrong with it
            return tr("%1 — %2").arg(shownValue(*item.node),
                                     text::oneLine(words.first(), LongestValue));
        return shownValue(*item.node);
    case Qt::ForegroundRole:
        if (m_problems.contains(pointerOf(item)))
            return tokens.bad;
        if (index.column() == 0)
            return tokens.text2;
        return item.node->isString() ? tokens.syntax.string
            : item.node->isNumber()  ? tokens.syntax.constant
            : item.node->children.isEmpty() && !item.node->isObject() && !item.node->isArray()
            ? tokens.syntax.keyword
            : tokens.text2;
    case Qt::AccessibleDescriptionRole:
        return problems().join(u' ');
    case PointerRole:
        return pointerOf(item);
    case ValueRole:
        return item.node->isString()
            ? item.node->text
            : QString::fromUtf8(app::json::write(*item.node, app::json::Layout::Indented));
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Name") : tr("Value");
}

} // namespace polylogue::ui::inspector
