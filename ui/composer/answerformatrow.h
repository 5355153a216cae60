// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/answerform.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QPushButton;

namespace polylogue::ui::composer {

//! \brief In which form an answer is asked for: a line of ParametersPanel.
class AnswerFormatRow final : public QWidget
{
    Q_OBJECT

public:
    using Format = app::endpoint::ResponseFormat;

    explicit AnswerFormatRow(QWidget *parent);

    void setFormat(const std::optional<Format> &format);
    const std::optional<Format> &format() const { return m_format; }
    //! \brief Whether the server was seen to refuse the field, so that words ask for the form.
    void setRefused(bool refused);
    void focusField();

Q_SIGNALS:
    void formatChanged();
    //! The schema is to be written or changed.
    void schemaRequested();
    void sendAgainRequested(const QString &field);

private:
    void onChosen();
    void show();

    std::optional<Format> m_format;
    Format m_last; // what was chosen before text, so that no schema is lost by looking around
    QComboBox *m_kind;
    QPushButton *m_edit;
    QWidget *m_refusal;
};

} // namespace polylogue::ui::composer
