// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/learneddrops.h"
#include "app/net/refusedparts.h"
#include "app/session/chatsession_p.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::app::session {

using attachments::Draft;
using base::Error;
using base::ErrorKind;
using conversation::Conversation;
using conversation::FinishReason;
using conversation::Message;
using conversation::MessageDelta;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Removal;
using conversation::Role;

namespace {

bool hasOutput(const Message &message)
{
    return !message.content.isEmpty();
}

//! What stands above \a answer, which need not be shown any more.
QList<Message> branchAbove(const Conversation &conversation, const MessageId &answer)
{
    QList<Message> branch;
    const Message *message = conversation.find(answer);
    while ((message = conversation.find(message->parent))) {
        if (!message->deletedAt.isValid())
            branch.append(*message);
    }
    std::reverse(branch.begin(), branch.end());
    return branch;
}

//! \return the name of the first document of the question that \a answer answers; empty for none.
QString documentBefore(const Conversation &conversation, const MessageId &answer)
{
    const QList<Message> branch = branchAbove(conversation, answer);
    if (branch.isEmpty())
        return {};
    for (const conversation::ContentPart &part : branch.constLast().content) {
        if (const auto *document = std::get_if<conversation::DocumentPart>(&part))
            return document->fileName;
    }
    return {};
}

} // namespace

ChatSession::ChatSession(net::HttpClient &client, net::LearnedDrops &learned,
                         const store::BlobStore &blobs, AccessProvider access, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, client, learned, blobs, std::move(access)))
{ }

ChatSession::~ChatSession()
{
    // Now, not later: the client that it uses may not outlive us by much.
    const std::unique_ptr<net::CompletionStream> stream(d->stream.release());
    const std::unique_ptr<DocumentPreparation> preparation(d->preparation.release());
}

void ChatSession::setSaveGate(SaveGate gate)
{
    d->gate = std::move(gate);
}

void ChatSession::setDocuments(attachments::Documents *documents)
{
    d->documents = documents;
}

