// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/chatsession.h"
#include "app/store/blobstore.h"
#include "tests/support/faultserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>

namespace polylogue::tests {

//! \brief A session and the server that it talks to.
struct ChatFixture
{
    ChatFixture();
    ~ChatFixture();
    Q_DISABLE_COPY_MOVE(ChatFixture)

    app::conversation::Conversation &conversation() { return session->conversation(); }
    const app::conversation::Message &last();
    QString shownText(); //!< the texts of the rows, separated by |
    //! \brief Sends and waits for the end of the answer.
    bool ask(const QString &text);
    //! \return the turns of the last request as "role: text".
    QStringList sentTurns() const;

    QTemporaryDir directory;
    FaultServer server;
    app::net::HttpClient client;
    app::net::LearnedDrops learned;
    app::store::BlobStore blobs{directory.path()};
    app::session::ChatOptions options{.model = QStringLiteral("m")};
    std::unique_ptr<app::session::ChatSession> session;
    std::unique_ptr<QSignalSpy> accepted;
    std::unique_ptr<QSignalSpy> finished;
    std::unique_ptr<QSignalSpy> returned; //!< drafts
};

//! \brief Where requests for answers go.
inline const QByteArray ChatPath = QByteArrayLiteral("/v1/chat/completions");

//! \brief An answer that begins and does not end.
Reply unfinishedAnswer(const QByteArray &text);

} // namespace polylogue::tests
