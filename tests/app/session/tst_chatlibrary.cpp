// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/session/libraryfixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using attachments::Draft;
using conversation::ConversationId;
using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;
using conversation::Role;
using session::ChatLibrary;
using session::ChatSession;

namespace {

Reply unfinished(const QByteArray &text)
{
    return Reply::head(200, {{"Content-Type", "text/event-stream"}})
        .send("data: " + textDelta(text) + "\n\n");
}

Message message(Role role, const QString &text, const MessageId &parent = {})
{
    return {.id = MessageId::create(),
            .parent = parent,
            .role = role,
            .content = {conversation::TextPart{.text = text}},
            .createdAt = QDateTime::currentDateTimeUtc()};
}

} // namespace

class tst_ChatLibrary : public QObject, private LibraryFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aChatIsStoredWithItsFirstMessage();
    void aChatWithoutMessagesIsNowhere();
    void messagesComeBackAfterARestart();
    void anAnswerOfAnEndedProgramIsInterrupted();
    void theRequestLeavesWhenTheQuestionIsOnDisk();
    void aTemporaryChatIsNeverStored();
    void theSameChatOpenedTwiceIsOneSession();
    void aRunningAnswerOutlivesItsViewers();
    void anAnswerThatNobodySawIsUnread();
    void aFailedAnswerMarksItsChatUntilTheNextOne();
    void theTitleIsTheFirstQuestionUntilOneIsChosen();
    void emptyTitlesBecomeAutomaticAgain();
    void recordsOfManyChatsChangeTogether();
    void aReadingPositionIsKeptWithoutAWord();
    void draftsComeBackAfterARestart();
    void chatsWithoutMessagesShareADraftThatTheirFirstMessageEnds();
    void aDraftOfATemporaryChatStaysInMemory();
    void aQuestionStoppedUnseenBecomesADraft();
    void removedChatsWaitInTheTrash();
    void emptyingTheTrashIsForGood();
    void aBranchIsCopiedIntoANewChat();
    void aBranchOfAChatThatIsNotOpenIsCopiedToo();
    void importedChatsGetNewIdsWhereTheirsAreTaken();
    void importedChatsThatShareMessagesHaveThemAll();
    void importedChatsAreMadeSound();
    void foldersPromptsAndPresetsAreKeptInOrder();
    void aRemovedFolderLeavesItsChats();
    void restoringABackupBringsBackWhatWas();
    void aChatThatCannotBeReadIsReadAgainOnRequest();

private:
    ConversationId ask(const QString &text);
    ConversationId note(const QString &text);
    static void note(ChatSession &session, const QString &text);
    store::WholeChat stored(const ConversationId &chat);
    QString textsOf(const ConversationId &chat);
    void waitForStore();
};

void tst_ChatLibrary::init()
{
    begin();
}

void tst_ChatLibrary::cleanup()
{
    end();
}

//! A new chat with an answer to \a text, opened once.
ConversationId tst_ChatLibrary::ask(const QString &text)
{
    const ConversationId chat = m_library->create({});
    QSignalSpy finished(m_library.get(), &ChatLibrary::answerFinished);
    m_library->open(chat).send({.text = text}, {.model = u"m"_s});
    [&] { QTRY_COMPARE(finished.count(), 1); }();
    return chat;
}

//! A new chat with only this message, opened once.
ConversationId tst_ChatLibrary::note(const QString &text)
{
    const ConversationId chat = m_library->create({});
    note(m_library->open(chat), text);
    return chat;
}

//! Adds a message and waits until it is saved.
void tst_ChatLibrary::note(ChatSession &session, const QString &text)
{
    session.note({.text = text});
    QTRY_VERIFY(!session.isRunning());
}

store::WholeChat tst_ChatLibrary::stored(const ConversationId &chat)
{
    std::optional<store::WholeChat> whole;
    QTest::qWait(0); // what changed in this turn is written at its end
    m_store->loadWhole(chat, this, [&](const base::Result<store::WholeChat> &result) {
        whole = result.value_or({});
    });
    [&] { QTRY_VERIFY(whole); }();
    return whole.value_or(store::WholeChat{});
}

