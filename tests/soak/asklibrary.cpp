// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/comparison.h"
#include "app/store/blobstore.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

using namespace polylogue::app;
using namespace Qt::StringLiterals;

//! asklibrary DATA URL MODEL QUESTION [continue|compare]: asks as a window does, through the
//! library of chats, in a new chat, in the one that changed last or in three lanes; then stays
//! until it is killed.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const QString data = arguments.at(1);
    const endpoint::Endpoint endpoint = endpoint::endpointFor(QUrl(arguments.at(2)));

    store::ChatStore chatStore(data);
    const store::BlobStore blobs(data + u"/blobs"_s);
    net::HttpClient client;
    net::LearnedDrops learned;
    session::ChatLibrary library(chatStore, [&] {
        return std::make_unique<session::ChatSession>(client, learned, blobs, [&] {
            return base::Result<net::EndpointAccess>(net::EndpointAccess{.endpoint = endpoint});
        });
    });
    const bool compares = arguments.value(5) == "compare"_L1;
    std::unique_ptr<session::Comparison> comparison;
    QObject::connect(&library, &session::ChatLibrary::loaded, &application, [&] {
        if (compares) {
            const store::ChatSetup lane{.model = arguments.at(3)};
            comparison = std::make_unique<session::Comparison>(library, library.create({}));
            comparison->addLanes({lane, lane, lane});
            comparison->send({.text = arguments.at(4)});
            return;
        }
        conversation::ConversationId chat;
        QList<store::ChatRecord> chats = library.chats();
        if (arguments.size() > 5 && !chats.isEmpty())
            chat = std::max_element(chats.cbegin(), chats.cend(), [](const auto &a, const auto &b) {
                       return a.changedAt < b.changedAt;
                   })->id;
        else
            chat = library.create({});
        library.open(chat).send({.text = arguments.at(4)}, {.model = arguments.at(3)});
    });
    return QCoreApplication::exec();
}
