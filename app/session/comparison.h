// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatlibrary.h"
#include "app/session/contextuse.h"
#include "app/session/lanerequests.h"

#include <QMap>
#include <QObject>
#include <QSet>

#include <map>
#include <memory>
#include <optional>

namespace polylogue::app::session {

//! \brief The lanes of a chat in use: one question goes to all, each answers with its own model.
//!
//! A lane is a chat of its own with its own session, so nothing that happens in one holds up
//! another, and each is stored as any chat. The chat itself is the main line, into which answers
//! are promoted. Several of these may show the same chat; they follow the library.
class Comparison final : public QObject
{
    Q_OBJECT

public:
    static constexpr int FewestLanes = 2;
    static constexpr int MostLanes = 6;

    //! \brief What the next question costs before it is asked.
    struct Estimate
    {
        int requests = 0;
        qint64 tokens = 0; //!< of all requests together

        bool operator==(const Estimate &) const = default;
    };

    //! \brief What is known of the model that a lane asks.
    struct ModelFacts
    {
        attachments::Intake intake = {};
        std::optional<qint64> contextLength = {}; //!< in tokens

        bool operator==(const ModelFacts &) const = default;
    };

    //! \brief What a lane's request does where it is longer than its model takes.
    enum class TooLong {
        IsSent, //!< all of it; the server decides
        LeavesOutOldest, //!< messages; the answer says how many
    };

    //! \param library outlives this \pre library.find(mainLine), which is no lane
    Comparison(ChatLibrary &library, const ConversationId &mainLine, QObject *parent = nullptr);
    ~Comparison() override;

    const ConversationId &mainLine() const { return m_mainLine; }
    ChatSession &mainSession() { return m_mainSession; }
    //! \return from left to right; Lane A is the first.
    const QList<ConversationId> &lanes() const { return m_order; }
    ChatSession *session(const ConversationId &lane) const; //!< nullptr where there is no such lane
    store::ChatSetup setup(const ConversationId &lane) const;
    //! \brief What lanes that name no model ask.
    void setDefaultModel(const QString &model) { m_defaultModel = model; }
    //! \brief Whether what a server refuses of a document goes the next way down at once.
    void setStepsDown(bool stepsDown) { m_stepsDown = stepsDown; }
    //! \return what a lane asks with, before the history rule is applied and tools are offered.
    ChatOptions options(const ConversationId &lane) const;
    //! \return what the next question of a lane is asked with.
    ChatOptions nextOptions(const ConversationId &lane) const;
    //! \return in what a lane's requests differ from Lane A's, besides the model and the history.
    QList<LaneDifference> differences(const ConversationId &lane) const;

    store::HistoryRule historyRule() const;
    void setHistoryRule(store::HistoryRule rule);

    //! \brief Adds lanes at the right end, as many as there is room for; the first ones of a chat
    //!        begin with what it holds, as soon as that is loaded.
    void addLanes(const QList<store::ChatSetup> &setups);
    //! \return whether addLanes() still waits for the chat to be loaded.
    bool isOpening() const { return !m_waitingSetups.isEmpty(); }
    bool mayAddLane() const { return m_order.size() < MostLanes && !isOpening(); }
    bool mayRemoveLane() const { return m_order.size() > FewestLanes; }
    void removeLane(const ConversationId &lane); //!< into the trash \pre mayRemoveLane()
    void moveLane(const ConversationId &lane, int by); //!< to the right; negative: to the left
    void setSetup(const ConversationId &lane, const store::ChatSetup &setup);
    //! \brief What the models of all lanes may call from now on, by name.
    void setTools(const QStringList &names);
    //! \return what the model of a lane may call.
    QList<wire::ToolDefinition> tools(const ConversationId &lane) const;
    //! \brief Gives the lanes these setups in their order; what is missing is added, what is too
    //!        many removed. \pre !isRunning()
    void applySetups(const QList<store::ChatSetup> &setups);

