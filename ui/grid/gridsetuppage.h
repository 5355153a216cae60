// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/modelinfo.h"
#include "app/store/gridrecord.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace polylogue::ui::tables {
class SourceTable;
}

namespace polylogue::ui::grid {

class ModelChecks;
class PromptTabs;

//! \brief What is asked of whom: the table, the prompts, the models; what it would take.
class GridSetupPage final : public QWidget
{
    Q_OBJECT

public:
    explicit GridSetupPage(QWidget *parent = nullptr);

    void setModels(const QList<app::endpoint::ModelInfo> &models, const QString &preferred);
    //! \brief Begins with a table. \param folder where names of files are looked for
    //! \return whether \a text is a table.
    bool setSource(const QString &text, const QString &title, const QString &folder);
    //! \return the run as it is set up now, without id, endpoint and time.
    app::store::GridRun run() const;

Q_SIGNALS:
    void backRequested();
    void startRequested(); //!< after the number of requests was confirmed

private:
    QWidget *makeOptions();
    void onTableChanged();
    void showEstimate();
    QString obstacle() const;
    void confirm();

    QString m_folder;
    QTimer m_estimateTimer; // while somebody types
    tables::SourceTable *m_source = nullptr; // this one and the following are children
    PromptTabs *m_prompts = nullptr;
    ModelChecks *m_models = nullptr;
    QLineEdit *m_title = nullptr;
    QComboBox *m_file = nullptr;
    QComboBox *m_expected = nullptr;
    QComboBox *m_expectation = nullptr;
    QLineEdit *m_parameters = nullptr;
    QSpinBox *m_parallel = nullptr;
    QLabel *m_estimate = nullptr;
    QLabel *m_warning = nullptr;
    QPushButton *m_start = nullptr;
};

} // namespace polylogue::ui::grid
