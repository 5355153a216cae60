// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/completionstream.h"
#include "app/session/answerimages.h"
#include "app/session/chatsession.h"
#include "app/session/filedelivery.h"
#include "app/session/requestresolver.h"
#include "app/store/blobstore.h"
#include "app/wire/chatrequest.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

namespace polylogue::app::session {

//! \brief What the running answer needs, from the call that asks for it to its end.
//!
//! chatsession.cpp has the steps of an answer, chatediting.cpp what is done to the tree.
class ChatSession::Private
{
public:
    Private(ChatSession &chatSession, net::HttpClient &httpClient, net::LearnedDrops &learnedDrops,
            const store::BlobStore &blobStore, AccessProvider provider);

    //! What becomes of a question whose answer is stopped before any output.
    enum class Unanswered { Withdraw, Keep };

    void stop(Unanswered unanswered);
    //! Does \a work now, or as soon as the conversation is whole.
    void whenWhole(const std::function<void()> &work);
    //! The first step: saves what was added, tells accepted(), then asks for the answer, if any.
    void begin(const ChatOptions &options);
    void ask(const ChatOptions &options);
    void plan();
    void prepare(const net::EndpointAccess &endpointAccess, const RequestPlan &requestPlan);
    void failLater(const base::Error &error);
    //! Remembers what the server refused of the request's files.
    //! \return whether they are asked for in another way now.
    bool learnsAndStepsDown(base::Error &error);
    void startStream(const net::EndpointAccess &endpointAccess, const RequestPlan &requestPlan,
                     const PreparedDocuments &prepared);
    void rememberSent(const QList<SentFile> &files);
    void onFailed(base::Error error);
    void onDelta(const conversation::MessageDelta &delta);
    void onImage(const conversation::MessageId &id, const conversation::ContentPart &image);
    void onImageFailed(const conversation::MessageId &id, const base::Error &error);
    void complete();
    void end(conversation::MessageState endState, const std::optional<base::Error> &error);
    //! As if it had never been asked.
    void withdrawRunning();
    //! Adds the empty answer that is going to be asked for.
    void addAnswer(const ChatOptions &options);
    void forgetRunning();
    void dropStream();
    void setState(State newState);

    //! A stream may still be on the stack when it tells of its end, so it goes later.
    struct DeleteLater
    {
        void operator()(QObject *object) const { object->deleteLater(); }
    };

    ChatSession &session;
    conversation::Conversation &conversation;
    net::HttpClient &client;
    net::LearnedDrops &learned;
    const store::BlobStore &blobs;
    AccessProvider access;
    SaveGate gate;
    AnswerImages images;
    CapabilityProvider capabilities;
    attachments::Documents *documents = nullptr;

    State state = State::Idle;
    std::function<void()> waiting; // for the conversation to be whole
    int saving = 0; // counts what is begun and ended; what the gate says of earlier ones is late
    std::unique_ptr<DocumentPreparation, DeleteLater> preparation;
    std::unique_ptr<net::CompletionStream, DeleteLater> stream;
    ChatOptions asked; // what the running answer is asked with
    wire::ChatRequest request; // the one that is out
    int stepsDown = 0; // of the running answer
    conversation::MessageId answer; // the running one; null while something else is saved
    conversation::MessageId question; // was added with it, and is withdrawn with it
    conversation::MessageId replaced; // the version shown before, where this is one beside it
    std::optional<attachments::Draft> draft; // the question as it was written
    bool isAccepted = false; // the draft
    bool isComplete = false; // the answer came to its end; images of it may have to be stored yet
    QElapsedTimer clock;
    QDeadlineTimer retryAt;
    std::optional<base::Error> retryReason;
};

} // namespace polylogue::app::session
