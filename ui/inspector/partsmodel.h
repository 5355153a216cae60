// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/inspection/requestreport.h"

#include <QAbstractTableModel>

namespace polylogue::ui::inspector {

//! \brief The parts of a request: what, bytes, tokens.
class PartsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setReport(const app::inspection::RequestReport &report);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QString nameOf(const app::inspection::RequestPart &part) const;

    QList<app::inspection::RequestPart> m_parts;
    qsizetype m_omitted = 0;
};

} // namespace polylogue::ui::inspector
