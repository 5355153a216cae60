// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/conversation.h"
#include "app/wire/chatrequest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using conversation::Conversation;
using conversation::Message;
using conversation::MessageState;
using conversation::Role;
using conversation::TextPart;
using conversation::ToolCallPart;
using conversation::ToolResultPart;

namespace {

constexpr int Trees = 10000;

//! Conversations as they come about, and worse: stopped, failed, half calls, orphan results.
class TreeMaker
{
public:
    explicit TreeMaker(quint32 seed)
        : m_random(seed)
    { }

    void grow(Conversation &conversation)
    {
        for (int i = m_random.bounded(12); i >= 0; --i) {
            if (conversation.count() > 0 && chance(20)) {
                const int row = m_random.bounded(static_cast<int>(conversation.count()));
                conversation.appendSibling(conversation.at(row).id, anyMessage());
            } else if (conversation.count() > 0 && chance(10)) {
                const int row = m_random.bounded(static_cast<int>(conversation.count()));
                const auto siblings = conversation.siblings(conversation.at(row).id);
                conversation.switchTo(siblings.at(m_random.bounded(siblings.size())));
            } else {
                conversation.append(anyMessage());
            }
        }
    }

private:
    bool chance(int percent) { return m_random.bounded(100) < percent; }

    template <typename T> T oneOf(const QList<T> &values)
    {
        return values.at(m_random.bounded(values.size()));
    }

    Message anyMessage()
    {
        switch (m_random.bounded(10)) {
        case 0:
        case 1:
        case 2:
            return {.role = Role::User, .content = {TextPart{oneOf(Texts)}}};
        case 3:
        case 4:
        case 5:
            return toolResults();
        case 6:
            return {.role = Role::System, .content = {TextPart{oneOf(Texts)}}};
        default:
            return answer();
        }
    }

    Message answer()
    {
        Message message{.role = Role::Assistant};
        message.state =
            oneOf(QList{MessageState::Complete, MessageState::Complete, MessageState::Stopped,
                        MessageState::Failed, MessageState::Interrupted, MessageState::Pending});
        if (chance(50))
            message.content.append(TextPart{oneOf(Texts)});
        for (int i = m_random.bounded(4); i > 0 && chance(70); --i) {
            message.content.append(ToolCallPart{
                .id = oneOf(Ids), .name = oneOf(Names), .arguments = oneOf(Arguments)});
        }
        return message;
    }

    Message toolResults()
    {
        Message message{.role = Role::Tool};
        for (int i = m_random.bounded(3); i >= 0; --i)
            message.content.append(ToolResultPart{.callId = oneOf(Ids), .content = oneOf(Texts)});
        return message;
    }

    const QStringList Texts{u"a"_s, u"Some text"_s, u" \n"_s, QString()};
    const QStringList Ids{u"c1"_s, u"c2"_s, u"call_0"_s, u"call_1"_s, u"call_0_0"_s, QString()};
    const QStringList Names{u"f"_s, u"g"_s, QString()};
    const QStringList Arguments{u"{\"a\":1}"_s, u"{\"a\""_s, u"[1]"_s, u"{}"_s, QString()};
    QRandomGenerator m_random;
};

//! \brief What every server asks of a request, told from its JSON alone.
//! \return the first rule that is broken; empty for none.
QString brokenRule(const QJsonArray &messages)
{
    QSet<QString> allIds;
    QSet<QString> open; // calls of the last assistant turn that have no answer yet
    QString previous;
    bool hasQuestion = false;
    for (const auto &entry : messages) {
        const QString role = entry["role"_L1].toString();
        if (role != "system"_L1 && role != "user"_L1 && !hasQuestion)
            return u"the first turn is no question"_s;
        hasQuestion = hasQuestion || role == "user"_L1;
        if (role == previous && (role == "user"_L1 || role == "assistant"_L1))
            return u"two %1 turns in a row"_s.arg(role);
        previous = role;
        const QString content = entry["content"_L1].toString().trimmed();
        const QJsonArray calls = entry["tool_calls"_L1].toArray();
        if (role == "tool"_L1) {
            if (!open.remove(entry["tool_call_id"_L1].toString()))
                return u"a tool message stands without its call"_s;
            if (content.isEmpty())
                return u"a tool message is empty"_s;
            continue;
        }
        if (!open.isEmpty())
            return u"a call is not answered before the next turn"_s;
        if (content.isEmpty() && calls.isEmpty())
            return u"an empty %1 turn"_s.arg(role);
        for (const auto &call : calls) {
            const QString id = call["id"_L1].toString();
            const QJsonValue function = call["function"_L1];
            if (id.isEmpty() || allIds.contains(id))
                return u"a call's id is empty or not its own"_s;
            if (function["name"_L1].toString().isEmpty())
                return u"a call without a name"_s;
            const QByteArray arguments = function["arguments"_L1].toString().toUtf8();
            if (!QJsonDocument::fromJson(arguments).isObject())
                return u"arguments are no JSON object"_s;
            allIds.insert(id);
            open.insert(id);
        }
    }
    return open.isEmpty() ? QString() : u"a call is not answered at the end"_s;
}

QList<wire::ResolvedPart> resolveText(const Message &message)
{
    return {wire::ResolvedText{conversation::textOf(message.content)}};
}

QJsonArray sentMessages(const QList<Message> &branch, endpoint::Quirks::ToolCallIds ids)
{
    wire::ChatRequest request{.model = u"m"_s,
                              .messages = wire::resolveHistory(branch, resolveText)};
    request.quirks.toolCallIds = ids;
    const auto body = wire::encodeChatRequest(request);
    if (!body)
        return {};
    const auto json = QJsonDocument::fromJson(std::get<QByteArray>(body->pieces.first()));
    return json["messages"_L1].toArray();
}

Message user(const QString &text)
{
    return {.role = Role::User, .content = {TextPart{text}}};
}

Message answer(const QString &text, MessageState state = MessageState::Complete)
{
    return {.role = Role::Assistant, .content = {TextPart{text}}, .state = state};
}

QStringList textsSent(const QList<Message> &branch)
{
    QStringList texts;
    for (const auto &message : sentMessages(branch, endpoint::Quirks::ToolCallIds::AsTheyAre))
        texts.append(message["content"_L1].toString());
    return texts;
}

} // namespace