    bool isRunning() const; //!< an answer comes in to any lane
    bool needsChoice() const; //!< HistoryRule::Chosen, and no answer to the last question is chosen
    Estimate estimate(const attachments::Draft &draft) const;
    void setModelFacts(const ConversationId &lane, const ModelFacts &facts);
    //! \return what would be longer than a lane's model takes, as far as is known, by position.
    QMap<qsizetype, ContextUse> tooLong(const attachments::Draft &draft) const;
    //! \brief Asks all lanes. \pre !isRunning(), !draft.isEmpty()
    void send(const attachments::Draft &draft, TooLong tooLong = TooLong::IsSent);
    //! \brief Adds \a draft to all lanes without asking for answers; to the main line as well where
    //!        they continue from it. \pre as for send()
    void note(const attachments::Draft &draft);
    //! \brief Asks again for the last answer of a lane, or for \a answer. \pre it does not run
    void retry(const ConversationId &lane, const conversation::MessageId &answer = {});
    //! \return what \a answer of a lane is asked with again: what was known when it was first.
    ChatOptions optionsFor(const ConversationId &lane, const conversation::MessageId &answer) const;
    //! \brief Asks an empty lane the question of \a turn, with what Lane A (or the next one that
    //!        has that turn) has above it. \pre mayAskTurns(lane)
    void askTurn(const ConversationId &lane, qsizetype turn);
    bool mayAskTurns(const ConversationId &lane) const; //!< it is empty, and another is not
    qsizetype turnCount() const; //!< of the longest lane
    //! \return the turns of a lane's shown branch.
    QList<Turn> turns(const ConversationId &lane) const;

    //! \brief Ends the answer of one lane; its question stays.
    void stop(const ConversationId &lane);
    //! \brief Ends all answers. Where none of them had begun the question goes back to the
    //! composer.
    void stopAll();

    //! \return the last answer of a lane that could be promoted; null for none.
    conversation::MessageId promotable(const ConversationId &lane) const;
    bool isPromoted(const ConversationId &lane, const conversation::MessageId &answer) const;
    //! \brief Puts an answer and its question into the main line, in the place of another answer to
    //!        that turn. \param answer null: promotable()
    void promote(const ConversationId &lane, const conversation::MessageId &answer = {});

Q_SIGNALS:
    void lanesChanged(); //!< which, or their order
    void laneChanged(const polylogue::app::conversation::ConversationId &lane); //!< setup, state
    void mainLineChanged(); //!< the rule, or what is promoted
    void runningChanged();
    void accepted(); //!< what send() or note() was given is safe in every lane
    void draftReturned(const polylogue::app::attachments::Draft &draft); //!< once for all lanes
    //! All answers that were asked for have ended; whether each of them is complete.
    void roundFinished(bool isComplete);
    void estimateChanged();

private:
    struct Lane
    {
        ChatSession *session = nullptr; // the library's
        std::unique_ptr<ContextMeter> meter = {};
        ModelFacts facts = {};
    };

    void takeLanes();
    void openLane(const ConversationId &id);
    void closeLane(const ConversationId &id);
    void addWaitingLanes();
    void onStateChanged(const ConversationId &lane);
    void endRound();
    void noteAccepted(const ConversationId &lane);
    QList<conversation::Message> branchOf(const ConversationId &lane) const;
    qsizetype turnOf(const ConversationId &lane, const conversation::MessageId &message) const;
    //! What the rule and the tools add for the question of \a turn; a turn that is not there yet:
    //! the next.
    ChatOptions optionsForTurn(const ConversationId &lane, qsizetype turn) const;
    bool isCopied(const conversation::Message &answer) const;
    //! What \a lane's next request takes, but for what others answered.
    ContextUse useOf(const ConversationId &lane, const attachments::Draft &draft) const;
    QString sharedBefore(const ConversationId &lane, qsizetype turn) const;
    qint64 sharedTokens() const; //!< of all lanes' answers to the last turn, as they are shared
    //! The promoted answer of the main line to \a turn; null for none.
    conversation::MessageId promotedAt(qsizetype turn) const;

    ChatLibrary &m_library;
    ConversationId m_mainLine;
    ChatSession &m_mainSession;
    std::unique_ptr<ContextMeter> m_mainMeter;
    std::map<ConversationId, Lane> m_lanes;
    QList<ConversationId> m_order;
    QString m_defaultModel;
    bool m_stepsDown = false;
    QList<store::ChatSetup> m_waitingSetups;
    QSet<ConversationId> m_unaccepted; // of the last send() or note()
    QSet<ConversationId> m_asked; // by the last send()
    //! Known until an answer ends or a branch changes: branches are long, and keys are many.
    mutable std::optional<qint64> m_sharedTokens;
    bool m_wasRunning = false;
    bool m_hasReturned = false; // one of the drafts that come back at once is enough
};

} // namespace polylogue::app::session
