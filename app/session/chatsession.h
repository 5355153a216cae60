// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/base/result.h"
#include "app/conversation/conversation.h"
#include "app/endpoint/modelinfo.h"
#include "app/endpoint/parameters.h"
#include "app/net/endpointaccess.h"
#include "app/wire/chatrequest.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace polylogue::app::attachments {
class Documents;
}
namespace polylogue::app::net {
class HttpClient;
class LearnedDrops;
} // namespace polylogue::app::net

namespace polylogue::app::session {

//! \brief What an answer is asked with; taken at the moment of sending.
struct ChatOptions
{
    QString model = {};
    QString systemPrompt = {};
    endpoint::Parameters parameters = {}; //!< over those of the endpoint
    //! The model's context in tokens, where the oldest messages are to be left out until the
    //! request fits (pinned ones stay; Message::omittedMessages tells). Not set: all is sent.
    std::optional<qint64> fitInto = {};
    //! What the server refuses of a document goes the next way down at once; false: the answer
    //! fails, and retry() or stepDown() may follow.
    bool stepsDown = false;
    //! What the request has above the question; not set: what stands above it in the tree.
    std::optional<QList<conversation::Message>> history = {};
    //! Stands before the question's text, in the request only.
    QString preface = {};

    QList<wire::ToolDefinition> tools = {}; //!< what the model may call; see ToolLoop

    bool operator==(const ChatOptions &) const = default;
};

//! \brief One conversation in use: sends, stops, retries, and owns the running answer.
//!
//! The user message and an empty answer are in the tree before any network. One answer at a time.
class ChatSession final : public QObject
{
    Q_OBJECT

public:
    //! What the running answer is doing.
    enum class State {
        Idle,
        Saving, //!< question and empty answer are on their way to disk; nothing has been sent
        Preparing, //!< pictures of pages, or texts, are being made of documents
        Sending, //!< the request is going out
        Waiting, //!< it is out, no output yet
        Streaming,
        Retrying, //!< waiting before an automatic retry
        Calling, //!< what the last answer calls is being answered (ToolLoop)
    };
    Q_ENUM(State)

    //! \brief Gives access to the endpoint in use when a request is made; an Error where there is
    //!        none (no endpoint, key missing).
    using AccessProvider = std::function<base::Result<net::EndpointAccess>()>;

    //! \brief Tells what is known of a model of the endpoint in use.
    using CapabilityProvider = std::function<endpoint::Capabilities(const QString &model)>;

    //! \brief Calls back once all that is in the tree is stored, or with the Error why it is not.
    using SaveGate = std::function<void(const std::function<void(const base::Status &)> &)>;

    //! \param client, \a learned and \a blobs outlive this.
    ChatSession(net::HttpClient &client, net::LearnedDrops &learned, const store::BlobStore &blobs,
                AccessProvider access, QObject *parent = nullptr);
    ~ChatSession() override;

    conversation::Conversation &conversation() { return m_conversation; }
    //! \brief No request leaves before \a gate has answered; where it fails the request leaves all
    //!        the same, as the text is kept in memory and the store tells the user. None: nothing
    //!        is stored. Calls that come while the conversation is being loaded wait for its end.
    void setSaveGate(SaveGate gate);
    //! \brief What makes pictures and texts of documents; outlives this. None: they go as they are.
    void setDocuments(attachments::Documents *documents);
    //! \brief None: nothing is known of any model.
    void setCapabilityProvider(CapabilityProvider provider);
    State state() const;
    bool isRunning() const { return state() != State::Idle; }
    //! \return time since the request was handed over; zero while idle.
    std::chrono::milliseconds elapsed() const;
    //! \return time until the next automatic try; zero unless Retrying.
    std::chrono::milliseconds timeToRetry() const;
    //! \return why the last try failed while Retrying.
    std::optional<base::Error> retryReason() const;

    //! \return what the last answer was asked with.
    const ChatOptions &asked() const;
    //! \brief For ToolLoop: from State::Idle to State::Calling, or back.
    void setCalling(bool calling);

