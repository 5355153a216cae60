// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/store/blobstore.h"
#include "app/transfer/exportrequest.h"

#include <QDialog>

#include <functional>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QWidget;

namespace polylogue::ui::transfer {

//! \brief Asks what of chats is to be exported and how, then does it and says what came of it.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \param selection messages of the one chat; empty for none
    //! \param startsWithPdf the form that is chosen at first
    ExportDialog(const QList<app::store::WholeChat> &chats,
                 const QList<app::conversation::MessageId> &selection,
                 const app::store::BlobStore &blobs, bool startsWithPdf, QWidget *parent = nullptr);

    //! \brief Whether formulas are set, as in the window; they are at first.
    void setFormulas(bool areSet) { m_options.formulas = areSet; }
    //! \brief Does it, without asking where.
    void exportTo(const QString &path);
    //! \return whether an export with what is chosen now makes a folder.
    bool makesFolder() const;
    //! \return a name for it made of the title, with its suffix.
    QString suggestedName() const;

    void reject() override; //!< cancels a running export first

Q_SIGNALS:
    void ended(); //!< it was written or failed; the dialog says which

private:
    enum class Form { Markdown, Html, Pdf, Json, JsonLines };

    QWidget *makeScope(const QList<app::conversation::MessageId> &selection);
    QWidget *makeForms(bool startsWithPdf);
    QWidget *makeOptions();
    QWidget *makeButtons();
    QCheckBox *addOption(const QString &text, bool app::transfer::ExportOptions::*option);
    Form form() const;
    app::transfer::ExportRequest request(const QString &path) const;
    void chooseTarget();
    void start(const QString &path);
    template <typename Job> void watch(Job *job);
    void setRunning(bool isRunning);
    void updateOptions();
    void onCompleted(const app::transfer::ExportReport &report);
    void onFailed(const app::base::Error &error);

    QList<app::store::WholeChat> m_chats;
    QList<app::conversation::MessageId> m_selection;
    const app::store::BlobStore m_blobs;
    app::transfer::ExportOptions m_options;
    QButtonGroup *m_scopes; // children, all of them
    QButtonGroup *m_forms;
    QWidget *m_choices;
    QWidget *m_optionBox = nullptr;
    QProgressBar *m_progress;
    QLabel *m_result;
    QPushButton *m_exportButton = nullptr;
    QPushButton *m_closeButton = nullptr;
    std::function<void()> m_cancel; // of what is running; empty for nothing
};

} // namespace polylogue::ui::transfer
