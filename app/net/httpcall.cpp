// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/redact.h"
#include "app/endpoint/baseurl.h"
#include "app/net/bodydevice.h"
#include "app/net/callerror.h"
#include "app/net/httpcallprivate.h"
#include "app/net/requestfactory.h"
#include "app/net/tlssettings.h"

#include <QAuthenticator>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;

namespace {

//! One slot's work on this much stays well below a frame.
constexpr qsizetype sliceBytes = 32 * 1024;
//! Small, because compressed bytes may be a hundred times as many afterwards.
constexpr qsizetype compressedSliceBytes = 1024;
constexpr std::chrono::milliseconds handOnBudget(4);
constexpr std::chrono::milliseconds progressInterval(50);
constexpr std::chrono::seconds busyThreadPatience(30);
//! In flight between Qt's network thread and us; beyond it the server has to wait.
constexpr qint64 readBufferBytes = 4 * 1024 * 1024;

std::chrono::milliseconds elapsed(const QElapsedTimer &timer)
{
    return std::chrono::milliseconds(timer.elapsed());
}

QByteArray headerValue(const wire::Headers &headers, QByteArrayView name)
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace

HttpCall::Private::~Private() = default;

void HttpCall::Private::listen()
{
    m_timeout.setSingleShot(true);
    QObject::connect(&m_timeout, &QTimer::timeout, q, [this] { onTimeout(); });
    m_handOnLater.setSingleShot(true);
    m_handOnLater.setInterval(0);
    QObject::connect(&m_handOnLater, &QTimer::timeout, q, [this] { handOn(); });
    ticket = queue->enter(endpoint::originOf(url), access.endpoint.requestsPerSecond,
                          [this] { start(); });
}

bool HttpCall::Private::bodyWasRead() const
{
    return m_device && m_device->position() > 0;
}

void HttpCall::Private::start()
{
    if (body) {
        if (const auto error = unreadableFile(*body))
            return end(error);
    }
    const Result<PreparedRequest> prepared = prepareRequest(
        access, {.url = url, .accept = accept, .bodySize = body ? body->size() : -1});
    if (!prepared)
        return end(prepared.error());

    proxy = proxyName(prepared->proxy);
    record.startedAt = QDateTime::currentDateTimeUtc();
    m_clock.start();
    if (client) {
        exchange = client->exchanges().begin({.record = record,
                                              .endpoint = access.endpoint,
                                              .body = body.value_or(wire::RequestBody{}),
                                              .secret = access.key});
    }
    // A fresh manager is a fresh connection: one that the server has just closed is never met.
    m_manager.reset(new QNetworkAccessManager);
    m_manager->setProxy(prepared->proxy);
    QObject::connect(m_manager.get(), &QNetworkAccessManager::proxyAuthenticationRequired, q,
                     [this](const QNetworkProxy &asking, QAuthenticator *authenticator) {
                         onProxyQuestion(asking, authenticator);
                     });
    if (body) {
        m_device = new BodyDevice(*body);
        m_reply = m_manager->post(prepared->request, m_device);
        m_device->setParent(m_reply);
    } else if (record.method == "DELETE") {
        m_reply = m_manager->deleteResource(prepared->request);
    } else {
        m_reply = m_manager->get(prepared->request);
    }
    connectReply();
    setPhase(Phase::Connecting);
}

void HttpCall::Private::connectReply()
{
    QObject::connect(m_reply, &QNetworkReply::requestSent, q, [this] { onRequestSent(); });
    QObject::connect(m_reply, &QNetworkReply::metaDataChanged, q, [this] { onHeaders(); });
    QObject::connect(m_reply, &QNetworkReply::readyRead, q, [this] { onReadyRead(); });
    QObject::connect(m_reply, &QNetworkReply::finished, q, [this] { onReplyFinished(); });
    QObject::connect(m_reply, &QNetworkReply::uploadProgress, q,
                     [this](qint64 sent) { onUploadProgress(sent); });
    QObject::connect(m_reply, &QNetworkReply::encrypted, q, [this] {
        tlsSummary = net::tlsSummary(m_reply->sslConfiguration());
        onConnected();
    });
    // Listened to, never ignored: the reply fails afterwards.
    QObject::connect(m_reply, &QNetworkReply::sslErrors, q,
                     [this](const QList<QSslError> &errors) { m_certificateErrors += errors; });
    if (!m_device)
        return;
    // Queued: a slot that ends the call must not do so below Qt's read.
    QObject::connect(
        m_device, &BodyDevice::readingBegan, q, [this] { onConnected(); }, Qt::QueuedConnection);
    QObject::connect(
        m_device, &BodyDevice::sourceFailed, q, [this](const Error &error) { end(error); },
        Qt::QueuedConnection);
}

void HttpCall::Private::onConnected()
{
    if (phase != Phase::Connecting)
        return;
    wasConnected = true;
    record.connected = elapsed(m_clock);
    record.tls = tlsSummary;
    setPhase(Phase::Sending);
    Q_EMIT
    q->connected();
}

void HttpCall::Private::onRequestSent()
{
    const QPointer<HttpCall> alive(q);
    onConnected();
    if (!alive || phase != Phase::Sending)
        return;
    // Too late for Qt any earlier (app/README.md).
    m_reply->setReadBufferSize(readBufferBytes);
    record.sent = elapsed(m_clock);
    if (client)
        client->exchanges().update(exchange, record);
    setPhase(Phase::FirstByte);
    Q_EMIT
    q->requestSent();
}

void HttpCall::Private::onUploadProgress(qint64 sent)
{
    if (sent <= 0 || !m_device)
        return; // Qt's last word is (0, 0)
    const qint64 total = m_device->totalSize(); // Qt's own counts down for sequential devices
    m_bytesSent = sent;
    if (phase == Phase::Sending)
        restartTimer();
    const bool isDue =
        !m_lastProgress.isValid() || elapsed(m_lastProgress) >= progressInterval || sent == total;
    if (!isDue)
        return;
    m_lastProgress.start();
    Q_EMIT
    q->uploadProgressed(sent, total);
}

void HttpCall::Private::onHeaders()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status < 200 || record.httpStatus != 0)
        return;
    wasConnected = true;
    record.httpStatus = status;
    record.responseHeaders = m_reply->rawHeaderPairs();
    record.firstByte = elapsed(m_clock);
    m_decoder = std::make_unique<wire::ContentDecoder>(
        headerValue(record.responseHeaders, "content-encoding"));
    setPhase(Phase::Receiving);
    if (status < 400 && status >= 300) {
        const QUrl target = m_reply->header(QNetworkRequest::LocationHeader).toUrl();
        return end(Error{.kind = ErrorKind::WrongAddress,
                         .httpStatus = status,
                         .type = u"redirect"_s,
                         .subject = target.isEmpty() ? QString()
                                                     : url.resolved(target).toDisplayString()});
    }
    if (status == 407) {
        return end(Error{.kind = ErrorKind::Proxy,
                         .httpStatus = status,
                         .type = u"authentication"_s,
                         .subject = proxy.isEmpty() ? url.host() : proxy});
    }
    Q_EMIT
    q->headersReceived(status);
}

