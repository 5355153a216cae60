// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/activeendpoint.h"
#include "app/session/chatlibrary.h"
#include "app/settings/secretstore.h"
#include "app/store/blobstore.h"
#include "app/store/chatstore.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>

#include <memory>

namespace polylogue::app::tools {
class ToolBox;
}

namespace polylogue::tests {

//! \brief What a page of the window stands on, in a folder of its own; members as the program has
//!        them. A test's class inherits it.
class PageServices
{
protected:
    PageServices();
    ~PageServices();

    //! \brief A new folder, and the server \a url in use.
    void beginServices(const QUrl &url, const QString &key);
    //! \brief The chats of the folder, read anew. \param tools what answers may call
    void openLibrary(app::tools::ToolBox *tools = nullptr);
    void closeLibrary();
    void endServices();

    std::unique_ptr<QTemporaryDir> m_directory;
    ui::theme::Theme m_theme{app::settings::ThemeMode::Light};
    std::unique_ptr<app::settings::SettingsStore> m_settings;
    std::unique_ptr<app::settings::MemorySecretStore> m_secrets;
    std::unique_ptr<app::store::BlobStore> m_blobs;
    std::unique_ptr<app::attachments::AttachmentLoader> m_loader;
    std::unique_ptr<app::net::HttpClient> m_client;
    std::unique_ptr<app::net::LearnedDrops> m_learned;
    std::unique_ptr<app::session::ActiveEndpoint> m_active;
    std::unique_ptr<app::store::ChatStore> m_store;
    std::unique_ptr<app::session::ChatLibrary> m_library;
};

} // namespace polylogue::tests