//! The texts of the branch as its session shows it, separated by |.
QString tst_ChatLibrary::textsOf(const ConversationId &chat)
{
    conversation::Conversation &conversation = m_library->open(chat).conversation();
    [&] { QTRY_VERIFY(conversation.isWhole()); }();
    QStringList texts;
    for (const Message &each : conversation.branch())
        texts.append(textOf(each.content));
    m_library->release(chat);
    return texts.join(u'|');
}

void tst_ChatLibrary::waitForStore()
{
    bool isDone = false;
    QTest::qWait(0);
    m_store->listBackups(this, [&](const auto &) { isDone = true; });
    QTRY_VERIFY(isDone);
}

void tst_ChatLibrary::aChatIsStoredWithItsFirstMessage()
{
    const store::ChatSetup setup{.model = u"m"_s, .systemPrompt = u"Be brief."_s};
    const ConversationId chat = m_library->create(setup);
    QSignalSpy added(m_library.get(), &ChatLibrary::chatAdded);
    QVERIFY(m_library->find(chat));
    QVERIFY(m_library->chats().isEmpty());

    m_library->open(chat).note({.text = u"# First\nand more"_s}); // tells at once

    QCOMPARE(added.count(), 1);
    QCOMPARE(m_library->chats().size(), 1);
    QCOMPARE(m_library->find(chat)->title, u"First"_s);
    const store::WholeChat whole = stored(chat);
    QCOMPARE(whole.record.title, u"First"_s);
    QCOMPARE(whole.record.setup, setup);
    QCOMPARE(whole.messages.size(), 1);
    QCOMPARE(whole.leaf, whole.messages.first().id);
    QCOMPARE(whole.record.changedAt, whole.messages.first().createdAt);
}

void tst_ChatLibrary::aChatWithoutMessagesIsNowhere()
{
    const ConversationId chat = m_library->create({});
    m_library->open(chat);
    m_library->rename(chat, u"Name"_s);
    m_library->release(chat);

    QVERIFY(!m_library->find(chat));
    restart();
    QVERIFY(m_library->chats().isEmpty());
}

void tst_ChatLibrary::messagesComeBackAfterARestart()
{
    const ConversationId chat = ask(u"A question"_s);
    const QList<Message> before = m_library->open(chat).conversation().branch();

    restart();

    QCOMPARE(m_library->chats().size(), 1);
    QCOMPARE(textsOf(chat), u"A question|An answer"_s);
    const Message answer = m_library->open(chat).conversation().at(1);
    QCOMPARE(answer.state, MessageState::Complete);
    QCOMPARE(answer.id, before.last().id);
    QVERIFY(answer.timing.total);
}

void tst_ChatLibrary::anAnswerOfAnEndedProgramIsInterrupted()
{
    m_server->on(chatPath, unfinished("Half an"));
    const ConversationId chat = m_library->create({});
    ChatSession &session = m_library->open(chat);
    session.send({.text = u"A question"_s}, {.model = u"m"_s});
    QTRY_COMPARE(session.state(), ChatSession::State::Streaming);

    restart();

    QCOMPARE(textsOf(chat), u"A question|Half an"_s);
    QCOMPARE(m_library->open(chat).conversation().at(1).state, MessageState::Interrupted);
}

void tst_ChatLibrary::theRequestLeavesWhenTheQuestionIsOnDisk()
{
    const ConversationId chat = m_library->create({});
    ChatSession &session = m_library->open(chat);
    session.send({.text = u"A question"_s}, {.model = u"m"_s});
    QCOMPARE(session.state(), ChatSession::State::Saving);

    QSignalSpy finished(m_library.get(), &ChatLibrary::answerFinished);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(m_server->posts(), 1);
}

void tst_ChatLibrary::aTemporaryChatIsNeverStored()
{
    const ConversationId chat = m_library->create({}, {}, true);
    QSignalSpy finished(m_library.get(), &ChatLibrary::answerFinished);
    m_library->open(chat).send({.text = u"Secret"_s}, {.model = u"m"_s});
    QTRY_COMPARE(finished.count(), 1);
    m_library->rename(chat, u"Hidden"_s);
    QVERIFY(m_library->isTemporary(chat));
    QCOMPARE(m_library->chats().size(), 1);
    QSignalSpy removed(m_library.get(), &ChatLibrary::chatRemoved);

    m_library->release(chat);

    QCOMPARE(removed.count(), 1);
    QVERIFY(m_library->chats().isEmpty());
    restart();
    QVERIFY(m_library->chats().isEmpty());
}

