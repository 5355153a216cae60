// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatrecord.h"

#include <QDialog>
#include <QTimer>

#include <optional>

class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace polylogue::ui::prompts {

//! \brief The prompts that the user keeps: write, rename, delete, use. Changes are told shortly
//!        after they were typed, and at the latest when the dialog closes.
//!
//! Pasted Python strings are recognised, and made a prompt on request.
class PromptLibraryDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit PromptLibraryDialog(QWidget *parent = nullptr);
    ~PromptLibraryDialog() override;

    //! \brief Shows \a prompts, by name; the one being edited stays as it is.
    void setPrompts(const QList<app::store::Prompt> &prompts);
    //! \brief Chooses \a prompt, where there is one.
    void select(const app::store::PromptId &prompt);
    //! \brief Begins a new one.
    //! \param text what it begins with
    void addPrompt(const QString &text = {});
    void done(int result) override;

Q_SIGNALS:
    void saveRequested(const polylogue::app::store::Prompt &prompt);
    void removeRequested(const polylogue::app::store::PromptId &prompt);
    void useRequested(const polylogue::app::store::Prompt &prompt); //!< the dialog has closed

private:
    void build();
    QWidget *makeEditor();
    QWidget *makePythonOffer();
    void showList();
    void showCurrent();
    void onEdited();
    void showWhatItMeans();
    void save();
    void askToRemove();
    void use();
    app::store::Prompt *current();

    QList<app::store::Prompt> m_prompts;
    app::store::PromptId m_current; // null: none
    bool m_isUnsaved = false; // what the fields show of it
    QTimer m_saving;
    QListWidget *m_list = nullptr; // this one and the following are children
    QWidget *m_editor = nullptr;
    QLabel *m_nothing = nullptr; // in place of the editor, where there is no prompt
    QLineEdit *m_name = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QWidget *m_python = nullptr; // the offer
    QLabel *m_variables = nullptr;
    QPlainTextEdit *m_preview = nullptr;
    QPushButton *m_use = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace polylogue::ui::prompts
