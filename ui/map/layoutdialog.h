// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/textmap.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace polylogue::ui::map {

//! \brief How a map is laid out and divided into clusters, each choice with what it does.
class LayoutDialog final : public QDialog
{
    Q_OBJECT

public:
    LayoutDialog(const app::embeddings::LayoutSetup &layout,
                 const app::embeddings::ClusterSetup &clustering, QWidget *parent);

    app::embeddings::LayoutSetup layoutSetup() const;
    app::embeddings::ClusterSetup clusterSetup() const;

private:
    void enableFields();

    QComboBox *m_method = nullptr; // these are children
    QSpinBox *m_neighbours = nullptr;
    QDoubleSpinBox *m_distance = nullptr;
    QComboBox *m_metric = nullptr;
    QSpinBox *m_seed = nullptr;
    QSpinBox *m_epochs = nullptr;
    QComboBox *m_clusters = nullptr;
    QSpinBox *m_smallest = nullptr;
    QSpinBox *m_count = nullptr;
};

} // namespace polylogue::ui::map