void tst_ChatLibrary::theSameChatOpenedTwiceIsOneSession()
{
    const ConversationId chat = note(u"a"_s);
    ChatSession &first = m_library->open(chat);
    QCOMPARE(&m_library->open(chat), &first);
}

void tst_ChatLibrary::aRunningAnswerOutlivesItsViewers()
{
    m_server->on(chatPath, Reply::chat({"one ", "two ", "three"}, 60ms));
    const ConversationId chat = m_library->create({});
    m_library->open(chat).send({.text = u"A question"_s}, {.model = u"m"_s});
    QSignalSpy finished(m_library.get(), &ChatLibrary::answerFinished);

    m_library->release(chat);
    QCOMPARE(m_library->running(), QList<ConversationId>{chat});
    for (int other = 0; other < 10; ++other)
        m_library->release(note(u"other"_s)); // push it out of those that are kept

    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(m_library->running().isEmpty());
    QCOMPARE(textsOf(chat), u"A question|one two three"_s);
}

void tst_ChatLibrary::anAnswerThatNobodySawIsUnread()
{
    const ConversationId seen = ask(u"seen"_s);
    QVERIFY(!m_library->find(seen)->isUnread);
    const ConversationId unseen = m_library->create({});
    QSignalSpy finished(m_library.get(), &ChatLibrary::answerFinished);
    m_library->open(unseen).send({.text = u"unseen"_s}, {.model = u"m"_s});
    m_library->release(unseen);
    QTRY_COMPARE(finished.count(), 1);

    QVERIFY(m_library->find(unseen)->isUnread);
    restart();
    QVERIFY(m_library->find(unseen)->isUnread);
    m_library->setRead(unseen);
    QVERIFY(!m_library->find(unseen)->isUnread);
    restart();
    QVERIFY(!m_library->find(unseen)->isUnread);
}

void tst_ChatLibrary::aFailedAnswerMarksItsChatUntilTheNextOne()
{
    m_server->on(chatPath, {Reply::json("{}", 401), Reply::chat({"better"})});
    const ConversationId chat = ask(u"A question"_s);
    QVERIFY(m_library->find(chat)->hasFailed);
    QSignalSpy changed(m_library.get(), &ChatLibrary::chatChanged);

    ChatSession &session = m_library->open(chat);
    session.retry(session.conversation().at(1).id, {.model = u"m"_s});

    QVERIFY(!m_library->find(chat)->hasFailed);
    QVERIFY(changed.count() > 0);
    QSignalSpy finished(m_library.get(), &ChatLibrary::answerFinished);
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!m_library->find(chat)->hasFailed);
}

void tst_ChatLibrary::theTitleIsTheFirstQuestionUntilOneIsChosen()
{
    const ConversationId chat = note(u"First"_s);
    note(m_library->open(chat), u"Second"_s);
    QCOMPARE(m_library->find(chat)->title, u"First"_s);

    m_library->rename(chat, u"  My \n name "_s);

    QCOMPARE(m_library->find(chat)->title, u"My name"_s);
    QVERIFY(m_library->find(chat)->isTitleChosen);
    ChatSession &session = m_library->open(chat);
    session.edit(session.conversation().at(0).id, {.text = u"Other"_s}, {}, false);
    QCOMPARE(m_library->find(chat)->title, u"My name"_s);
}

void tst_ChatLibrary::emptyTitlesBecomeAutomaticAgain()
{
    const ConversationId chat = note(u"First"_s);
    m_library->rename(chat, u"Name"_s);
    m_library->rename(chat, {});
    QCOMPARE(m_library->find(chat)->title, u"First"_s);

    m_library->rename(chat, u"Name"_s);
    restart();
    m_library->rename(chat, {}); // nobody has it open
    QTRY_COMPARE(m_library->find(chat)->title, u"First"_s);
    QVERIFY(!m_library->find(chat)->isTitleChosen);
}

