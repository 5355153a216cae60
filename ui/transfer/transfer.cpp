// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/transfer.h"

#include "app/transfer/excerpt.h"
#include "app/transfer/pastedrequest.h"
#include "ui/transfer/chatloader.h"
#include "ui/transfer/exportdialog.h"
#include "ui/transfer/exportwords.h"
#include "ui/transfer/importdialog.h"
#include "ui/transfer/printpreview.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QProgressDialog>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <functional>
#include <memory>

namespace polylogue::ui::transfer {

using app::conversation::ConversationId;
using app::conversation::MessageId;
using app::session::ChatLibrary;
using app::store::WholeChat;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::transfer)
};

constexpr int PatienceForLoading = 500; // milliseconds until progress is shown

//! Loads chats, with a way to give up where that takes long.
void load(QWidget *window, const Source &source, const QList<ConversationId> &chats,
          const std::function<void(const QList<WholeChat> &)> &done)
{
    auto *progress = new QProgressDialog(Words::tr("Loading chats…"), Words::tr("Cancel"), 0,
                                         static_cast<int>(chats.size()), window);
    progress->setWindowModality(Qt::WindowModal);
    progress->setMinimumDuration(PatienceForLoading);
    progress->setAutoReset(false);
    auto *loader = new ChatLoader(source.library, source.store, chats, progress);
    QObject::connect(loader, &ChatLoader::progressed, progress, &QProgressDialog::setValue);
    QObject::connect(progress, &QProgressDialog::canceled, progress, &QObject::deleteLater);
    QObject::connect(loader, &ChatLoader::completed, window, [=] {
        const QList<WholeChat> loaded = loader->chats();
        progress->disconnect();
        progress->deleteLater();
        if (!loaded.isEmpty())
            done(loaded);
    });
    QObject::connect(loader, &ChatLoader::failed, window, [=](const app::base::Error &error) {
        progress->disconnect();
        progress->deleteLater();
        auto *box = new QMessageBox(QMessageBox::Warning, Words::tr("Export"), failureText(error),
                                    QMessageBox::Close, window);
        box->setTextFormat(Qt::PlainText);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

void showExport(QWidget *window, const Source &source, const QList<WholeChat> &chats,
                const QList<MessageId> &selection, bool startsWithPdf)
{
    auto *dialog = new ExportDialog(chats, selection, source.blobs, startsWithPdf, window);
    dialog->setFormulas(source.showsFormulas);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

void exportChats(QWidget *window, const Source &source, const QList<ConversationId> &chats,
                 const QList<MessageId> &selection)
{
    load(window, source, chats, [=](const QList<WholeChat> &loaded) {
        showExport(window, source, loaded, selection, false);
    });
}

void savePdf(QWidget *window, const Source &source, const ConversationId &chat,
             const QList<MessageId> &selection)
{
    load(window, source, {chat}, [=](const QList<WholeChat> &loaded) {
        showExport(window, source, loaded, selection, true);
    });
}

void importChats(QWidget *window, ChatLibrary &library, const app::store::BlobStore &blobs)
{
    auto *chooser =
        new QFileDialog(window, Words::tr("Import chats"),
                        QStandardPaths::writableLocation(QStandardPaths::DownloadLocation),
                        Words::tr("Conversations (*.zip *.json *.jsonl)") + QStringLiteral(";;")
                            + Words::tr("All files (*)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(chooser, &QFileDialog::fileSelected, window,
                     [window, &library, blobs](const QString &path) {
                         auto *dialog = new ImportDialog(path, library, blobs, window);
                         dialog->setAttribute(Qt::WA_DeleteOnClose);
                         dialog->open();
                     });
    chooser->open();
}

void importPasted(QWidget *window, ChatLibrary &library, const app::store::BlobStore &blobs,
                  const QString &copied)
{
    const auto request = app::transfer::requestIn(copied);
    // A file of the user alone, gone with the dialog.
    auto file = std::make_shared<QTemporaryFile>();
    const bool isWritten =
        request && file->open() && file->write(*request) == request->size() && file->flush();
    if (!isWritten) {
        auto *box = new QMessageBox(window);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setTextFormat(Qt::PlainText);
        box->setText(request ? Words::tr("The request could not be read.")
                             : Words::tr("The clipboard holds no request"));
        box->setInformativeText(
            request ? file->errorString()
                    : Words::tr("Copy a curl command with its data, the JSON of a request, or a "
                                "list of messages first."));
        box->open();
        return;
    }
    auto *dialog = new ImportDialog(file->fileName(), library, blobs, window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QObject::destroyed, dialog, [file] {});
    dialog->open();
}

void printChats(QWidget *window, const Source &source, const QList<ConversationId> &chats)
{
    load(window, source, chats, [=](const QList<WholeChat> &loaded) {
        QList<WholeChat> branches;
        for (const WholeChat &chat : loaded) {
            const WholeChat branch = excerptOf(chat, app::transfer::ExportScope::Branch, {});
            if (!branch.messages.isEmpty())
                branches.append(branch);
        }
        if (branches.isEmpty())
            return;
        auto *preview =
            new PrintPreview(branches, {.formulas = source.showsFormulas}, source.blobs, window);
        preview->setAttribute(Qt::WA_DeleteOnClose);
        preview->open();
    });
}

} // namespace polylogue::ui::transfer
