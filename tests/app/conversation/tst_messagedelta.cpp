// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/message.h"

#include <QRandomGenerator>
#include <QTest>

using namespace polylogue::app::conversation;
using namespace Qt::StringLiterals;

class tst_MessageDelta : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsStandInTheirOrderWhateverComesFirst();
    void toolCallsGrowInTheirSlots();
    void replacedTextTakesTheTextSoFar();
    void whatIsNotSetChangesNothing();
    void outputIsWhatAReaderWouldSee();
    void applyingTheSumEqualsApplyingBoth();
};

namespace {

Message applied(const QList<MessageDelta> &deltas)
{
    Message message{.role = Role::Assistant};
    for (const MessageDelta &delta : deltas)
        applyDelta(message, delta);
    return message;
}

//! Deltas with any mixture of members; slots appear in order, as decoders give them.
class RandomDeltas
{
public:
    explicit RandomDeltas(quint32 seed)
        : m_random(seed)
    { }

    MessageDelta next()
    {
        MessageDelta delta;
        if (chance())
            delta.replacedText = word();
        delta.text = word();
        delta.reasoning = word();
        delta.reasoningField = word();
        delta.reasoningOpaque = opaque();
        delta.refusal = word();
        delta.responseId = word();
        delta.model = word();
        if (chance()) {
            delta.finishReason = chance() ? FinishReason::Stop : FinishReason::ToolCalls;
            delta.rawFinishReason = word();
        }
        if (chance())
            delta.usage = Usage{.promptTokens = m_random.bounded(100)};
        while (chance())
            delta.toolCalls.append(call());
        return delta;
    }

private:
    bool chance() { return m_random.bounded(3) == 0; }

    QString word() { return chance() ? QString::number(m_random.bounded(10)) : QString(); }

    OpaqueMembers opaque()
    {
        return chance() ? OpaqueMembers{u"https://a:443"_s, word().toUtf8()} : OpaqueMembers{};
    }

    ToolCallDelta call()
    {
        const int slot = m_random.bounded(m_slots + 1);
        m_slots = qMax(m_slots, slot + 1);
        return {.slot = slot,
                .id = word(),
                .name = word(),
                .replacesArguments = chance(),
                .arguments = word(),
                .opaque = opaque()};
    }

    QRandomGenerator m_random;
    int m_slots = 0;
};

} // namespace

void tst_MessageDelta::partsStandInTheirOrderWhateverComesFirst()
{
    const Message message = applied({
        {.toolCalls = {{.slot = 0, .id = u"1"_s, .name = u"f"_s}}},
        {.refusal = u"no"_s},
        {.text = u"text"_s},
        {.reasoning = u"think"_s, .reasoningField = u"reasoning_content"_s},
    });

    QCOMPARE(message.content,
             (QList<ContentPart>{ReasoningPart{.text = u"think"_s, .field = u"reasoning_content"_s},
                                 TextPart{.text = u"text"_s}, RefusalPart{.text = u"no"_s},
                                 ToolCallPart{.id = u"1"_s, .name = u"f"_s}}));
}

void tst_MessageDelta::toolCallsGrowInTheirSlots()
{
    const Message message = applied({
        {.toolCalls = {{.slot = 0, .id = u"1"_s, .name = u"f"_s, .arguments = u"{\"a\""_s},
                       {.slot = 1, .id = u"2"_s, .name = u"g"_s}}},
        {.toolCalls = {{.slot = 1, .arguments = u"{}"_s}, {.slot = 0, .arguments = u":1}"_s}}},
        {.toolCalls = {{.slot = 1, .replacesArguments = true, .arguments = u"{\"b\":2}"_s}}},
    });

    QCOMPARE(toolCallsOf(message.content),
             (QList<ToolCallPart>{{.id = u"1"_s, .name = u"f"_s, .arguments = u"{\"a\":1}"_s},
                                  {.id = u"2"_s, .name = u"g"_s, .arguments = u"{\"b\":2}"_s}}));
}

void tst_MessageDelta::replacedTextTakesTheTextSoFar()
{
    const Message message = applied({
        {.text = u"thinking aloud</think>answer"_s},
        {.replacedText = u"answer"_s, .text = u" goes on"_s, .reasoning = u"thinking aloud"_s},
    });

    QCOMPARE(textOf(message.content), u"answer goes on"_s);
    QCOMPARE(reasoningOf(message.content), u"thinking aloud"_s);
}

void tst_MessageDelta::whatIsNotSetChangesNothing()
{
    const MessageDelta delta{.text = u"text"_s,
                             .finishReason = FinishReason::Length,
                             .rawFinishReason = u"max_tokens"_s,
                             .usage = Usage{.completionTokens = 3},
                             .responseId = u"chatcmpl-1"_s};
    const Message before = applied({delta});

    const Message after = applied({delta, MessageDelta{}});

    QCOMPARE(after, before);
    QCOMPARE(after.finishReason, FinishReason::Length);
    QCOMPARE(after.usage->completionTokens, 3);
    QVERIFY(MessageDelta{}.isEmpty());
    QVERIFY(!delta.isEmpty());
}

void tst_MessageDelta::outputIsWhatAReaderWouldSee()
{
    QVERIFY((MessageDelta{.text = u"a"_s}).hasOutput());
    QVERIFY((MessageDelta{.reasoning = u"a"_s}).hasOutput());
    QVERIFY((MessageDelta{.refusal = u"a"_s}).hasOutput());
    QVERIFY((MessageDelta{.toolCalls = {ToolCallDelta{}}}).hasOutput());
    QVERIFY(!(MessageDelta{.finishReason = FinishReason::Stop, .usage = Usage{}}).hasOutput());
}

void tst_MessageDelta::applyingTheSumEqualsApplyingBoth()
{
    for (quint32 seed = 0; seed < 2000; ++seed) {
        RandomDeltas random(seed);
        QList<MessageDelta> deltas;
        for (quint32 i = 0; i < 2 + seed % 5; ++i)
            deltas.append(random.next());

        MessageDelta sum;
        for (const MessageDelta &delta : deltas)
            appendDelta(sum, delta);
        MessageDelta tail = deltas.at(1);
        for (qsizetype i = 2; i < deltas.size(); ++i)
            appendDelta(tail, deltas.at(i));

        const Message expected = applied(deltas);
        QVERIFY2(applied({sum}) == expected, qPrintable(u"seed %1"_s.arg(seed)));
        QVERIFY2(applied({deltas.first(), tail}) == expected, qPrintable(u"seed %1"_s.arg(seed)));
    }
}

QTEST_APPLESS_MAIN(tst_MessageDelta)
#include "tst_messagedelta.moc"