    //! \brief Adds the user's message and asks for an answer. \pre !isRunning(), !draft.isEmpty()
    void send(const attachments::Draft &draft, const ChatOptions &options);
    //! \brief Adds the user's message without asking for an answer (Alt+Enter). \pre !isRunning()
    void note(const attachments::Draft &draft);
    //! \brief Ends the running answer within this call. With output it stays, marked stopped;
    //!        without, question and answer are withdrawn, what they took the place of is shown
    //!        again and draftReturned() gives the question back. While Calling: ends that.
    void stop();
    //! \brief As stop(), but the question stays: its answer says that it was stopped, and can be
    //!        asked for again.
    void cancelAnswer();
    //! \brief Adds \a messages below what is shown, as they are but for new ids. \pre !isRunning()
    void add(const QList<conversation::Message> &messages);
    //! \brief Asks again for the answer \a answer: a failed one without output at the end is
    //! reused,
    //!        any other gets a sibling. \pre !isRunning()
    void retry(const conversation::MessageId &answer, const ChatOptions &options);
    //! \brief Asks again after ErrorKind::PartRefused, with the documents of the question on \a
    //! rung;
    //!        all else that the server refused goes, or stays away, by what was learned of it.
    //!        \pre !isRunning()
    void stepDown(const conversation::MessageId &answer, conversation::Rung rung,
                  const ChatOptions &options);
    //! \brief Changes how and how long the file at \a part of a message's content goes out from now
    //!        on.
    void setDelivery(const conversation::MessageId &message, qsizetype part,
                     const conversation::DeliveryChoice &choice);
    //! \brief Puts \a draft in the place of the user's message \a question as another version. With
    //!        \a asksForAnswer it is asked anew, else what stood below stays. \pre !isRunning()
    void edit(const conversation::MessageId &question, const attachments::Draft &draft,
              const ChatOptions &options, bool asksForAnswer);
    //! \brief Puts \a text in the place of an answer's text as another version, marked edited. What
    //!        was measured of the original (usage, times) is the original's. \pre !isRunning()
    void editAnswer(const conversation::MessageId &answer, const QString &text);
    //! \brief Asks for the rest of the last answer, which was stopped, interrupted or cut by
    //!        length: by a user message that says so. \pre !isRunning()
    void continueAnswer(const conversation::MessageId &answer, const ChatOptions &options);
    //! \brief Adds what the calls of the last answer came to, and asks on. \pre Idle or Calling
    //! \param results of Role::Tool
    void answerCalls(const conversation::MessageId &answer,
                     const QList<conversation::Message> &results, const ChatOptions &options);
    //! \brief Soft; \return what remove() of the conversation did, for its restore(); nothing while
    //!        loading. \pre !isRunning()
    QList<conversation::MessageId> remove(const conversation::MessageId &message,
                                          conversation::Removal removal);
    void setExcluded(const conversation::MessageId &message, bool excluded);
    void setPinned(const conversation::MessageId &message, bool pinned);
    //! \brief Takes the answer \a answer and its question off the branch, to be written anew.
    //! \return the question for the composer; empty where there is none. \pre !isRunning()
    attachments::Draft withdraw(const conversation::MessageId &answer);
    //! \brief Ends the wait before an automatic retry. \pre state() is Retrying
    void retryNow();
    //! \brief Removes everything. \pre !isRunning()
    void clear();

Q_SIGNALS:
    void stateChanged();
    //! Pages of the document \a fileName that are made, while Preparing.
    void preparationProgressed(const QString &fileName, int done, int total);
    void uploadProgressed(qint64 sent, qint64 total);
    //! What send(), note() or edit() was given is safe (or kept in memory, see SaveGate): the
    //! composer may be emptied.
    void accepted();
    //! A message was withdrawn before any output: its text and attachments, for the composer. Not
    //! told before accepted(): until then the composer has it still.
    void draftReturned(const polylogue::app::attachments::Draft &draft);
    //! The answer has ended: complete, stopped or failed as its message says.
    void answerFinished(const polylogue::app::conversation::MessageId &answer);

private:
    class Private;

    conversation::Conversation m_conversation;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::session
