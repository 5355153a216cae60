// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "tests/support/waituntil.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>
#include <optional>

namespace polylogue::tests {

//! \brief What one call told, in the order it matters to tests.
struct CallWatch
{
    explicit CallWatch(std::unique_ptr<app::net::HttpCall> started)
        : call(std::move(started))
    {
        clock.start();
        QObject::connect(call.get(), &app::net::HttpCall::headersReceived, call.get(),
                         [this](int status) { httpStatus = status; });
        QObject::connect(call.get(), &app::net::HttpCall::bytesReceived, call.get(),
                         [this](const QByteArray &bytes) { body += bytes; });
        QObject::connect(call.get(), &app::net::HttpCall::requestSent, call.get(),
                         [this] { ++requestsSent; });
        QObject::connect(call.get(), &app::net::HttpCall::finished, call.get(), [this] {
            ++ends;
            took = clock.elapsed();
        });
        QObject::connect(call.get(), &app::net::HttpCall::failed, call.get(),
                         [this](const app::base::Error &told) {
                             ++ends;
                             error = told;
                             took = clock.elapsed();
                         });
    }
    Q_DISABLE_COPY_MOVE(CallWatch)

    bool waitForEnd(int milliseconds = 5000)
    {
        return waitUntil([this] { return ends > 0; }, milliseconds);
    }

    //! For comparisons that print what went wrong.
    QString errorText() const { return error ? QDebug::toString(*error) : QString(); }

    std::unique_ptr<app::net::HttpCall> call;
    QElapsedTimer clock;
    int httpStatus = 0;
    int requestsSent = 0;
    int ends = 0;
    qint64 took = 0;
    QByteArray body;
    std::optional<app::base::Error> error;
};

//! \return access to \a baseUrl without a key, past any proxy of the machine.
inline app::net::EndpointAccess accessTo(const QUrl &baseUrl)
{
    app::net::EndpointAccess access;
    access.endpoint.id = app::endpoint::EndpointId::create();
    access.endpoint.baseUrl = baseUrl;
    access.endpoint.network.proxy.mode = app::endpoint::ProxySettings::Mode::None;
    return access;
}

inline app::net::EndpointAccess accessWithKey(const QUrl &baseUrl, const QString &key)
{
    app::net::EndpointAccess access = accessTo(baseUrl);
    access.key = key;
    access.keyOrigin = app::endpoint::originOf(baseUrl);
    return access;
}

} // namespace polylogue::tests