void ChatSession::setCapabilityProvider(CapabilityProvider provider)
{
    d->capabilities = std::move(provider);
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

void ChatSession::retryNow()
{
    if (d->state == State::Retrying && d->stream)
        d->stream->retryNow();
}

void ChatSession::stop()
{
    d->stop(Private::Unanswered::Withdraw);
}

void ChatSession::cancelAnswer()
{
    d->stop(Private::Unanswered::Keep);
}

const ChatOptions &ChatSession::asked() const
{
    return d->asked;
}

void ChatSession::setCalling(bool calling)
{
    if (d->state == State::Idle || d->state == State::Calling)
        d->setState(calling ? State::Calling : State::Idle);
}

void ChatSession::Private::stop(Unanswered unanswered)
{
    if (state == State::Calling) {
        setState(State::Idle);
        return;
    }
    if (waiting) {
        waiting = {};
        setState(State::Idle);
        return;
    }
    if (answer.isNull())
        return; // nothing runs, or what is being saved asks for nothing
    const Message *message = conversation.find(answer);
    if (message && (hasOutput(*message) || images.isBusyWith(answer)))
        end(MessageState::Stopped, std::nullopt);
    else if (unanswered == Unanswered::Keep)
        end(MessageState::Failed, Error{.kind = ErrorKind::Cancelled});
    else
        withdrawRunning();
}

ChatSession::Private::Private(ChatSession &chatSession, net::HttpClient &httpClient,
                              net::LearnedDrops &learnedDrops, const store::BlobStore &blobStore,
                              AccessProvider provider)
    : session(chatSession)
    , conversation(chatSession.m_conversation)
    , client(httpClient)
    , learned(learnedDrops)
    , blobs(blobStore)
    , access(std::move(provider))
    , images(blobStore)
{
    connect(&images, &AnswerImages::stored, &session,
            [this](const MessageId &id, const conversation::ContentPart &image) {
                onImage(id, image);
            });
    connect(&images, &AnswerImages::failed, &session,
            [this](const MessageId &id, const Error &error) { onImageFailed(id, error); });
    connect(&conversation, &Conversation::wholeChanged, &session, [this] {
        if (!waiting || !conversation.isWhole())
            return;
        state = State::Idle; // for the work, which need not run
        std::exchange(waiting, {})();
        if (state == State::Idle)
            Q_EMIT session.stateChanged();
    });
}

void ChatSession::Private::whenWhole(const std::function<void()> &work)
{
    if (conversation.isWhole()) {
        work();
        return;
    }
    waiting = work;
    setState(State::Saving);
}

void ChatSession::Private::begin(const ChatOptions &options)
{
    isAccepted = false;
    clock.invalidate();
    const int step = ++saving;
    setState(State::Saving);
    if (saving != step)
        return; // stopped by whoever was told of the state
    const auto proceed = [this, step, options] {
        isAccepted = true;
        const bool tells = draft.has_value();
        const bool asks = !answer.isNull();
        if (!asks) {
            forgetRunning();
            setState(State::Idle);
        }
        if (tells)
            Q_EMIT session.accepted();
        if (asks && saving == step)
            ask(options);
    };
    if (!gate) {
        proceed();
        return;
    }
    // Whether it was saved or waits in memory: the store tells the user.
    gate([guard = QPointer<ChatSession>(&session), this, step, proceed](const base::Status &) {
        if (guard && saving == step)
            proceed();
    });
}

void ChatSession::Private::ask(const ChatOptions &options)
{
    clock.start();
    retryReason.reset();
    setState(State::Sending);
    if (state != State::Sending)
        return; // stopped by whoever was told of the state

    asked = options;
    stepsDown = 0;
    plan();
}

void ChatSession::Private::plan()
{
    const auto endpointAccess = access();
    if (!endpointAccess)
        return failLater(endpointAccess.error());
    const endpoint::Endpoint &server = endpointAccess->endpoint;
    const auto intake =
        intakeOf(server, capabilities ? capabilities(asked.model) : endpoint::Capabilities{},
                 learned.fieldsFor(server.id, asked.model));
    const auto planned =
        planRequest(asAsked(branchAbove(conversation, answer), asked), asked, intake, blobs);
    if (!planned)
        return failLater(planned.error());
    if (planned->omitted > 0) {
        conversation.update(answer,
                            [&](Message &message) { message.omittedMessages = planned->omitted; });
    }
    if (planned->tasks.isEmpty() || !documents)
        startStream(*endpointAccess, *planned, {});
    else
        prepare(*endpointAccess, *planned);
}

//! Later, as every other failure: whoever sent is still busy with sending.
void ChatSession::Private::failLater(const Error &error)
{
    const int step = saving;
    QTimer::singleShot(0, &session, [this, step, error] {
        if (saving == step && !answer.isNull())
            end(MessageState::Failed, error);
    });
}

void ChatSession::Private::prepare(const net::EndpointAccess &endpointAccess,
                                   const RequestPlan &requestPlan)
{
    preparation.reset(new DocumentPreparation(requestPlan.tasks, *documents));
    connect(preparation.get(), &DocumentPreparation::progressed, &session,
            &ChatSession::preparationProgressed);
    connect(preparation.get(), &DocumentPreparation::failed, &session,
            [this](const Error &error) { end(MessageState::Failed, error); });
    connect(preparation.get(), &DocumentPreparation::finished, &session,
            [this, endpointAccess, requestPlan](const PreparedDocuments &prepared) {
                preparation.reset();
                const int step = saving;
                setState(State::Sending);
                if (saving == step && state == State::Sending)
                    startStream(endpointAccess, requestPlan, prepared);
            });
    setState(State::Preparing);
}

void ChatSession::Private::startStream(const net::EndpointAccess &endpointAccess,
                                       const RequestPlan &requestPlan,
                                       const PreparedDocuments &prepared)
{
    using net::CompletionStream;
    request = resolveRequest(requestPlan, prepared, asked, endpointAccess, blobs);
    net::EndpointAccess aimed = endpointAccess;
    aimed.subject = answer.value.toString(QUuid::WithoutBraces);
    stream.reset(new CompletionStream(client, learned, aimed, request));
    const auto on = [this](auto signal, auto reaction) {
        connect(stream.get(), signal, &session, reaction);
    };
    on(&CompletionStream::requestSent, [this, files = requestPlan.files] {
        rememberSent(files);
        setState(State::Waiting);
    });
    on(&CompletionStream::uploadProgressed,
       [this](qint64 sent, qint64 total) { Q_EMIT session.uploadProgressed(sent, total); });
    on(&CompletionStream::deltaReceived, [this](const MessageDelta &delta) { onDelta(delta); });
    on(&CompletionStream::retryScheduled,
       [this](int, std::chrono::milliseconds delay, const Error &error) {
           retryAt = QDeadlineTimer(delay);
           retryReason = error;
           setState(State::Retrying);
       });
    on(&CompletionStream::fieldDropped, [this](const QString &field) {
        conversation.update(answer, [&](Message &message) { message.notes.append(field); });
    });
    on(&CompletionStream::completed, [this] { complete(); });
    on(&CompletionStream::failed, [this](const Error &error) { onFailed(error); });
}

//! What went out stands with the files, whatever the model takes tomorrow.
void ChatSession::Private::rememberSent(const QList<SentFile> &files)
{
    for (const SentFile &file : files) {
        const Message *message = conversation.find(file.message);
        if (!message || file.part >= message->content.size())
            continue;
        conversation::ContentPart noted = message->content.at(file.part);
        setSentAs(noted, file.form);
        if (noted != message->content.at(file.part))
            conversation.update(file.message,
                                [&](Message &changed) { changed.content[file.part] = noted; });
    }
}

void ChatSession::Private::onFailed(Error error)
{
    if (!learnsAndStepsDown(error))
        end(MessageState::Failed, error);
}

bool ChatSession::Private::learnsAndStepsDown(Error &error)
{
    constexpr int mostSteps = 2; // file, pictures, text
    const QString field = net::refusedPartOf(request, error);
    const auto endpointAccess = access();
    const Message *message = conversation.find(answer);
    if (field.isEmpty() || !endpointAccess || !message)
        return false;
    // What the card goes by: what was refused, and a document that could go another way.
    error.parameter = field;
    error.subject = documentBefore(conversation, answer);
    learned.learn({.endpoint = endpointAccess->endpoint.id,
                   .model = asked.model,
                   .field = field,
                   .serverWords = error.detail,
                   .learnedAt = QDateTime::currentDateTimeUtc()});
    if (!asked.stepsDown || hasOutput(*message) || stepsDown == mostSteps)
        return false;
    ++stepsDown;
    dropStream();
    conversation.update(answer, [&](Message &adapted) { adapted.notes.append(field); });
    const int step = saving;
    setState(State::Sending);
    if (saving == step && !answer.isNull())
        plan();
    return true;
}

void ChatSession::Private::onDelta(const MessageDelta &delta)
{
    const MessageId id = answer; // whoever is told may stop us
    if (delta.hasOutput() && state != State::Streaming) {
        conversation.update(id, [this](Message &message) {
            message.state = MessageState::Streaming;
            message.timing.firstToken = std::chrono::milliseconds(clock.elapsed());
        });
        setState(State::Streaming);
    }
    conversation.append(id, delta);
    for (const QString &uri : delta.images)
        images.add(id, uri); // the answer goes on meanwhile
}

void ChatSession::Private::onImage(const MessageId &id, const conversation::ContentPart &image)
{
    if (conversation.find(id)) {
        conversation.update(id, [&image](Message &message) { message.content.append(image); });
    }
    if (id == answer && isComplete)
        complete();
}

void ChatSession::Private::onImageFailed(const MessageId &id, const Error &error)
{
    if (id == answer)
        end(MessageState::Failed, error);
}

void ChatSession::Private::complete()
{
    isComplete = true;
    if (images.isBusyWith(answer))
        return; // its last one calls again
    const Message *message = conversation.find(answer);
    Q_ASSERT(message);
    if (!hasOutput(*message) && message->finishReason == FinishReason::ContentFilter) {
        end(MessageState::Failed, Error{.kind = ErrorKind::Filtered});
        return;
    }
    if (message->finishReason == FinishReason::Error) {
        // Some servers say no more than this word when what stands behind them fails.
        end(MessageState::Failed,
            Error{.kind = ErrorKind::ServerFault, .detail = message->rawFinishReason});
        return;
    }
    end(MessageState::Complete, std::nullopt);
}

void ChatSession::Private::end(MessageState endState, const std::optional<Error> &error)
{
    const MessageId id = answer;
    const QString requestId = stream ? stream->requestId() : QString();
    dropStream();
    conversation.update(id, [&](Message &message) {
        message.state = endState;
        message.error = error;
        message.requestId = requestId;
        message.timing.total = std::chrono::milliseconds(clock.elapsed());
    });
    forgetRunning();
    setState(State::Idle);
    Q_EMIT session.answerFinished(id);
}

void ChatSession::Private::withdrawRunning()
{
    dropStream();
    const bool wasShown = conversation.rowOf(answer) >= 0;
    if (!question.isNull()) {
        conversation.remove(question, Removal::MessageAndBelow);
    } else if (!replaced.isNull()) {
        conversation.remove(answer, Removal::MessageAndBelow);
    } else {
        conversation.update(answer, [](Message &stopped) {
            stopped.state = MessageState::Failed;
            stopped.error = Error{.kind = ErrorKind::Cancelled};
        });
    }
    if (wasShown && !replaced.isNull())
        conversation.switchTo(replaced);
    const std::optional<Draft> returned = isAccepted ? draft : std::nullopt;
    forgetRunning();
    setState(State::Idle);
    if (returned)
        Q_EMIT session.draftReturned(*returned);
}

void ChatSession::Private::addAnswer(const ChatOptions &options)
{
    answer = conversation.append(
        {.role = Role::Assistant, .state = MessageState::Pending, .model = options.model});
}

void ChatSession::Private::forgetRunning()
{
    ++saving; // what the gate says of it is late from now on
    answer = {};
    question = {};
    replaced = {};
    draft.reset();
    isAccepted = false;
    isComplete = false;
}

void ChatSession::Private::dropStream()
{
    if (preparation)
        preparation->disconnect(&session);
    preparation.reset();
    if (!stream)
        return;
    stream->disconnect(&session);
    stream->cancel(); // the connection goes at once, the object when it is off the stack
    stream.reset();
}

void ChatSession::Private::setState(State newState)
{
    if (state == newState)
        return;
    state = newState;
    Q_EMIT session.stateChanged();
}

} // namespace polylogue::app::session
