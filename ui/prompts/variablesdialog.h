// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>
#include <QHash>

#include <functional>

class QPlainTextEdit;
class QVBoxLayout;

namespace polylogue::ui::prompts {

//! \brief Asks for the values of a prompt's variables; those that have a line for themselves may
//!        have many lines.
class VariablesDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \param name of the prompt; foreign text is allowed, as in \a text
    //! \param text with variables, see app/session/prompttemplate.h
    VariablesDialog(const QString &name, const QString &text, QWidget *parent = nullptr);

    //! \return whether there is anything to ask; filledPrompt() without values does otherwise.
    static bool isNeededFor(const QString &text);
    //! \return the prompt with what was typed in the places of its variables.
    QString filledText() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *addLine(const QString &variable);
    QWidget *addText(const QString &variable);
    void showPreview();

    QString m_text;
    QHash<QString, std::function<QString()>> m_values;
    QPlainTextEdit *m_preview; // child
};

} // namespace polylogue::ui::prompts
