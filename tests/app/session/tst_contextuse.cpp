// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/contextuse.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using attachments::Attachment;
using attachments::Draft;
using conversation::Conversation;
using conversation::LoadedMessages;
using conversation::Message;
using conversation::MessageDelta;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Removal;
using conversation::Role;
using conversation::TextPart;
using conversation::Usage;
using session::ChatOptions;
using session::ContextMeter;
using session::ContextUse;
using session::estimatedTokens;

namespace {

Message question(const QString &text)
{
    return {.role = Role::User, .content = {TextPart{text}}};
}

//! \brief An answer that the server counted, with its request, as \a tokens.
Message answer(const QString &text, std::optional<qint64> tokens = {})
{
    Message message{.role = Role::Assistant, .content = {TextPart{text}}, .model = u"m"_s};
    if (tokens)
        message.usage = Usage{.promptTokens = *tokens - 10, .completionTokens = 10};
    return message;
}

} // namespace

class tst_ContextUse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void estimatesFollowTheScript_data();
    void estimatesFollowTheScript();
    void attachmentsHaveTheirPart();
    void theDraftAndTheSystemPromptCount();
    void filesCountAsTheyGoOut_data();
    void filesCountAsTheyGoOut();
    void anotherFormMakesACountVoid();
    void filesOfSomeTurnsCountForThese();
    void whatIsNotSentDoesNotCount();
    void anAnswerCountsWhileItComesIn();
    void whatTheServerCountedIsExact();
    void reasoningIsNotSentAgain();
    void whatFollowsACountIsAddedToIt();
    void aLongBranchIsCountedBitByBit();
    void aCountIsVoid_data();
    void aCountIsVoid();
    void aNewAnswerMakesTheCountHoldAgain();
    void anotherSystemPromptIsEstimated();
    void sumsHoldWhateverIsDone();
    void aKeystrokeCostsTheSameInALongChat();

private:
    ChatOptions m_options{.model = u"m"_s};
};

void tst_ContextUse::estimatesFollowTheScript_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("tokens");
    QTest::newRow("none") << QString() << qint64(0);
    QTest::newRow("English") << QString(400, u'a') << qint64(100);
    QTest::newRow("one letter") << u"a"_s << qint64(1);
    QTest::newRow("Russian") << QString(240, u'д') << qint64(100);
    QTest::newRow("Thai") << QString(150, u'ก') << qint64(100);
    QTest::newRow("Chinese") << QString(100, u'字') << qint64(100);
    QTest::newRow("emoji") << u"😀"_s << qint64(2);
}

void tst_ContextUse::estimatesFollowTheScript()
{
    QFETCH(QString, text);
    QTEST(estimatedTokens(text), "tokens");
}

void tst_ContextUse::attachmentsHaveTheirPart()
{
    Conversation conversation;
    const ContextMeter meter(conversation);
    Message message = question(u"look"_s);
    message.content.append(conversation::ImagePart{});
    message.content.append(conversation::ImagePart{.detail = conversation::ImageDetail::Low});
    message.content.append(conversation::DocumentPart{.pageCount = 3});

    conversation.append(message);

    const ContextUse use = meter.use({}, m_options);
    QCOMPARE(use.attachments, 1000 + 85 + 3 * 1500);
    QCOMPARE(use.messages, 4 + 1);
    QVERIFY(use.isEstimate);
}

void tst_ContextUse::theDraftAndTheSystemPromptCount()
{
    Conversation conversation;
    const ContextMeter meter(conversation);
    m_options.systemPrompt = QString(40, u's');
    m_options.fitInto = 1020;

    const ContextUse use =
        meter.use(estimatedTokens(QString(80, u'd'), {.tokens = 1000, .bytes = 300}), m_options);
    m_options = {.model = u"m"_s};

    QCOMPARE(use.systemPrompt, 10);
    QCOMPARE(use.draft, 4 + 20 + 1000);
    QCOMPARE(use.bytes, 40 + 80 + 300);
    QCOMPARE(use.total(), 1034);
    QCOMPARE(use.limit, 1020);
    QVERIFY(use.isOverLimit());
    QCOMPARE(meter.use({}, m_options).draft, 0);
}

