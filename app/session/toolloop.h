// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatsession.h"
#include "app/tools/toolrules.h"

#include <QObject>

#include <functional>
#include <memory>

namespace polylogue::app::session {

//! \brief A call of the answer whose calls are being answered.
struct ToolCall
{
    enum class State {
        Asking, //!< ToolLoop::run() or deny() is waited for
        ByHand, //!< the user is the tool: ToolLoop::answer() or deny() is waited for
        Running,
        TooLong, //!< the result is longer than ToolLoop::longestResult: ToolLoop::sendResult()
        Done,
    };

    conversation::ToolCallPart part = {};
    tools::Tool tool = {}; //!< without a name where nothing of that name can be called
    State state = State::Done;
    QByteArray arguments = {}; //!< what it runs with
    QString wasAllowedAs = {}; //!< see tools::Verdict
    tools::ToolOutcome outcome = {}; //!< of TooLong and Done
};

//! \brief Runs what a session's answers want called, and asks on with the results, until an answer
//!        wants nothing.
//!
//! Calls of one answer run beside each other; with a gate each waits for the user where no rule
//! decides. What is no call of a tool, or has the wrong arguments, is not run but answered as an
//! error. The loop stops by itself after a number of rounds, and where a model repeats itself.
//! Whenever it stops the conversation is valid: calls without a result are answered when they are
//! sent (wire::resolveHistory()). Meanwhile the session is in ChatSession::State::Calling.
class ToolLoop final : public QObject
{
    Q_OBJECT

public:
    //! Why no further round was asked for.
    enum class End {
        Answered, //!< the answer calls nothing, or broke off
        TooManyRounds,
        Repeated, //!< a call that was made twice already in this turn
        Stopped, //!< stop(), or the session was stopped
    };
    Q_ENUM(End)

    //! Tells whether a call may run; none: each does.
    using Gate = std::function<tools::Verdict(const tools::Tool &, const QByteArray &arguments)>;
    using ToolSource = std::function<QList<tools::Tool>()>;

    static constexpr int mostRounds = 10;
    //! Characters of a result that go to the model without a question, where there is a gate.
    static constexpr qsizetype longestResult = 50'000;

    //! \param session outlives this
    explicit ToolLoop(ChatSession &session, QObject *parent = nullptr);
    ~ToolLoop() override;

    //! \brief What can be called from now on.
    void setTools(const QList<tools::Tool> &tools);
    //! \brief The same, asked for with each answer.
    void setToolSource(ToolSource source);
    void setGate(Gate gate);
    //! \return what ChatOptions::tools has to say to the server.
    QList<wire::ToolDefinition> definitions() const;

    bool isRunning() const; //!< calls are being answered
    const QList<ToolCall> &calls() const; //!< of the answer; none while !isRunning()
    //! \brief Ends what runs; nothing is asked.
    void stop();
    //! \return whether the last answer has calls that nobody answered, as the program ended or
    //!         was stopped meanwhile.
    bool canResume() const;
    //! \brief Answers these calls. \pre canResume()
    //! \param options for the rounds that follow
    void resume(const ChatOptions &options);

    //! \name What the user decides of calls()
    //! Does nothing where the call is not, or no longer, in the state that it says.
    //!@{
    //! \return why it cannot run with \a arguments (tools::argumentFault()); empty: it runs.
    QString run(qsizetype call, const QByteArray &arguments); //!< Asking
    void deny(qsizetype call, const QString &words); //!< Asking, ByHand; words for the model
    void answer(qsizetype call, const QString &result); //!< ByHand
    void cancel(qsizetype call); //!< Running
    void sendResult(qsizetype call, bool whole); //!< TooLong; false: its beginning
    //!@}
    //! \brief The rules are others: what they allow or refuse now waits no longer.
    void judgeAgain();

Q_SIGNALS:
    void callStarted(const polylogue::app::conversation::ToolCallPart &call);
    void callFinished(const polylogue::app::conversation::ToolCallPart &call,
                      const polylogue::app::tools::ToolOutcome &outcome);
    void callsChanged(); //!< calls(), or the state of one
    //! No further round follows \a answer.
    void ended(const polylogue::app::conversation::MessageId &answer,
               polylogue::app::session::ToolLoop::End end);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::session
