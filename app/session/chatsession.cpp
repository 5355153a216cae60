// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/chatsession.h"

#include "app/attachments/signature.h"
#include "app/net/completionstream.h"
#include "app/session/requestresolver.h"
#include "app/store/blobstore.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QTimer>
#include <QtConcurrent>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::app::session {

using attachments::Draft;
using base::Error;
using base::ErrorKind;
using conversation::FinishReason;
using conversation::Message;
using conversation::MessageDelta;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Removal;
using conversation::Role;

namespace {

//! A stream may still be on the stack when it tells of its end, so it goes later.
struct DeleteLater
{
    void operator()(QObject *object) const { object->deleteLater(); }
};

bool hasOutput(const Message &message)
{
    return !message.content.isEmpty();
}

//! Bytes of a data URI in base64; empty for any other address, which is never fetched.
QByteArray bytesOfDataUri(const QString &uri)
{
    const qsizetype comma = uri.indexOf(u',');
    if (!uri.startsWith("data:"_L1) || comma < 0 || !uri.first(comma).endsWith(";base64"_L1))
        return {};
    return QByteArray::fromBase64(QStringView(uri).sliced(comma + 1).toLatin1());
}

} // namespace

//! What the running answer needs.
class ChatSession::Private
{
public:
    Private(net::HttpClient &httpClient, net::LearnedDrops &learnedDrops,
            const store::BlobStore &blobStore, AccessProvider provider)
        : client(httpClient)
        , learned(learnedDrops)
        , blobs(blobStore)
        , access(std::move(provider))
    { }

    net::HttpClient &client;
    net::LearnedDrops &learned;
    const store::BlobStore &blobs;
    AccessProvider access;

    State state = State::Idle;
    std::unique_ptr<net::CompletionStream, DeleteLater> stream;
    MessageId answer; // the running one
    MessageId replaced; // the version shown before, where the answer is a new sibling
    std::optional<Draft> draft; // what was sent, to be given back when nothing came of it
    QElapsedTimer clock;
    QDeadlineTimer retryAt;
    std::optional<Error> retryReason;
};

ChatSession::ChatSession(net::HttpClient &client, net::LearnedDrops &learned,
                         const store::BlobStore &blobs, AccessProvider access, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(client, learned, blobs, std::move(access)))
{ }

ChatSession::~ChatSession()
{
    // Now, not later: the client that it uses may not outlive us by much.
    const std::unique_ptr<net::CompletionStream> stream(d->stream.release());
}

ChatSession::State ChatSession::state() const
{
    return d->state;
}

std::chrono::milliseconds ChatSession::elapsed() const
{
    return isRunning() && d->clock.isValid() ? std::chrono::milliseconds(d->clock.elapsed()) : 0ms;
}

std::chrono::milliseconds ChatSession::timeToRetry() const
{
    return d->state == State::Retrying ? std::chrono::milliseconds(d->retryAt.remainingTime())
                                       : 0ms;
}

std::optional<Error> ChatSession::retryReason() const
{
    return d->state == State::Retrying ? d->retryReason : std::nullopt;
}

void ChatSession::send(const Draft &draft, const ChatOptions &options)
{
    Q_ASSERT(!isRunning() && !draft.isEmpty());
    note(draft);
    d->draft = draft;
    d->replaced = {};
    ask(m_conversation.append(
            {.role = Role::Assistant, .state = MessageState::Pending, .model = options.model}),
        options);
}

void ChatSession::note(const Draft &draft)
{
    Message message{.role = Role::User};
    for (const attachments::Attachment &attachment : draft.attachments)
        message.content.append(contentPartOf(attachment));
    if (!draft.text.isEmpty())
        message.content.append(conversation::TextPart{.text = draft.text});
    m_conversation.append(std::move(message));
}