void tst_ChatLibrary::recordsOfManyChatsChangeTogether()
{
    const store::Folder folder{.id = store::FolderId::create(), .name = u"F"_s};
    m_library->saveFolder(folder);
    const QList<ConversationId> chats{note(u"a"_s), note(u"b"_s)};

    m_library->setPinned(chats, true);
    m_library->setFolder(chats, folder.id);
    m_library->setSetup(chats.first(), {.model = u"other"_s});
    restart();

    for (const ConversationId &chat : chats) {
        QVERIFY(m_library->find(chat)->isPinned);
        QCOMPARE(m_library->find(chat)->folder, folder.id);
    }
    QCOMPARE(m_library->find(chats.first())->setup.model, u"other"_s);
    QSignalSpy changed(m_library.get(), &ChatLibrary::chatChanged);
    m_library->setPinned(chats, true); // is so already
    QCOMPARE(changed.count(), 0);
}

void tst_ChatLibrary::aReadingPositionIsKeptWithoutAWord()
{
    const ConversationId chat = note(u"a"_s);
    const store::ReadingPosition position{.message = m_library->open(chat).conversation().at(0).id,
                                          .offset = 0.25};
    QSignalSpy changed(m_library.get(), &ChatLibrary::chatChanged);

    m_library->setReadingPosition(chat, position);
    restart();

    QCOMPARE(m_library->find(chat)->position, position);
    QCOMPARE(changed.count(), 0);
}

void tst_ChatLibrary::draftsComeBackAfterARestart()
{
    const ConversationId chat = note(u"a"_s);
    const attachments::Attachment picture{.id = attachments::AttachmentId::create(),
                                          .state = attachments::Attachment::State::Ready,
                                          .fileName = u"p.png"_s,
                                          .blob = *m_blobs->put("bytes", u"image/png"_s),
                                          .pixelSize = {3, 4}};
    m_library->setDraft(chat, {.text = u"unsent"_s, .attachments = {picture}});
    QVERIFY(m_library->find(chat)->hasDraft);

    restart();

    QVERIFY(m_library->find(chat)->hasDraft);
    QSignalSpy loaded(m_library.get(), &ChatLibrary::draftLoaded);
    m_library->loadDraft(chat);
    QTRY_COMPARE(loaded.count(), 1);
    QCOMPARE(loaded.first().at(0).value<ConversationId>(), chat);
    const auto draft = loaded.first().at(1).value<Draft>();
    QCOMPARE(draft.text, u"unsent"_s);
    QCOMPARE(draft.attachments.size(), 1);
    QCOMPARE(draft.attachments.first().fileName, u"p.png"_s);
    QCOMPARE(draft.attachments.first().blob, picture.blob);
    m_library->setDraft(chat, {});
    QVERIFY(!m_library->find(chat)->hasDraft);
    restart();
    QVERIFY(!m_library->find(chat)->hasDraft);
}

void tst_ChatLibrary::chatsWithoutMessagesShareADraftThatTheirFirstMessageEnds()
{
    const auto draftOf = [this](const ConversationId &chat) {
        QSignalSpy loaded(m_library.get(), &ChatLibrary::draftLoaded);
        m_library->loadDraft(chat);
        [&] { QTRY_COMPARE(loaded.count(), 1); }();
        return loaded.first().at(1).value<Draft>().text;
    };
    m_library->setDraft(m_library->create({}), {.text = u"unsent"_s});
    restart();

    const ConversationId chat = m_library->create({});
    QCOMPARE(draftOf(chat), u"unsent"_s);
    note(m_library->open(chat), u"unsent"_s);

    restart();
    QCOMPARE(draftOf(m_library->create({})), QString());
    QCOMPARE(draftOf(chat), QString());
}

void tst_ChatLibrary::aDraftOfATemporaryChatStaysInMemory()
{
    const ConversationId chat = m_library->create({}, {}, true);
    m_library->open(chat);
    m_library->setDraft(chat, {.text = u"secret"_s});
    QSignalSpy loaded(m_library.get(), &ChatLibrary::draftLoaded);
    m_library->loadDraft(chat);
    QCOMPARE(loaded.first().at(1).value<Draft>().text, u"secret"_s);

    restart();
    QSignalSpy loadedNew(m_library.get(), &ChatLibrary::draftLoaded);
    m_library->loadDraft({});
    QTRY_COMPARE(loadedNew.count(), 1);
    QCOMPARE(loadedNew.first().at(1).value<Draft>().text, QString());
}

