// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatsession.h"
#include "app/tools/tool.h"

#include <QObject>

#include <memory>

namespace polylogue::app::session {

//! \brief Runs what a session's answers want called, and asks on with the results, until an answer
//!        wants nothing.
//!
//! Calls of one answer run beside each other. What is no call of a tool, or has the wrong
//! arguments, is not run but answered as an error. The loop stops by itself after a number of
//! rounds, and where a model repeats itself. Whenever it stops the conversation is valid: calls
//! without a result are answered when they are sent (wire::resolveHistory()).
class ToolLoop final : public QObject
{
    Q_OBJECT

public:
    //! Why no further round was asked for.
    enum class End {
        Answered, //!< the answer calls nothing, or broke off
        TooManyRounds,
        Repeated, //!< a call that was made twice already in this turn
        Stopped, //!< stop()
    };
    Q_ENUM(End)

    static constexpr int mostRounds = 10;

    //! \param session outlives this
    explicit ToolLoop(ChatSession &session, QObject *parent = nullptr);
    ~ToolLoop() override;

    //! \brief What can be called from now on.
    void setTools(const QList<tools::Tool> &tools);
    //! \return what ChatOptions::tools has to say to the server.
    QList<wire::ToolDefinition> definitions() const;
    //! \brief What further rounds are asked with; ChatOptions::tools is set by the loop.
    void setOptions(const ChatOptions &options);

    bool isRunning() const; //!< tools run; the session does not
    //! \brief Ends what runs; nothing is asked.
    void stop();

Q_SIGNALS:
    void callStarted(const polylogue::app::conversation::ToolCallPart &call);
    void callFinished(const polylogue::app::conversation::ToolCallPart &call,
                      const polylogue::app::tools::ToolOutcome &outcome);
    //! No further round follows \a answer.
    void ended(const polylogue::app::conversation::MessageId &answer,
               polylogue::app::session::ToolLoop::End end);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::session
