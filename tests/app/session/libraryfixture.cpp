// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/session/libraryfixture.h"

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"

#include <QTest>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using session::ChatSession;

namespace polylogue::tests {

const QByteArray LibraryFixture::chatPath = "/v1/chat/completions"_ba;

LibraryFixture::LibraryFixture() = default;
LibraryFixture::~LibraryFixture() = default;

void LibraryFixture::begin()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FaultServer>();
    m_server->on(chatPath, Reply::chat({"An ", "answer"}));
    m_client = std::make_unique<net::HttpClient>();
    m_learned = std::make_unique<net::LearnedDrops>();
    m_blobs = std::make_unique<store::BlobStore>(m_directory->path() + u"/blobs"_s);
    restart();
}

void LibraryFixture::end()
{
    m_library.reset();
    m_store.reset();
}

void LibraryFixture::restart()
{
    end();
    m_store = std::make_unique<store::ChatStore>(m_directory->path());
    m_library = std::make_unique<session::ChatLibrary>(*m_store, [this] {
        auto made = std::make_unique<ChatSession>(*m_client, *m_learned, *m_blobs, [this] {
            const endpoint::Endpoint endpoint = endpoint::endpointFor(m_server->url());
            return base::Result<net::EndpointAccess>(
                net::EndpointAccess{.endpoint = endpoint,
                                    .key = u"k"_s,
                                    .keyOrigin = endpoint::originOf(endpoint.baseUrl)});
        });
        made->setCapabilityProvider([](const QString &model) {
            endpoint::Capabilities known;
            if (model == "blind"_L1)
                known.images = false;
            return known;
        });
        return made;
    });
    QTRY_VERIFY(m_library->isLoaded());
}

} // namespace polylogue::tests
