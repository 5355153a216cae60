// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/parameters.h"
#include "ui/composer/popuppanel.h"

#include <QList>

#include <functional>

class QBoxLayout;
class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

class AnswerFormatRow;
class ParameterRow;

//! \brief All parameters of a request, each not set or a value, as ParametersEditor opens them.
class ParametersPanel final : public PopupPanel
{
    Q_OBJECT

public:
    ParametersPanel(theme::Theme &theme, QWidget *opener);

    void setParameters(const app::endpoint::Parameters &parameters);
    //! \brief What is set now; extra JSON only where it is valid.
    const app::endpoint::Parameters &parameters() const { return m_parameters; }
    void setRefusedFields(const QStringList &fields);
    void focusFirstField();

    QSize sizeHint() const override;

Q_SIGNALS:
    void parametersChanged();
    void sendAgainRequested(const QString &field);
    void schemaRequested(); //!< that of answers is to be edited

private:
    using Show = std::function<bool(const app::endpoint::Parameters &)>;
    using Store = std::function<void(app::endpoint::Parameters &, bool isSet)>;
    // How one row and the values go together. \a show puts the value into the editor and returns
    // whether there is one; \a store does the reverse.
    struct Binding
    {
        ParameterRow *row = nullptr;
        Show show = {};
        Store store = {};
    };

    void addStreaming();
    void addAnswerFormat();
    void addNumber(const QString &field, const QString &label,
                   std::optional<double> app::endpoint::Parameters::*member, double minimum,
                   double maximum, double start);
    void addMaxTokens();
    void addStop();
    void addSeed();
    void addReasoningEffort();
    void addExtraJson(theme::Theme &theme);
    void addRow(ParameterRow *row, const Show &show, const Store &store);
    void onEdited(const ParameterRow *row);
    void onExtraJsonEdited();

    app::endpoint::Parameters m_parameters;
    QList<Binding> m_bindings;
    QBoxLayout *m_column = nullptr;
    QBoxLayout *m_otherRefusals = nullptr; // of fields that have no row
    QWidget *m_content = nullptr;
    QComboBox *m_streaming = nullptr;
    AnswerFormatRow *m_answerFormat = nullptr;
    QPlainTextEdit *m_extraJson = nullptr;
    QLabel *m_jsonMessage = nullptr;
    bool m_isShowing = false; // values are being shown, not edited
};

} // namespace polylogue::ui::composer