void HttpCall::Private::onReadyRead()
{
    const QPointer<HttpCall> alive(q);
    onHeaders();
    if (alive && m_reply)
        takeIn(m_reply->readAll());
}

void HttpCall::Private::takeIn(QByteArray bytes)
{
    if (bytes.isEmpty())
        return;
    restartTimer();
    const qint64 room = answerBytes - record.bytesReceived;
    const bool isTooLarge = bytes.size() > room;
    if (isTooLarge)
        bytes.truncate(room);
    record.bytesReceived += bytes.size();
    m_inbox.push_back(std::move(bytes));
    if (isTooLarge) {
        endAfterInbox(Error{
            .kind = ErrorKind::TooLarge, .type = u"answer_too_large"_s, .subject = url.host()});
    } else if (!m_handOnLater.isActive()) {
        handOn(); // the first bytes after quiet go on at once
    }
}

void HttpCall::Private::handOn()
{
    const QPointer<HttpCall> alive(q);
    QElapsedTimer spent;
    spent.start();
    while (!m_inbox.empty()) {
        if (elapsed(spent) >= handOnBudget) {
            m_handOnLater.start();
            return;
        }
        const bool isCompressed =
            !headerValue(record.responseHeaders, "content-encoding").isEmpty();
        const qsizetype limit = isCompressed ? compressedSliceBytes : sliceBytes;
        QByteArray slice;
        if (m_inbox.front().size() <= limit) {
            slice = std::move(m_inbox.front());
            m_inbox.pop_front();
        } else {
            slice = m_inbox.front().first(limit);
            m_inbox.front().remove(0, limit);
        }
        const Result<QByteArray> decoded = m_decoder->feed(slice);
        if (!decoded)
            return end(decoded.error());
        m_decodedBytes += decoded->size();
        if (m_decodedBytes > answerBytes) {
            return end(Error{
                .kind = ErrorKind::TooLarge, .type = u"answer_too_large"_s, .subject = url.host()});
        }
        if (decoded->isEmpty())
            continue;
        if (client)
            client->exchanges().receive(exchange, *decoded, elapsed(m_clock));
        Q_EMIT
        q->bytesReceived(*decoded);
        if (!alive || phase == Phase::Ended)
            return;
    }
    if (m_ending)
        end(*m_ending);
}

