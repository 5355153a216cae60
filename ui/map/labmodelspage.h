// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/lab.h"
#include "ui/map/labpage.h"

class QComboBox;
class QPushButton;
class QSpinBox;

namespace polylogue::ui::map {

//! \brief Which neighbours another model gives the texts of the map.
class LabModelsPage final : public LabPage
{
    Q_OBJECT

public:
    explicit LabModelsPage(QWidget *parent);

    void setMap(const app::embeddings::TextMap &map) override;
    void setModels(const QList<app::endpoint::ModelInfo> &models,
                   const QString &preferred) override;
    void useVectors(const QList<app::embeddings::EmbeddedTexts> &vectors) override;

private:
    void enable();
    void estimate();
    void start();
    void showAgreement(const app::embeddings::Agreement &agreement, const QString &model);
    void showNeighbours();
    app::embeddings::EmbeddingSetup setup() const;

    app::embeddings::TextMap m_map;
    QList<app::endpoint::ModelInfo> m_models;
    app::embeddings::Agreement m_agreement;
    QList<int> m_order; // of the texts: those first whose neighbours differ most
    QString m_otherName;
    QComboBox *m_model = nullptr; // this one and the following are children
    QComboBox *m_inputType = nullptr;
    QSpinBox *m_count = nullptr;
    QPushButton *m_start = nullptr;
    LabTableModel *m_texts = nullptr;
    LabTableModel *m_neighbours = nullptr;
    QTableView *m_textTable = nullptr;
};

} // namespace polylogue::ui::map