void tst_ChatLibrary::aQuestionStoppedUnseenBecomesADraft()
{
    m_server->on(chatPath, Reply::nothing());
    const ConversationId chat = note(u"a"_s);
    ChatSession &session = m_library->open(chat);
    m_library->release(chat);
    session.send({.text = u"A question"_s}, {.model = u"m"_s});
    QTRY_COMPARE(session.state(), ChatSession::State::Waiting);
    m_library->release(chat);

    m_library->remove({chat});
    m_library->restore({chat});

    QVERIFY(m_library->find(chat)->hasDraft);
    QSignalSpy loaded(m_library.get(), &ChatLibrary::draftLoaded);
    m_library->loadDraft(chat);
    QTRY_COMPARE(loaded.count(), 1);
    QCOMPARE(loaded.first().at(1).value<Draft>().text, u"A question"_s);
}

void tst_ChatLibrary::removedChatsWaitInTheTrash()
{
    const ConversationId kept = note(u"kept"_s);
    const ConversationId gone = note(u"gone"_s);
    QSignalSpy removed(m_library.get(), &ChatLibrary::chatRemoved);
    QSignalSpy trash(m_library.get(), &ChatLibrary::trashChanged);

    m_library->remove({gone});

    QCOMPARE(removed.count(), 1);
    QCOMPARE(trash.count(), 1);
    QCOMPARE(m_library->chats().size(), 1);
    QCOMPARE(m_library->chats().first().id, kept);
    restart();
    QCOMPARE(m_library->trash().size(), 1);
    m_library->restore({gone});
    restart();
    QCOMPARE(m_library->chats().size(), 2);
    QVERIFY(m_library->trash().isEmpty());
    QCOMPARE(textsOf(gone), u"gone"_s);
}

void tst_ChatLibrary::emptyingTheTrashIsForGood()
{
    const ConversationId kept = note(u"kept"_s);
    ChatSession &session = m_library->open(kept);
    note(session, u"deleted"_s);
    session.remove(session.conversation().at(1).id, conversation::Removal::Message);
    const ConversationId gone = note(u"gone"_s);
    m_library->remove({gone});

    bool isDone = false;
    m_library->emptyTrash(this, [&](const base::Status &status) { isDone = status.has_value(); });

    QVERIFY(!m_library->find(gone));
    QTRY_VERIFY(isDone);
    QTRY_COMPARE(session.conversation().messages().size(), 1); // was read again
    QTRY_VERIFY(session.conversation().isWhole());
    note(session, u"next"_s);
    restart();
    QVERIFY(m_library->trash().isEmpty());
    QVERIFY(!m_library->find(gone));
    QCOMPARE(textsOf(kept), u"kept|next"_s);
}

void tst_ChatLibrary::aBranchIsCopiedIntoANewChat()
{
    const ConversationId chat = ask(u"One"_s);
    ChatSession &session = m_library->open(chat);
    note(session, u"Two"_s);
    m_library->setPinned({chat}, true);

    ConversationId copy;
    m_library->branchFrom(chat, session.conversation().at(1).id, this,
                          [&](const base::Result<ConversationId> &id) { copy = id.value_or({}); });

    QTRY_VERIFY(!copy.isNull());
    QVERIFY(copy != chat);
    QCOMPARE(m_library->find(copy)->title, u"One"_s);
    QVERIFY(!m_library->find(copy)->isPinned);
    restart();
    QCOMPARE(textsOf(copy), u"One|An answer"_s);
    QCOMPARE(textsOf(chat), u"One|An answer|Two"_s);
}

void tst_ChatLibrary::aBranchOfAChatThatIsNotOpenIsCopiedToo()
{
    const ConversationId chat = ask(u"One"_s);
    const MessageId answer = m_library->open(chat).conversation().at(1).id;
    restart();

    ConversationId copy;
    m_library->branchFrom(chat, answer, this,
                          [&](const base::Result<ConversationId> &id) { copy = id.value_or({}); });

    QTRY_VERIFY(!copy.isNull());
    QCOMPARE(textsOf(copy), u"One|An answer"_s);
}

