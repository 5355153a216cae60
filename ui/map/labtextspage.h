// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/map/labpage.h"
#include "ui/theme/theme.h"

class QComboBox;
class QHBoxLayout;
class QPlainTextEdit;
class QPushButton;

namespace polylogue::ui::map {

//! \brief Texts that are written here, one a line, beside each other: the same one as query and as
//!        document, or each with each.
class LabTextsPage final : public LabPage
{
    Q_OBJECT

public:
    enum class Kind { QueryAndDocument, EachWithEach };

    LabTextsPage(Kind kind, theme::Theme &theme, QWidget *parent);

    void setMap(const app::embeddings::TextMap &map) override;
    void setModels(const QList<app::endpoint::ModelInfo> &models,
                   const QString &preferred) override;
    void useVectors(const QList<app::embeddings::EmbeddedTexts> &vectors) override;

private:
    QHBoxLayout *makeChoices();
    void start();
    void showMatches(const QList<app::embeddings::EmbeddedTexts> &vectors);
    void showMatrix(const app::projection::Matrix &cosines);

    Kind m_kind;
    theme::Theme &m_theme;
    QList<app::endpoint::ModelInfo> m_models;
    QStringList m_asked;
    QPlainTextEdit *m_texts = nullptr; // this one and the following are children
    QComboBox *m_model = nullptr;
    QComboBox *m_inputType = nullptr;
    QPushButton *m_start = nullptr;
    LabTableModel *m_table = nullptr;
};

} // namespace polylogue::ui::map
