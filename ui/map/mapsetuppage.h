// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/corpus.h"
#include "app/embeddings/embeddingjob.h"
#include "app/endpoint/modelinfo.h"
#include "app/session/textfilesjob.h"

#include <QFutureWatcher>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace polylogue::ui::tables {
class SourceTable;
}

namespace polylogue::ui::map {

class FilesTexts;

//! \brief Which texts become a map by which model, and what that takes.
class MapSetupPage final : public QWidget
{
    Q_OBJECT

public:
    explicit MapSetupPage(QWidget *parent = nullptr);

    //! \return whether \a text is a table.
    bool setText(const QString &text, const QString &title);
    void setFiles(const QList<app::embeddings::TextFile> &files,
                  const QList<app::session::UnreadFile> &unread, const QString &title);
    //! \param preferred the endpoint's embedding model; may be empty
    //! \param knowsInputType the server is known to understand input_type
    void setModels(const QList<app::endpoint::ModelInfo> &models, const QString &preferred,
                   bool knowsInputType);

    QString title() const;
    QString numberName() const; //!< of the column of numbers; may be empty
    app::embeddings::Corpus corpus() const;
    app::embeddings::EmbeddingSetup setup() const;

Q_SIGNALS:
    void backRequested();
    void mapRequested();

private:
    QWidget *makeOptions();
    void connectAll();
    void onTableChanged();
    void listLabels();
    void estimateSoon();
    void estimate();
    void showEstimate();
    app::embeddings::CorpusColumns columns() const;
    app::embeddings::Sample sample() const;

    QString m_title;
    QList<app::endpoint::ModelInfo> m_models;
    QTimer m_soon;
    QFutureWatcher<std::pair<qsizetype, app::embeddings::EmbeddingEstimate>> m_estimating;
    tables::SourceTable *m_source = nullptr; // this one and the following are children
    FilesTexts *m_files = nullptr;
    QComboBox *m_text = nullptr;
    QComboBox *m_label = nullptr;
    QComboBox *m_titleColumn = nullptr;
    QComboBox *m_number = nullptr;
    QCheckBox *m_embedsTitle = nullptr;
    QListWidget *m_labels = nullptr;
    QSpinBox *m_each = nullptr;
    QComboBox *m_model = nullptr;
    QComboBox *m_inputType = nullptr;
    QSpinBox *m_dimensions = nullptr;
    QComboBox *m_longTexts = nullptr;
    QLabel *m_estimate = nullptr;
    QPushButton *m_make = nullptr;
};

} // namespace polylogue::ui::map