void tst_ContextUse::filesCountAsTheyGoOut_data()
{
    QTest::addColumn<conversation::DocumentPart>("document");
    QTest::addColumn<attachments::Intake>("intake");
    QTest::addColumn<qint64>("tokens");
    QTest::addColumn<qint64>("bytes");
    const conversation::DocumentPart document{
        .blob = {.sha256 = QByteArray(32, 'd'), .size = 3'000}, .pageCount = 6, .hasText = true};
    conversation::DocumentPart twoPages = document;
    twoPages.delivery.pages = u"2-3"_s;
    conversation::DocumentPart scan = document;
    scan.hasText = false;
    const attachments::Intake onlyImages{.images = true, .documents = false};
    const attachments::Intake onlyText{.images = false, .documents = false};
    QTest::newRow("as the file") << document << attachments::Intake{} << qint64(6 * 1500)
                                 << qint64(4'000);
    QTest::newRow("as pictures") << document << onlyImages << qint64(6 * 1000)
                                 << qint64(6 * 266'668);
    QTest::newRow("as pictures of some pages")
        << twoPages << onlyImages << qint64(2 * 1000) << qint64(2 * 266'668);
    QTest::newRow("as text") << document << onlyText << qint64(6 * 750) << qint64(6 * 3'000);
    QTest::newRow("in no form") << scan << onlyText << qint64(0) << qint64(0);
}

void tst_ContextUse::filesCountAsTheyGoOut()
{
    QFETCH(conversation::DocumentPart, document);
    QFETCH(attachments::Intake, intake);
    Conversation conversation;
    Message message = question(u"look"_s);
    message.content.append(document);
    conversation.append(message);
    ContextMeter meter(conversation);

    meter.setIntake(intake);

    QTEST(meter.use({}, m_options).attachments, "tokens");
    QTEST(meter.use({}, m_options).bytes - 4, "bytes"); // the word
}

void tst_ContextUse::anotherFormMakesACountVoid()
{
    Conversation conversation;
    ContextMeter meter(conversation);
    Message message = question(u"look"_s);
    message.content.append(conversation::DocumentPart{.pageCount = 2});
    conversation.append(message);
    conversation.append(answer(u"b"_s, 500));
    QCOMPARE(meter.use({}, m_options).total(), 500);

    meter.setIntake({.hasRefusedDocuments = true});

    QVERIFY(meter.use({}, m_options).isEstimate);
    QCOMPARE(meter.use({}, m_options).attachments, 2 * 1000);
}

void tst_ContextUse::filesOfSomeTurnsCountForThese()
{
    Conversation conversation;
    const ContextMeter meter(conversation);
    Message message = question(u"look"_s);
    message.content.append(conversation::ImagePart{.delivery = {.turns = 2}});
    message.content.append(conversation::ImagePart{.delivery = {.turns = 1}});
    message.content.append(
        conversation::TextFilePart{.blob = {.size = 400}, .tokens = 100, .delivery = {.turns = 3}});
    conversation.append(message);
    // The request that is being written is their second turn.
    QCOMPARE(meter.use({}, m_options).attachments, 1000 + 100);
    QCOMPARE(meter.use({}, m_options).bytes, 4 + 400);

    conversation.append(answer(u"b"_s, 5'000));
    QCOMPARE(meter.use({}, m_options).total(), 5'000 - 1000);
    QVERIFY(meter.use({}, m_options).isEstimate);

    conversation.append(question(u"more"_s));
    QCOMPARE(meter.use({}, m_options).attachments, 100);
    const MessageId last = conversation.append(question(u"more"_s));
    QCOMPARE(meter.use({}, m_options).attachments, 0);

    conversation.remove(last, Removal::Message);
    QCOMPARE(meter.use({}, m_options).attachments, 100);
}

void tst_ContextUse::whatIsNotSentDoesNotCount()
{
    Conversation conversation;
    const ContextMeter meter(conversation);
    QSignalSpy changed(&meter, &ContextMeter::changed);
    const MessageId first = conversation.append(question(QString(40, u'a')));
    conversation.append(answer(QString(40, u'b')));
    QCOMPARE(meter.use({}, m_options).messages, 28);

    conversation.update(first, [](Message &message) { message.isExcluded = true; });
    QCOMPARE(meter.use({}, m_options).messages, 14);

    // A failed answer goes with its question.
    conversation.append(question(QString(40, u'c')));
    const MessageId failed =
        conversation.append({.role = Role::Assistant, .state = MessageState::Pending});
    QCOMPARE(meter.use({}, m_options).messages, 28);
    conversation.update(failed, [](Message &message) { message.state = MessageState::Failed; });
    QCOMPARE(meter.use({}, m_options).messages, 14);
    conversation.remove(failed, Removal::Message);
    QCOMPARE(meter.use({}, m_options).messages, 28);
    QVERIFY(changed.count() >= 5);
}

void tst_ContextUse::anAnswerCountsWhileItComesIn()
{
    Conversation conversation;
    const ContextMeter meter(conversation);
    conversation.append(question(QString(40, u'a')));
    const MessageId running =
        conversation.append({.role = Role::Assistant, .state = MessageState::Pending});
    for (int i = 0; i < 1000; ++i)
        conversation.append(running, MessageDelta{.text = u"abcd"_s});

    QVERIFY(qAbs(meter.use({}, m_options).messages - (14 + 1004)) < 40);
    conversation.update(running, [](Message &message) { message.state = MessageState::Stopped; });
    QCOMPARE(meter.use({}, m_options).messages, 14 + 1004);
}

void tst_ContextUse::whatTheServerCountedIsExact()
{
    Conversation conversation;
    const ContextMeter meter(conversation);
    m_options.systemPrompt = QString(40, u's');
    conversation.append(question(u"a"_s));
    conversation.append(answer(u"b"_s, 500));

    const ContextUse use = meter.use({}, m_options);
    m_options.systemPrompt.clear();

    QCOMPARE(use.total(), 500);
    QCOMPARE(use.systemPrompt, 10);
    QVERIFY(!use.isEstimate);
}

void tst_ContextUse::reasoningIsNotSentAgain()
{
    Conversation conversation;
    const ContextMeter meter(conversation);
    conversation.append(question(u"a"_s));
    Message thought = answer(u"b"_s);
    thought.usage = Usage{.promptTokens = 100, .completionTokens = 50, .reasoningTokens = 30};

    conversation.append(thought);

    QCOMPARE(meter.use({}, m_options).total(), 120);
}

void tst_ContextUse::aLongBranchIsCountedBitByBit()
{
    constexpr int Rows = 10'000;
    QList<Message> messages;
    for (int row = 0; row < Rows; ++row) {
        Message message = row % 2 == 0 ? question(u"Why?"_s) : answer(u"Because."_s);
        message.id = MessageId::create();
        message.parent = row == 0 ? MessageId() : messages.constLast().id;
        message.createdAt = QDateTime::fromSecsSinceEpoch(row);
        messages.append(message);
    }
    Conversation conversation;
    conversation.beginLoading();
    conversation.addLoaded({.branch = messages});
    ContextMeter asked(conversation);
    asked.complete();
    const qint64 all = asked.use({}, {}).messages;

    ContextMeter meter(conversation);
    QSignalSpy changed(&meter, &ContextMeter::changed);
    QVERIFY(meter.visits() < Rows / 2);
    QVERIFY(meter.use({}, {}).messages < all);
    // What changes meanwhile, counted already or not, is counted once.
    conversation.remove(messages.at(5).id, Removal::Message);
    conversation.remove(messages.at(Rows - 5).id, Removal::Message);
    conversation.restore({messages.at(5).id});
    conversation.restore({messages.at(Rows - 5).id});
    changed.clear();

    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(meter.use({}, {}).messages, all);
}

void tst_ContextUse::whatFollowsACountIsAddedToIt()
{
    Conversation conversation;
    const ContextMeter meter(conversation);
    conversation.append(question(u"a"_s));
    conversation.append(answer(u"b"_s, 500));
    conversation.append(question(QString(40, u'c')));

    const ContextUse use = meter.use({.text = 14}, m_options);

    QCOMPARE(use.messages, 514);
    QCOMPARE(use.draft, 14);
    QVERIFY(use.isEstimate);
}

void tst_ContextUse::aCountIsVoid_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<bool>("isLoaded"); // the change was stored before anyone looked
    for (const bool isLoaded : {false, true}) {
        const char *when = isLoaded ? "before" : "while looking";
        for (const char *change : {"excluded", "deleted", "edited"})
            QTest::addRow("%s %s", change, when) << QString::fromLatin1(change) << isLoaded;
    }
    QTest::newRow("model") << u"model"_s << false;
    QTest::newRow("omitted") << u"omitted"_s << false;
}

void tst_ContextUse::aCountIsVoid()
{
    QFETCH(QString, change);
    QFETCH(bool, isLoaded);
    Conversation conversation;
    std::unique_ptr<ContextMeter> meter;
    if (!isLoaded)
        meter = std::make_unique<ContextMeter>(conversation);
    const MessageId first = conversation.append(question(u"a"_s));
    const MessageId second = conversation.append(answer(u"b"_s));
    conversation.append(question(u"c"_s));
    const MessageId counted = conversation.append(answer(u"d"_s, 500));
    if (meter)
        QCOMPARE(meter->use({}, m_options).total(), 500);

    ChatOptions options = m_options;
    if (change == "excluded"_L1)
        conversation.update(first, [](Message &message) { message.isExcluded = true; });
    else if (change == "deleted"_L1)
        conversation.remove(second, Removal::Message);
    else if (change == "edited"_L1)
        conversation.replace(first, question(u"A"_s));
    else if (change == "model"_L1)
        options.model = u"other"_s;
    else
        conversation.update(counted, [](Message &message) { message.omittedMessages = 1; });

    Conversation read;
    if (isLoaded) {
        read.beginLoading();
        meter = std::make_unique<ContextMeter>(read);
        QList<Message> rows = conversation.branch();
        QList<Message> others = conversation.messages();
        others.removeIf([&](const Message &each) { return conversation.rowOf(each.id) >= 0; });
        read.addLoaded({.branch = {rows.takeLast()}, .isLast = false});
        read.addLoaded({.branch = rows, .others = others});
    }
    QVERIFY(meter->use({}, options).total() < 30);
    QVERIFY(meter->use({}, options).isEstimate);
}

void tst_ContextUse::aNewAnswerMakesTheCountHoldAgain()
{
    Conversation conversation;
    const ContextMeter meter(conversation);
    const MessageId first = conversation.append(question(u"a"_s));
    conversation.append(answer(u"b"_s, 500));
    conversation.update(first, [](Message &message) { message.isExcluded = true; });
    conversation.append(question(u"c"_s));
    const MessageId running = conversation.append(
        {.role = Role::Assistant, .state = MessageState::Pending, .model = u"m"_s});
    QVERIFY(meter.use({}, m_options).isEstimate);

    conversation.append(
        running,
        MessageDelta{.text = u"d"_s, .usage = Usage{.promptTokens = 60, .completionTokens = 7}});
    conversation.update(running, [](Message &message) { message.state = MessageState::Complete; });

    QCOMPARE(meter.use({}, m_options).total(), 67);
    QVERIFY(!meter.use({}, m_options).isEstimate);
}

void tst_ContextUse::anotherSystemPromptIsEstimated()
{
    Conversation conversation;
    const ContextMeter meter(conversation);
    conversation.append(question(u"a"_s));
    conversation.append(answer(u"b"_s, 500));
    ChatOptions options = m_options;
    options.systemPrompt = QString(40, u's');
    QCOMPARE(meter.use({}, options).total(), 500);

    options.systemPrompt = QString(80, u's');

    QCOMPARE(meter.use({}, options).total(), 510);
    QVERIFY(meter.use({}, options).isEstimate);
}

void tst_ContextUse::sumsHoldWhateverIsDone()
{
    for (quint32 seed = 0; seed < 100; ++seed) {
        QRandomGenerator random(seed);
        Conversation conversation;
        const ContextMeter meter(conversation);
        QList<QList<MessageId>> removed;
        for (int step = 0; step < 60; ++step) {
            const QString text(random.bounded(200), u'x');
            const int action = random.bounded(10);
            if (conversation.count() == 0 || action < 4) {
                conversation.append(action % 2 ? question(text) : answer(text));
                continue;
            }
            const MessageId id =
                conversation.at(random.bounded(static_cast<int>(conversation.count()))).id;
            if (action == 4)
                conversation.appendSibling(id, question(text));
            else if (action == 5)
                conversation.replace(id, answer(text));
            else if (action == 6)
                removed.append(conversation.remove(id, static_cast<Removal>(random.bounded(3))));
            else if (action == 7 && !removed.isEmpty())
                conversation.restore(removed.takeLast());
            else if (action == 8)
                conversation.update(id, [](Message &each) { each.isExcluded = !each.isExcluded; });
            else
                conversation.switchTo(conversation.siblings(id).constFirst());
        }
        const ContextMeter fresh(conversation);
        QCOMPARE(meter.use({}, m_options).messages, fresh.use({}, m_options).messages);
    }
}

void tst_ContextUse::aKeystrokeCostsTheSameInALongChat()
{
    Conversation conversation;
    for (int i = 0; i < 50000; ++i)
        conversation.append(i % 2 ? answer(u"b"_s) : question(u"a"_s));
    const ContextMeter meter(conversation);

    qint64 before = meter.visits();
    for (int i = 0; i < 100; ++i)
        meter.use({.text = 6}, m_options);
    QVERIFY(meter.visits() - before <= 100 * 16);

    before = meter.visits();
    const MessageId running =
        conversation.append({.role = Role::Assistant, .state = MessageState::Pending});
    for (int i = 0; i < 100; ++i)
        conversation.append(running, MessageDelta{.text = u"b"_s});
    QVERIFY(meter.visits() - before <= 110);
}

QTEST_GUILESS_MAIN(tst_ContextUse)
#include "tst_contextuse.moc"
