// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tools/storedtool.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QVBoxLayout;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::toolbench {

//! \brief What a tool is and what happens when it is called, field by field.
class ToolForm final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit ToolForm(theme::Theme &theme, QWidget *parent = nullptr);

    void setTool(const app::tools::StoredTool &tool);
    //! \return the tool as it stands here; a schema that is no JSON is as it was before.
    app::tools::StoredTool tool() const;
    void focusName();

Q_SIGNALS:
    void edited();

private:
    QWidget *makeHandPage();
    QWidget *makeScriptPage();
    QWidget *makeCommandPage();
    QWidget *makeHttpPage();
    void buildSchema(QVBoxLayout *rows);
    void addField(QVBoxLayout *rows, const QString &label, QWidget *field);
    QPlainTextEdit *makeText(const QString &name, int lines, bool isCode);
    void watch();
    void showKind();
    void onEdited();
    void makeSchema();
    void showFault();
    void chooseProgram();
    QString origin() const;

    theme::Theme &m_theme;
    app::tools::StoredTool m_tool;
    bool m_isFilling = false;
    QLineEdit *m_name = nullptr;
    QPlainTextEdit *m_description = nullptr;
    QComboBox *m_kind = nullptr;
    QList<QWidget *> m_kindPages; // in the order of m_kind
    QPlainTextEdit *m_script = nullptr;
    QLineEdit *m_program = nullptr;
    QPlainTextEdit *m_arguments = nullptr;
    QSpinBox *m_seconds = nullptr;
    QLabel *m_commandLine = nullptr;
    QLineEdit *m_address = nullptr;
    QCheckBox *m_mayAsk = nullptr;
    QLineEdit *m_example = nullptr;
    QPlainTextEdit *m_schema = nullptr;
    QLabel *m_fault = nullptr;
};

} // namespace polylogue::ui::toolbench