void tst_ChatLibrary::importedChatsGetNewIdsWhereTheirsAreTaken()
{
    const Message question = message(Role::User, u"Q"_s);
    const Message answer = message(Role::Assistant, u"A"_s, question.id);
    const store::WholeChat chat{.record = {.id = ConversationId::create(),
                                           .title = u"T"_s,
                                           .createdAt = question.createdAt,
                                           .changedAt = question.createdAt},
                                .messages = {question, answer},
                                .leaf = answer.id};
    int added = 0;
    const auto done = [&](const base::Result<int> &count) { added += count.value_or(-100); };

    m_library->add({chat}, this, done);
    m_library->add({chat, chat}, this, done);

    QTRY_COMPARE(added, 3);
    QCOMPARE(m_library->chats().size(), 3);
    QCOMPARE(stored(chat.record.id).messages, chat.messages);
    restart();
    QCOMPARE(m_library->chats().size(), 3);
    for (const store::ChatRecord &record : m_library->chats())
        QCOMPARE(textsOf(record.id), u"Q|A"_s);
}

void tst_ChatLibrary::importedChatsThatShareMessagesHaveThemAll()
{
    const Message question = message(Role::User, u"Q"_s);
    const auto chatWith = [&](const QString &text) {
        const Message answer = message(Role::Assistant, text, question.id);
        return store::WholeChat{.record = {.id = ConversationId::create(),
                                           .title = text,
                                           .createdAt = question.createdAt,
                                           .changedAt = question.createdAt},
                                .messages = {question, answer},
                                .leaf = answer.id};
    };
    int added = 0;
    const auto done = [&](const base::Result<int> &count) { added += count.value_or(-100); };

    m_library->add({chatWith(u"A"_s), chatWith(u"B"_s)}, this, done);
    QTRY_COMPARE(added, 2);
    m_library->add({chatWith(u"C"_s)}, this, done);
    QTRY_COMPARE(added, 3);

    restart();
    QCOMPARE(m_library->chats().size(), 3);
    for (const store::ChatRecord &record : m_library->chats())
        QCOMPARE(textsOf(record.id), u"Q|"_s + record.title);
}

void tst_ChatLibrary::importedChatsAreMadeSound()
{
    Message question = message(Role::User, u"Q"_s);
    Message answer = message(Role::Assistant, u"A"_s, question.id);
    question.parent = answer.id; // a circle
    answer.state = MessageState::Streaming;
    const store::WholeChat chat{.record = {.title = u"T"_s,
                                           .folder = store::FolderId::create(),
                                           .createdAt = question.createdAt,
                                           .changedAt = question.createdAt},
                                .messages = {question, answer, answer},
                                .leaf = MessageId::create()};
    int added = 0;
    m_library->add({chat, store::WholeChat{}}, this,
                   [&](const base::Result<int> &count) { added = count.value_or(-1); });

    QTRY_COMPARE(added, 1); // one without messages is none
    const ConversationId id = m_library->chats().first().id;
    restart();
    QCOMPARE(textsOf(id), u"Q|A"_s);
    QCOMPARE(m_library->open(id).conversation().at(1).state, MessageState::Interrupted);
    QVERIFY(m_library->find(id)->folder.isNull());
}

void tst_ChatLibrary::foldersPromptsAndPresetsAreKeptInOrder()
{
    const store::Folder second{.id = store::FolderId::create(),
                               .name = u"a"_s,
                               .instructions = u"Be kind."_s,
                               .position = 2};
    const store::Folder first{.id = store::FolderId::create(), .name = u"b"_s, .position = 1};
    m_library->saveFolder(second);
    m_library->saveFolder(first);
    const store::Prompt zebra{.id = store::PromptId::create(), .name = u"Zebra"_s, .text = u"z"_s};
    store::Prompt ant{.id = store::PromptId::create(), .name = u"ant"_s, .text = u"{x}"_s};
    m_library->savePrompt(zebra);
    m_library->savePrompt(ant);
    ant.text = u"{y}"_s;
    m_library->savePrompt(ant);
    const store::Preset preset{
        .id = store::PresetId::create(), .name = u"P"_s, .setup = {.model = u"m"_s}};
    m_library->savePreset(preset);

    for (int run = 0; run < 2; ++run) {
        QCOMPARE(m_library->folders(), (QList<store::Folder>{first, second}));
        QCOMPARE(m_library->prompts(), (QList<store::Prompt>{ant, zebra}));
        QCOMPARE(m_library->presets(), QList<store::Preset>{preset});
        restart();
    }
    m_library->removePrompt(ant.id);
    m_library->removePreset(preset.id);
    restart();
    QCOMPARE(m_library->prompts(), QList<store::Prompt>{zebra});
    QVERIFY(m_library->presets().isEmpty());
}

