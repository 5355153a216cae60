// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/transfer/paintjob.h"

#include <QDialog>
#include <QPrinter>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace polylogue::ui::transfer {

class PagesView;

//! \brief Shows the pages of a chat as they are laid out, and prints them; nothing of it holds up
//! the
//!        window.
class PrintPreview final : public QDialog
{
    Q_OBJECT

public:
    //! \param chats excerpts of one branch each
    PrintPreview(const QList<app::store::WholeChat> &chats,
                 const app::transfer::ExportOptions &options, const app::store::BlobStore &blobs,
                 QWidget *parent = nullptr);
    ~PrintPreview() override;

    int pageCount() const { return m_document->pageCount(); }
    bool isLaidOut() const { return !m_layingOut.isActive(); }
    //! \brief Prints as the printer is set up now, without asking.
    void print();

    void reject() override; //!< what is being printed is given up first

Q_SIGNALS:
    void printed(bool isWhole);

private:
    void layOut();
    void askAndPrint();
    void onPrinted(bool isWhole);

    const QList<app::store::WholeChat> m_chats;
    const app::transfer::ExportOptions m_options;
    const app::store::BlobStore m_blobs;
    QPrinter m_printer;
    std::unique_ptr<PrintDocument> m_document;
    std::unique_ptr<PrintDocument> m_printed; // the same, laid out for the paper that was chosen
    std::unique_ptr<PaintJob> m_job;
    QTimer m_layingOut;
    PagesView *m_view; // children, all of them
    QLabel *m_state;
    QProgressBar *m_progress;
    QPushButton *m_printButton;
};

} // namespace polylogue::ui::transfer
