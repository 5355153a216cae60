// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatlibrary.h"
#include "app/store/blobstore.h"
#include "app/transfer/importjob.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace polylogue::ui::transfer {

//! \brief Reads a file of conversations into the library, and says what came of it.
class ImportDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \param library outlives this
    ImportDialog(const QString &path, app::session::ChatLibrary &library,
                 const app::store::BlobStore &blobs, QWidget *parent = nullptr);

    void reject() override; //!< cancels the reading first

Q_SIGNALS:
    void ended(); //!< chats were added, or nothing was; the dialog says which

private:
    void onRead(const app::transfer::ImportedChats &imported);
    void onAdded(const app::transfer::ImportReport &report, const app::base::Status &status);
    void finish(const QString &text, bool isGood);
    void showProblems(const QList<app::transfer::ImportProblem> &problems);

    app::session::ChatLibrary &m_library;
    QLabel *m_text; // children, all of them
    QProgressBar *m_progress;
    QPlainTextEdit *m_problems;
    QPushButton *m_button;
    app::transfer::ImportJob *m_job; // null once it has ended
};

} // namespace polylogue::ui::transfer