void HttpCall::Private::onReplyFinished()
{
    const QPointer<HttpCall> alive(q);
    if (!m_certificateErrors.isEmpty() || !m_reply->isOpen()) {
        return endAfterInbox(brokenReply());
    }
    onHeaders();
    if (!alive || !m_reply)
        return;
    const auto broken = brokenReply();
    takeIn(m_reply->readAll());
    if (alive && phase != Phase::Ended && !m_ending)
        endAfterInbox(broken);
}

//! The status first, Qt's error code second: a 307 comes as error 205, a 401 as 204.
std::optional<Error> HttpCall::Private::brokenReply() const
{
    const QNetworkReply::NetworkError code = m_reply->error();
    if (record.httpStatus >= 400 || code == QNetworkReply::NoError)
        return {};
    // A body without a length ends with its connection; Qt would send the request again.
    const bool endsByClosing = record.httpStatus != 0
        && headerValue(record.responseHeaders, "content-length").isEmpty()
        && headerValue(record.responseHeaders, "transfer-encoding").isEmpty();
    if (endsByClosing && code == QNetworkReply::ContentReSendError)
        return {};
    return errorOf({.code = code,
                    .words = m_reply->errorString(),
                    .url = url,
                    .proxy = proxy,
                    .network = access.endpoint.network,
                    .certificateErrors = m_certificateErrors,
                    .wasConnected = q->requestMayHaveBeenSeen(),
                    .hasHeaders = record.httpStatus != 0,
                    .bytesLeftToSend = m_device ? m_device->totalSize() - m_bytesSent : 0});
}

void HttpCall::Private::onProxyQuestion(const QNetworkProxy &asking, QAuthenticator *authenticator)
{
    if (std::exchange(proxyWasAsked, true) || asking.user().isEmpty())
        return; // asked again: the password is wrong
    authenticator->setUser(asking.user());
    authenticator->setPassword(m_manager->proxy().password());
}

void HttpCall::Private::onTimeout()
{
    Error error{.kind = ErrorKind::Timeout, .httpStatus = record.httpStatus};
    if (phase == Phase::Connecting && !proxy.isEmpty()) {
        error = Error{.kind = ErrorKind::Proxy, .type = u"timeout"_s, .subject = proxy};
    } else if (phase == Phase::Connecting) {
        error.subject = u"connect"_s;
    } else if (phase == Phase::FirstByte) {
        error.subject = u"first byte"_s;
    } else {
        error.subject = u"idle"_s;
    }
    endAfterInbox(error);
}

void HttpCall::Private::setPhase(Phase next)
{
    phase = next;
    restartTimer();
}

