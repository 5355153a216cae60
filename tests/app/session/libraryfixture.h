// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatlibrary.h"
#include "app/store/blobstore.h"
#include "tests/support/faultserver.h"

#include <QTemporaryDir>

#include <memory>

namespace polylogue::app::net {
class HttpClient;
class LearnedDrops;
} // namespace polylogue::app::net

namespace polylogue::tests {

//! \brief Chats in a folder of their own, and a server that answers "An answer" to them.
//!
//! The model "blind" is known to take no images.
class LibraryFixture
{
protected:
    LibraryFixture();
    ~LibraryFixture();

    void begin(); //!< with an empty folder
    void restart(); //!< as the program does
    void end();

    static const QByteArray chatPath;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<app::net::HttpClient> m_client;
    std::unique_ptr<app::net::LearnedDrops> m_learned;
    std::unique_ptr<app::store::BlobStore> m_blobs;
    std::unique_ptr<app::store::ChatStore> m_store;
    std::unique_ptr<app::session::ChatLibrary> m_library;
};

} // namespace polylogue::tests
