// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/modellistmodel.h"

#include <algorithm>

namespace polylogue::ui::models {

using app::endpoint::ModelInfo;

bool isEmbeddingModel(const ModelInfo &model)
{
    return model.capabilities.embeddings.value_or(false)
        && !model.capabilities.chat.value_or(false);
}

void ModelListModel::setModels(const QList<ModelInfo> &models)
{
    beginResetModel();
    m_models = models;
    rebuild();
    endResetModel();
}

void ModelListModel::setFilter(const QString &text)
{
    beginResetModel();
    m_filter = text.simplified();
    rebuild();
    endResetModel();
}

void ModelListModel::rebuild()
{
    const QStringList words = m_filter.split(u' ', Qt::SkipEmptyParts);
    const auto matches = [&words](const ModelInfo &model) {
        return std::ranges::all_of(words, [&model](const QString &word) {
            return model.id.contains(word, Qt::CaseInsensitive)
                || model.name.contains(word, Qt::CaseInsensitive)
                || model.ownedBy.contains(word, Qt::CaseInsensitive);
        });
    };
    bool isListed = m_filter.isEmpty();
    m_shown.clear();
    for (qsizetype i = 0; i < m_models.size(); ++i) {
        if (matches(m_models.at(i)))
            m_shown << i;
        isListed = isListed || m_models.at(i).id == m_filter;
    }
    std::ranges::stable_partition(
        m_shown, [this](qsizetype i) { return !isEmbeddingModel(m_models.at(i)); });
    m_typed = isListed ? QString() : m_filter;
}

int ModelListModel::rowOf(const QString &id) const
{
    const auto found =
        std::ranges::find_if(m_shown, [this, &id](qsizetype i) { return m_models.at(i).id == id; });
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

int ModelListModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(m_shown.size()) + (m_typed.isEmpty() ? 0 : 1);
}

QVariant ModelListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const bool isTyped = index.row() == m_shown.size();
    if (role == IsTypedRole)
        return isTyped;
    if (isTyped)
        return role == IdRole || role == Qt::DisplayRole ? QVariant(m_typed) : QVariant();
    const ModelInfo &model = m_models.at(m_shown.at(index.row()));
    switch (role) {
    case IdRole:
    case Qt::DisplayRole:
        return model.id;
    case InfoRole:
        return QVariant::fromValue(model);
    case IsEmbeddingRole:
        return isEmbeddingModel(model);
    default:
        return {};
    }
}

Qt::ItemFlags ModelListModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractListModel::flags(index);
    if (index.data(IsEmbeddingRole).toBool())
        flags &= ~(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return flags;
}

} // namespace polylogue::ui::models