void ChatSession::retry(const MessageId &answer, const ChatOptions &options)
{
    Q_ASSERT(!isRunning());
    const Message *old = m_conversation.find(answer);
    if (!old || old->role != Role::Assistant || m_conversation.rowOf(answer) < 0)
        return;
    d->draft.reset();
    // What stands below an answer stays with it.
    if (!hasOutput(*old) && m_conversation.rowOf(answer) == m_conversation.count() - 1) {
        d->replaced = {};
        m_conversation.update(answer, [&](Message &message) {
            const Message kept = message;
            message = {.id = kept.id,
                       .parent = kept.parent,
                       .role = Role::Assistant,
                       .state = MessageState::Pending,
                       .createdAt = QDateTime::currentDateTimeUtc(),
                       .model = options.model};
        });
        ask(answer, options);
        return;
    }
    d->replaced = answer;
    ask(m_conversation.appendSibling(
            answer,
            {.role = Role::Assistant, .state = MessageState::Pending, .model = options.model}),
        options);
}

void ChatSession::ask(const MessageId &answer, const ChatOptions &options)
{
    d->answer = answer;
    d->clock.start();
    d->retryReason.reset();
    setState(State::Sending);

    QList<Message> branch = m_conversation.branch();
    branch.removeLast(); // the answer that we ask for
    const auto access = d->access();
    const auto request = access ? resolveRequest(branch, options, *access, d->blobs)
                                : base::Result<wire::ChatRequest>(access.error());
    if (!request) {
        // Later, as every other failure: whoever sent is still busy with sending.
        const Error error = request.error();
        QTimer::singleShot(0, this, [this, answer, error] {
            if (isRunning() && d->answer == answer)
                end(MessageState::Failed, error);
        });
        return;
    }

    d->stream.reset(new net::CompletionStream(d->client, d->learned, *access, *request));
    net::CompletionStream *stream = d->stream.get();
    connect(stream, &net::CompletionStream::requestSent, this,
            [this] { setState(State::Waiting); });
    connect(stream, &net::CompletionStream::uploadProgressed, this, &ChatSession::uploadProgressed);
    connect(stream, &net::CompletionStream::deltaReceived, this, &ChatSession::onDelta);
    connect(stream, &net::CompletionStream::retryScheduled, this,
            [this](int, std::chrono::milliseconds delay, const Error &error) {
                d->retryAt = QDeadlineTimer(delay);
                d->retryReason = error;
                setState(State::Retrying);
            });
    connect(stream, &net::CompletionStream::fieldDropped, this, [this](const QString &field) {
        m_conversation.update(d->answer, [&](Message &message) { message.notes.append(field); });
    });
    connect(stream, &net::CompletionStream::completed, this, [this] { complete(); });
    connect(stream, &net::CompletionStream::failed, this,
            [this](const Error &error) { end(MessageState::Failed, error); });
}

void ChatSession::onDelta(const MessageDelta &delta)
{
    const MessageId answer = d->answer;
    if (delta.hasOutput() && d->state != State::Streaming) {
        m_conversation.update(answer, [this](Message &message) {
            message.state = MessageState::Streaming;
            message.timing.firstToken = std::chrono::milliseconds(d->clock.elapsed());
        });
        setState(State::Streaming);
    }
    m_conversation.append(answer, delta);
    for (const QString &uri : delta.images)
        storeImage(answer, uri);
}

void ChatSession::storeImage(const MessageId &answer, const QString &uri)
{
    // Writing may block, and images may be large; the answer goes on meanwhile. A watcher of ours,
    // as QFuture::then() of Qt 6.4 aborts when its context goes before the work is done.
    using Stored = base::Result<conversation::BlobRef>;
    auto *watcher = new QFutureWatcher<Stored>(this);
    connect(watcher, &QFutureWatcher<Stored>::finished, this, [this, watcher, answer] {
        watcher->deleteLater();
        const Stored blob = watcher->result();
        if (!blob || blob->mediaType.isEmpty() || !m_conversation.find(answer))
            return;
        m_conversation.update(answer, [&](Message &message) {
            message.content.append(conversation::ImagePart{.blob = *blob});
        });
    });
    watcher->setFuture(QtConcurrent::run([uri, blobs = d->blobs]() -> Stored {
        const QByteArray bytes = bytesOfDataUri(uri);
        return blobs.put(bytes, attachments::mediaTypeOf(bytes));
    }));
}