void tst_ChatLibrary::aRemovedFolderLeavesItsChats()
{
    const store::Folder folder{.id = store::FolderId::create(), .name = u"F"_s};
    m_library->saveFolder(folder);
    const ConversationId chat = m_library->create({}, folder.id);
    note(m_library->open(chat), u"a"_s);

    m_library->removeFolder(folder.id);

    QVERIFY(!m_library->folder(folder.id));
    QVERIFY(m_library->find(chat)->folder.isNull());
    restart();
    QVERIFY(m_library->folders().isEmpty());
    QCOMPARE(textsOf(chat), u"a"_s);
}

void tst_ChatLibrary::restoringABackupBringsBackWhatWas()
{
    const ConversationId kept = note(u"kept"_s);
    ChatSession &session = m_library->open(kept);
    waitForStore();
    QString backup;
    m_store->backUp(this, [&](const base::Result<store::Backup> &made) {
        backup = made ? made->path : u"failed"_s;
    });
    QTRY_VERIFY(!backup.isEmpty());
    note(session, u"later"_s);
    const ConversationId newer = note(u"newer"_s);
    waitForStore();
    QSignalSpy loaded(m_library.get(), &ChatLibrary::loaded);

    bool isDone = false;
    m_store->restore(backup, this,
                     [&](const base::Status &status) { isDone = status.has_value(); });

    QTRY_VERIFY(isDone);
    QTRY_COMPARE(loaded.count(), 1);
    QVERIFY(!m_library->find(newer));
    QCOMPARE(m_library->chats().size(), 1);
    QTRY_COMPARE(session.conversation().count(), 1); // what is on the screen follows
    QCOMPARE(textOf(session.conversation().at(0).content), u"kept"_s);
    note(session, u"next"_s);
    restart();
    QCOMPARE(textsOf(kept), u"kept|next"_s);
}

void tst_ChatLibrary::aChatThatCannotBeReadIsReadAgainOnRequest()
{
    const ConversationId chat = note(u"kept"_s);
    waitForStore();
    restart();
    const QString path = m_directory->filePath(u"polylogue.db"_s);
    const QString away = path + u".away"_s;
    QVERIFY(QFile::rename(path, away));
    QSignalSpy failed(m_library.get(), &ChatLibrary::loadFailed);
    ChatSession &session = m_library->open(chat);
    QSignalSpy accepted(&session, &ChatSession::accepted);
    session.send({.text = u"hasty"_s}, {.model = u"m"_s});
    QCOMPARE(session.state(), ChatSession::State::Saving);

    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!QFile::exists(path));
    QVERIFY(m_library->loadError(chat));
    QVERIFY(session.conversation().isWhole());
    QCOMPARE(session.state(), ChatSession::State::Idle); // it stays in the composer
    QCOMPARE(accepted.count(), 0);
    QCOMPARE(session.conversation().count(), 0);
    session.note({.text = u"written meanwhile"_s});
    QTRY_COMPARE(accepted.count(), 1);

    QVERIFY(QFile::rename(away, path));
    m_library->loadAgain(chat);
    QVERIFY(!m_library->loadError(chat));
    QCOMPARE(textsOf(chat), u"kept"_s);
    QCOMPARE(failed.count(), 1);
    const store::WholeChat whole = stored(chat);
    QCOMPARE(whole.messages.size(), 2); // what was written meanwhile is a version of the first
    note(session, u"next"_s);
    restart();
    QCOMPARE(textsOf(chat), u"kept|next"_s);
}

QTEST_GUILESS_MAIN(tst_ChatLibrary)
#include "tst_chatlibrary.moc"
