// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/lab.h"
#include "ui/map/labpage.h"

class QDoubleSpinBox;
class QPushButton;
class QSpinBox;

namespace polylogue::ui::map {

//! \brief Texts of the map that nearly say the same.
class LabDuplicatesPage final : public LabPage
{
    Q_OBJECT

public:
    explicit LabDuplicatesPage(QWidget *parent);

    void setMap(const app::embeddings::TextMap &map) override;

private:
    void start();
    void showPairs(const QList<app::embeddings::NearPair> &pairs);

    app::embeddings::TextMap m_map;
    QDoubleSpinBox *m_least = nullptr; // this one and the following are children
    QPushButton *m_start = nullptr;
    LabTableModel *m_table = nullptr;
};

//! \brief Whether the neighbours of the map's texts have the same label.
class LabHitsPage final : public LabPage
{
    Q_OBJECT

public:
    explicit LabHitsPage(QWidget *parent);

    void setMap(const app::embeddings::TextMap &map) override;

private:
    void start();
    void showRates(const app::embeddings::HitRates &rates);

    app::embeddings::TextMap m_map;
    QSpinBox *m_count = nullptr; // this one and the following are children
    QPushButton *m_start = nullptr;
    LabTableModel *m_rates = nullptr;
    LabTableModel *m_labels = nullptr;
};

} // namespace polylogue::ui::map
