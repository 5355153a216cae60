// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/completionstream.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "tests/support/waituntil.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>
#include <optional>

namespace polylogue::tests {

//! \brief What one stream told, and when.
struct StreamWatch
{
    using Stream = app::net::CompletionStream;

    StreamWatch(app::net::HttpClient &client, app::net::LearnedDrops &learned,
                const app::net::EndpointAccess &access, const app::wire::ChatRequest &request)
        : stream(std::make_unique<Stream>(client, learned, access, request))
    {
        clock.start();
        QObject *context = stream.get();
        QObject::connect(stream.get(), &Stream::deltaReceived, context,
                         [this](const app::conversation::MessageDelta &delta) {
                             if (!firstDelta)
                                 firstDelta = clock.elapsed();
                             ++deltas;
                             app::conversation::appendDelta(answer, delta);
                         });
        QObject::connect(stream.get(), &Stream::retryScheduled, context,
                         [this](int, std::chrono::milliseconds delay, const app::base::Error &) {
                             retries.append(delay);
                         });
        QObject::connect(stream.get(), &Stream::fieldDropped, context,
                         [this](const QString &field) { dropped.append(field); });
        QObject::connect(stream.get(), &Stream::completed, context, [this] {
            ++ends;
            took = clock.elapsed();
        });
        QObject::connect(stream.get(), &Stream::failed, context,
                         [this](const app::base::Error &told) {
                             ++ends;
                             error = told;
                             took = clock.elapsed();
                         });
    }
    Q_DISABLE_COPY_MOVE(StreamWatch)

    bool waitForEnd(int milliseconds = 5000)
    {
        return waitUntil([this] { return ends > 0; }, milliseconds);
    }
    QString errorText() const { return error ? QDebug::toString(*error) : QString(); }

    std::unique_ptr<Stream> stream;
    QElapsedTimer clock;
    app::conversation::MessageDelta answer;
    std::optional<app::base::Error> error;
    std::optional<qint64> firstDelta;
    QList<std::chrono::milliseconds> retries;
    QStringList dropped;
    int deltas = 0;
    int ends = 0;
    qint64 took = 0;
};

//! \return "Hello" to the model "m".
inline app::wire::ChatRequest helloRequest()
{
    return {.model = QStringLiteral("m"),
            .messages = {{.role = app::conversation::Role::User,
                          .content = {app::wire::ResolvedText{QStringLiteral("Hello")}}}}};
}

} // namespace polylogue::tests
