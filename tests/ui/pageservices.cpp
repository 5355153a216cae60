// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/pageservices.h"

#include "app/endpoint/endpoint.h"

#include <QTest>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using attachments::AttachmentLoader;
using session::ChatLibrary;

namespace polylogue::tests {

namespace {

constexpr int patience = 30'000; // ms

} // namespace

PageServices::PageServices() = default;
PageServices::~PageServices() = default;

void PageServices::beginServices(const QUrl &url, const QString &key)
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<settings::SettingsStore>(m_directory->path());
    m_secrets = std::make_unique<settings::MemorySecretStore>();
    m_blobs = std::make_unique<store::BlobStore>(m_directory->path() + u"/blobs"_s);
    m_loader = std::make_unique<AttachmentLoader>(*m_blobs);
    m_client = std::make_unique<net::HttpClient>();
    m_learned = std::make_unique<net::LearnedDrops>();
    m_active = std::make_unique<session::ActiveEndpoint>(*m_settings, *m_secrets, *m_client, [] {
        return base::Error{.kind = base::ErrorKind::Network};
    });
    endpoint::Endpoint server = endpoint::endpointFor(url);
    server.keySource = endpoint::KeySource::ThisRun;
    QVERIFY(m_active->use(server, key));
}

void PageServices::openLibrary(tools::ToolBox *tools)
{
    closeLibrary();
    m_store = std::make_unique<store::ChatStore>(m_directory->path());
    m_library = std::make_unique<ChatLibrary>(*m_store, [this] {
        return std::make_unique<session::ChatSession>(*m_client, *m_learned, *m_blobs,
                                                      [this] { return m_active->access(); });
    });
    if (tools)
        m_library->setTools(*tools);
    QObject::connect(m_loader.get(), &AttachmentLoader::changed, m_library.get(),
                     &ChatLibrary::updateAttachment);
    QTRY_VERIFY_WITH_TIMEOUT(m_library->isLoaded(), patience);
}

void PageServices::closeLibrary()
{
    m_library.reset();
    m_store.reset();
}

void PageServices::endServices()
{
    closeLibrary();
    m_active.reset();
    m_client.reset();
    m_loader.reset();
}

} // namespace polylogue::tests