void ChatSession::complete()
{
    const Message *answer = m_conversation.find(d->answer);
    Q_ASSERT(answer);
    if (!hasOutput(*answer) && answer->finishReason == FinishReason::ContentFilter) {
        end(MessageState::Failed, Error{.kind = ErrorKind::Filtered});
        return;
    }
    if (answer->finishReason == FinishReason::Error) {
        // Some servers say no more than this word when what stands behind them fails.
        end(MessageState::Failed,
            Error{.kind = ErrorKind::ServerFault, .detail = answer->rawFinishReason});
        return;
    }
    end(MessageState::Complete, std::nullopt);
}

void ChatSession::stop()
{
    if (!isRunning())
        return;
    const MessageId answer = d->answer;
    const Message *message = m_conversation.find(answer);
    Q_ASSERT(message);
    if (hasOutput(*message)) {
        end(MessageState::Stopped, std::nullopt);
        return;
    }

    // Nothing came: as if it had never been asked.
    dropStream();
    const qsizetype row = m_conversation.rowOf(answer);
    const auto draft = std::exchange(d->draft, std::nullopt);
    const MessageId replaced = std::exchange(d->replaced, MessageId{});
    if (draft && row > 0) {
        m_conversation.remove(m_conversation.at(row - 1).id, Removal::MessageAndBelow);
    } else if (!replaced.isNull()) {
        m_conversation.remove(answer, Removal::MessageAndBelow);
        m_conversation.switchTo(replaced);
    } else {
        m_conversation.update(answer, [](Message &stopped) {
            stopped.state = MessageState::Failed;
            stopped.error = Error{.kind = ErrorKind::Cancelled};
        });
    }
    d->answer = {};
    setState(State::Idle);
    if (draft)
        Q_EMIT
    draftReturned(*draft);
}

Draft ChatSession::withdraw(const MessageId &answer)
{
    Q_ASSERT(!isRunning());
    const qsizetype row = m_conversation.rowOf(answer);
    if (row < 1 || m_conversation.at(row - 1).role != Role::User)
        return {};
    const QList<conversation::ContentPart> content = m_conversation.at(row - 1).content;
    m_conversation.remove(m_conversation.at(row - 1).id, Removal::MessageAndBelow);

    Draft draft{.text = conversation::textOf(content)};
    for (const conversation::ContentPart &part : content) {
        if (auto attachment = attachments::attachmentOf(part))
            draft.attachments.append(*attachment);
    }
    return draft;
}

void ChatSession::retryNow()
{
    if (d->state == State::Retrying && d->stream)
        d->stream->retryNow();
}

void ChatSession::clear()
{
    Q_ASSERT(!isRunning());
    m_conversation.clear();
}

void ChatSession::end(MessageState state, const std::optional<Error> &error)
{
    const MessageId answer = d->answer;
    const QString requestId = d->stream ? d->stream->requestId() : QString();
    dropStream();
    m_conversation.update(answer, [&](Message &message) {
        message.state = state;
        message.error = error;
        message.requestId = requestId;
        message.timing.total = std::chrono::milliseconds(d->clock.elapsed());
    });
    d->answer = {};
    d->draft.reset();
    d->replaced = {};
    setState(State::Idle);
    Q_EMIT
    answerFinished(answer);
}

void ChatSession::dropStream()
{
    if (!d->stream)
        return;
    d->stream->disconnect(this);
    d->stream->cancel(); // the connection goes at once, the object when it is off the stack
    d->stream.reset();
}

void ChatSession::setState(State state)
{
    if (d->state == state)
        return;
    d->state = state;
    Q_EMIT
    stateChanged();
}

} // namespace polylogue::app::session
