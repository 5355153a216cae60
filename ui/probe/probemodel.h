// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/probe/findingtable.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace polylogue::ui::probe {

//! \brief What is known of models: a row for each capability, a column for each model.
class ProbeModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        FindingRole = Qt::UserRole, //!< app::probe::Finding; invalid where nothing is known
        ChangedRole, //!< bool: says something else than the last time
        CapabilityRole, //!< app::probe::Capability
        ModelRole, //!< QString
    };
    //! Which rows are shown.
    enum class Show {
        All,
        Known, //!< of which anything is known
        Changed,
        Different, //!< in which the shown models differ
    };

    //! \param findings outlives this
    explicit ProbeModel(const app::probe::FindingTable &findings, QObject *parent = nullptr);

    void setModels(const QStringList &models);
    //! \brief Leaves the models whose id contains every word of \a text, and the rows of \a show.
    void setFilter(const QString &text, Show show);
    //! \brief Findings are others: of \a model, of all where that is empty.
    void refresh(const QString &model);
    int columnOf(const QString &model) const; //!< -1 where it is not shown
    int rowOf(app::probe::Capability capability) const; //!< -1 where it is not shown
    const QStringList &shownModels() const { return m_shown; }
    const QList<app::probe::Capability> &shownCapabilities() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void rebuild();
    bool isShown(app::probe::Capability capability) const;

    const app::probe::FindingTable &m_findings;
    QStringList m_models;
    QString m_filter;
    Show m_show = Show::All;
    QStringList m_shown;
    QList<app::probe::Capability> m_rows;
};

} // namespace polylogue::ui::probe

Q_DECLARE_METATYPE(polylogue::app::probe::Finding)
