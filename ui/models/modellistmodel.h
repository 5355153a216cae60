// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/modelinfo.h"

#include <QAbstractListModel>
#include <QList>

namespace polylogue::ui::models {

//! \brief The models of one server as rows to choose from, filtered as the user types.
//!
//! Models that only make embeddings come last and cannot be chosen. Where what was typed is no
//! model's id, one more row offers it as it stands: servers know models that they do not list.
class ModelListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole, //!< QString: what requests name
        InfoRole, //!< app::endpoint::ModelInfo; invalid for the row with what was typed
        IsTypedRole, //!< bool: the row with what was typed
        IsEmbeddingRole, //!< bool
    };

    using QAbstractListModel::QAbstractListModel;

    void setModels(const QList<app::endpoint::ModelInfo> &models);
    const QList<app::endpoint::ModelInfo> &models() const { return m_models; }
    //! \brief Leaves the models whose id, name or owner contain every word of \a text.
    void setFilter(const QString &text);
    //! \return the row of the model \a id; -1 where it is not shown.
    int rowOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void rebuild();

    QList<app::endpoint::ModelInfo> m_models;
    QString m_filter;
    QList<qsizetype> m_shown; // into m_models
    QString m_typed; // offered below them; empty for none
};

//! \return whether \a model is known to make embeddings and not known to chat.
bool isEmbeddingModel(const app::endpoint::ModelInfo &model);

} // namespace polylogue::ui::models