class tst_HistoryPairing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsForRandomTrees();
    void keepsWhatIsWhole();
    void leavesOutAFailedAnswerWithItsQuestion();
    void keepsTheQuestionThatIsBeingAsked();
    void keepsAStoppedAnswerWithText();
    void leavesOutAnEmptyQuestionWithItsAnswer();
    void answersCallsThatWereNotRun();
    void makesOneOfTwoTurnsOfTheSameRole();
    void putsAQuestionBeforeAnAnswerThatLostIts();
};

void tst_HistoryPairing::holdsForRandomTrees()
{
    int calls = 0;
    for (quint32 seed = 1; seed <= Trees; ++seed) {
        Conversation conversation;
        TreeMaker(seed).grow(conversation);
        for (const auto ids : {endpoint::Quirks::ToolCallIds::AsTheyAre,
                               endpoint::Quirks::ToolCallIds::NineAlphanumerics}) {
            const QJsonArray messages = sentMessages(conversation.branch(), ids);
            const QString broken = brokenRule(messages);
            QVERIFY2(broken.isEmpty(),
                     qPrintable(u"seed %1: %2"_s.arg(seed).arg(broken)
                                + QString::fromUtf8(QJsonDocument(messages).toJson())));
            for (const auto &message : messages)
                calls += static_cast<int>(message["tool_calls"_L1].toArray().size());
        }
    }
    QVERIFY(calls > Trees);
}

void tst_HistoryPairing::keepsWhatIsWhole()
{
    QCOMPARE(textsSent({user(u"a"_s), answer(u"b"_s), user(u"c"_s)}),
             QStringList({u"a"_s, u"b"_s, u"c"_s}));
}

void tst_HistoryPairing::leavesOutAFailedAnswerWithItsQuestion()
{
    QCOMPARE(textsSent({user(u"a"_s), answer(u"b"_s), user(u"lost"_s),
                        answer({}, MessageState::Failed), user(u"c"_s)}),
             QStringList({u"a"_s, u"b"_s, u"c"_s}));
}

void tst_HistoryPairing::keepsTheQuestionThatIsBeingAsked()
{
    QCOMPARE(textsSent({user(u"a"_s), answer({}, MessageState::Pending)}), QStringList({u"a"_s}));
}

void tst_HistoryPairing::keepsAStoppedAnswerWithText()
{
    QCOMPARE(textsSent({user(u"a"_s), answer(u"half"_s, MessageState::Stopped), user(u"c"_s)}),
             QStringList({u"a"_s, u"half"_s, u"c"_s}));
}

void tst_HistoryPairing::leavesOutAnEmptyQuestionWithItsAnswer()
{
    QCOMPARE(textsSent({user(u" "_s), answer(u"b"_s), user(u"c"_s)}), QStringList({u"c"_s}));
}

void tst_HistoryPairing::answersCallsThatWereNotRun()
{
    Message calls{.role = Role::Assistant, .state = MessageState::Stopped};
    calls.content.append(ToolCallPart{.id = u"c1"_s, .name = u"f"_s, .arguments = u"{}"_s});
    calls.content.append(ToolCallPart{.id = u"c2"_s, .name = u"f"_s, .arguments = u"{\"a"_s});
    const Message result{.role = Role::Tool,
                         .content = {ToolResultPart{.callId = u"c1"_s, .content = u"7"_s}}};

    const QStringList texts = textsSent({user(u"a"_s), calls, result, user(u"b"_s)});

    QCOMPARE(texts,
             QStringList({u"a"_s, QString(), u"7"_s,
                          u"Error: the arguments are not a JSON object."_s, u"b"_s}));
}

void tst_HistoryPairing::makesOneOfTwoTurnsOfTheSameRole()
{
    QCOMPARE(textsSent({user(u"a"_s), user(u"b"_s), answer(u"c"_s), answer(u"d"_s), user(u"e"_s),
                        user(u"lost"_s), answer({}, MessageState::Failed), user(u"f"_s)}),
             QStringList({u"a\n\nb"_s, u"c\n\nd"_s, u"e\n\nf"_s}));
}

void tst_HistoryPairing::putsAQuestionBeforeAnAnswerThatLostIts()
{
    const QString left = u"(an earlier message was left out)"_s;
    const Message system{.role = Role::System, .content = {TextPart{u"s"_s}}};

    QCOMPARE(textsSent({answer(u"b"_s), user(u"c"_s)}), QStringList({left, u"b"_s, u"c"_s}));
    QCOMPARE(textsSent({system, answer(u"b"_s), user(u"c"_s)}),
             QStringList({u"s"_s, left, u"b"_s, u"c"_s}));
    QCOMPARE(textsSent({answer({}, MessageState::Failed), user(u"c"_s)}), QStringList({u"c"_s}));
}

QTEST_GUILESS_MAIN(tst_HistoryPairing)

#include "tst_historypairing.moc"
