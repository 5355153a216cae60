// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/session/chatfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

namespace polylogue::tests {

using namespace app;
using session::ChatSession;

ChatFixture::ChatFixture()
{
    const endpoint::Endpoint endpoint = endpoint::endpointFor(server.url());
    session = std::make_unique<ChatSession>(client, learned, blobs, [endpoint] {
        return base::Result<net::EndpointAccess>(
            net::EndpointAccess{.endpoint = endpoint,
                                .key = u"k"_s,
                                .keyOrigin = endpoint::originOf(endpoint.baseUrl)});
    });
    accepted = std::make_unique<QSignalSpy>(session.get(), &ChatSession::accepted);
    finished = std::make_unique<QSignalSpy>(session.get(), &ChatSession::answerFinished);
    returned = std::make_unique<QSignalSpy>(session.get(), &ChatSession::draftReturned);
}

ChatFixture::~ChatFixture() = default;

const conversation::Message &ChatFixture::last()
{
    return conversation().at(conversation().count() - 1);
}

QString ChatFixture::shownText()
{
    QStringList texts;
    for (const conversation::Message &message : conversation().branch())
        texts.append(textOf(message.content));
    return texts.join(u'|');
}

bool ChatFixture::ask(const QString &text)
{
    const qsizetype before = finished->count();
    session->send({.text = text}, options);
    return QTest::qWaitFor([&] { return finished->count() > before; });
}

QStringList ChatFixture::sentTurns() const
{
    QStringList turns;
    if (const QList<SeenRequest> seen = server.requests(ChatPath); !seen.isEmpty()) {
        const QJsonDocument body = QJsonDocument::fromJson(seen.constLast().body);
        for (const QJsonValue &message : body["messages"_L1].toArray())
            turns += message["role"_L1].toString() + u": "_s + message["content"_L1].toString();
    }
    return turns;
}

Reply unfinishedAnswer(const QByteArray &text)
{
    return Reply::head(200, {{"Content-Type", "text/event-stream"}})
        .send("data: " + textDelta(text) + "\n\n");
}

} // namespace polylogue::tests
