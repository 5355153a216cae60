// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/answerform.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

//! \brief Writes the JSON schema that answers have to fit, or makes one from an example.
class SchemaDialog final : public QDialog
{
    Q_OBJECT

public:
    SchemaDialog(theme::Theme &theme, const app::endpoint::ResponseFormat &format,
                 QWidget *parent = nullptr);

    //! \return what was written; of the kind JsonSchema.
    app::endpoint::ResponseFormat format() const;

Q_SIGNALS:
    void exampleUsed(); //!< a schema was made from it

private:
    QWidget *makeExample(theme::Theme &theme);
    void onEdited();
    void useExample();
    void tidy();

    QLineEdit *m_name;
    QCheckBox *m_strict;
    QPlainTextEdit *m_schema;
    QLabel *m_message;
    QPlainTextEdit *m_example = nullptr;
    QLabel *m_exampleMessage = nullptr;
    QPushButton *m_use = nullptr;
};

} // namespace polylogue::ui::composer