void HttpCall::Private::restartTimer()
{
    switch (phase) {
    case Phase::Connecting:
        return m_timeout.start(timeouts.connect);
    case Phase::FirstByte:
        return m_timeout.start(timeouts.firstByte);
    case Phase::Sending:
    case Phase::Receiving:
        return m_timeout.start(timeouts.idle);
    case Phase::Waiting:
    case Phase::Ended:
        return m_timeout.stop();
    }
}

void HttpCall::Private::endAfterInbox(const Ending &ending)
{
    stopNetwork();
    m_ending = ending;
    if (!m_handOnLater.isActive())
        handOn();
}

void HttpCall::Private::end(const Ending &ending)
{
    if (phase == Phase::Ended)
        return;
    Ending told = ending;
    if (!told && m_decoder) {
        if (const Status whole = m_decoder->finish(); !whole)
            told = whole.error();
    }
    if (told) {
        told = base::redacted(*told, access.key);
        if (told->httpStatus == 0)
            told->httpStatus = record.httpStatus;
    }
    const QPointer<HttpCall> alive(q);
    leave(told);
    if (!alive)
        return;
    if (told)
        Q_EMIT
    q->failed(*told);
    else Q_EMIT q->finished();
    if (alive)
        closeRecord(); // after whoever was told has said what it held
}

void HttpCall::Private::endSilently(const Ending &recorded)
{
    if (phase != Phase::Ended)
        leave(recorded);
    closeRecord();
}

void HttpCall::Private::leave(const Ending &recorded)
{
    stopNetwork();
    setPhase(Phase::Ended);
    m_handOnLater.stop();
    m_inbox.clear();
    record.total = m_clock.isValid() ? elapsed(m_clock) : std::chrono::milliseconds();
    record.bytesSent = m_bytesSent;
    record.error = recorded;
    if (client)
        queue->leave(ticket);
}

//! Once, for a call that reached the network.
void HttpCall::Private::closeRecord()
{
    if (!client || !record.startedAt.isValid() || std::exchange(m_isClosed, true))
        return;
    for (auto &[name, value] : record.responseHeaders)
        value = base::redacted(QString::fromUtf8(value), access.key).toUtf8();
    client->exchanges().end(exchange, record);
    Q_EMIT
    client->callFinished(record);
}

void HttpCall::Private::stopNetwork()
{
    m_timeout.stop();
    if (!m_reply)
        return;
    wasConnected = q->requestMayHaveBeenSeen();
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    if (m_device)
        QObject::disconnect(m_device, nullptr, q, nullptr);
    m_device = nullptr;
    QObject::disconnect(reply, nullptr, q, nullptr); // abort() would emit into us
    QObject::disconnect(m_manager.get(), nullptr, q, nullptr);
    reply->abort();
    // Qt's network thread may be busy with endless headers, and a manager's end waits for it.
    const bool mayBeBusy = wasConnected && record.httpStatus == 0 && client;
    if (mayBeBusy) {
        QNetworkAccessManager *manager = m_manager.release();
        manager->setParent(client);
        QTimer::singleShot(busyThreadPatience, manager, &QObject::deleteLater);
    }
    m_manager.reset();
}

HttpCall::HttpCall(std::unique_ptr<Private> state)
    : d(std::move(state))
{
    d->q = this;
    d->listen();
}

HttpCall::~HttpCall()
{
    d->endSilently(Error{.kind = ErrorKind::Cancelled});
}

void HttpCall::setLedgerNote(const QString &model, int attempt)
{
    d->record.model = model;
    d->record.attempt = attempt;
}

void HttpCall::setUsage(const conversation::Usage &usage)
{
    d->record.usage = usage;
}

void HttpCall::cancel()
{
    d->end(Error{.kind = ErrorKind::Cancelled});
}

void HttpCall::stopReading()
{
    d->endSilently({});
}

int HttpCall::httpStatus() const
{
    return d->record.httpStatus;
}

wire::Headers HttpCall::responseHeaders() const
{
    return d->record.responseHeaders;
}

bool HttpCall::requestMayHaveBeenSeen() const
{
    return d->wasConnected || d->bodyWasRead();
}

QString HttpCall::tlsSummary() const
{
    return d->tlsSummary;
}

} // namespace polylogue::app::net
