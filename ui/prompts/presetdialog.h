// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatrecord.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace polylogue::ui::prompts {

//! \return what \a setup asks with, in words: "gemini-2.5-flash, 2 parameters, system prompt".
QString describedSetup(const app::store::ChatSetup &setup);
//! \return the same of a preset; of lanes: their models and how they go on.
QString describedPreset(const app::store::Preset &preset);

//! \brief Model, parameters and system prompt under a name, or those of the lanes of a comparison:
//!        save what is set now, apply, rename, delete.
class PresetDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \param current what is set in the chat, or in its lanes, now; id and name mean nothing
    explicit PresetDialog(const app::store::Preset &current, QWidget *parent = nullptr);

    void setPresets(const QList<app::store::Preset> &presets); //!< by name

Q_SIGNALS:
    //! A new one, or one with another name; one of the same name is replaced, under its id.
    void saveRequested(const polylogue::app::store::Preset &preset);
    void removeRequested(const polylogue::app::store::PresetId &preset);
    void applyRequested(const polylogue::app::store::Preset &preset); //!< the dialog has closed

private:
    void build();
    void showChosen();
    void saveCurrent();
    void rename();
    void apply();
    void removeChosen();
    const app::store::Preset *chosen() const;

    app::store::Preset m_now;
    QList<app::store::Preset> m_presets;
    QLineEdit *m_name = nullptr; // these are children
    QPushButton *m_save = nullptr;
    QListWidget *m_list = nullptr;
    QLabel *m_what = nullptr; // what the chosen one holds
    QPushButton *m_apply = nullptr;
    QPushButton *m_rename = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace polylogue::ui::prompts
