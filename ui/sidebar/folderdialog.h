// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/chatrecord.h"

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;

namespace polylogue::ui::sidebar {

//! \brief Asks for a folder's name, its instructions and the model of its new chats.
class FolderDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \param folder what to begin with; without a name it is a new one
    //! \param models ids to choose from; another may be typed
    FolderDialog(const app::store::Folder &folder, const QStringList &models,
                 QWidget *parent = nullptr);

    app::store::Folder folder() const; //!< as it is written now

private:
    app::store::Folder m_folder;
    QLineEdit *m_name;
    QPlainTextEdit *m_instructions;
    QLineEdit *m_model;
};

} // namespace polylogue::ui::sidebar
