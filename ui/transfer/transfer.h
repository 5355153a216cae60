// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatlibrary.h"
#include "app/store/blobstore.h"

class QWidget;

//! What a window offers of export, import and print. Each opens dialogs of \a window and returns at
//! once; what is given by reference outlives the window.
namespace polylogue::ui::transfer {

//! \brief Where what is exported comes from.
struct Source
{
    app::session::ChatLibrary &library;
    app::store::ChatStore &store;
    const app::store::BlobStore &blobs;
    bool showsFormulas = true; //!< as the window does
};

//! \param selection messages of the one chat that are selected; empty for none
void exportChats(QWidget *window, const Source &source,
                 const QList<app::conversation::ConversationId> &chats,
                 const QList<app::conversation::MessageId> &selection);

//! \brief exportChats() with PDF chosen.
void savePdf(QWidget *window, const Source &source, const app::conversation::ConversationId &chat,
             const QList<app::conversation::MessageId> &selection);

void importChats(QWidget *window, app::session::ChatLibrary &library,
                 const app::store::BlobStore &blobs);

//! \brief Makes a chat of the request that was \a copied: a curl command, its JSON, its messages.
void importPasted(QWidget *window, app::session::ChatLibrary &library,
                  const app::store::BlobStore &blobs, const QString &copied);

//! \brief Shows the pages of the branches that are shown, and prints them; chats without a message
//!        have none.
void printChats(QWidget *window, const Source &source,
                const QList<app::conversation::ConversationId> &chats);

} // namespace polylogue::ui::transfer
