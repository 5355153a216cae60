// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/chatcodec.h"
#include "app/store/messagecodec.h"
#include "tests/app/store/samplemessages.h"

#include <QTest>

using namespace polylogue::app::conversation;
using namespace polylogue::app::store;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using polylogue::app::base::Error;
using polylogue::app::base::ErrorKind;

class tst_MessageCodec final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldComesBack();
    void defaultsAreNotWritten();
    void everyNameOfAnEnumerationComesBack();
    void anyMessageComesBack();
    void detailsAndContentMakeTheWholeMessage();
    void membersOfNewerVersionsAreKept();
    void partsOfNewerVersionsAreKeptInTheirPlace();
    void membersOfTheWrongKindCountAsMissing();
    void damagedTextIsAnError_data();
    void damagedTextIsAnError();
    void cutTextIsNeverTakenForWhole();
    void everyFieldOfADeltaComesBack();
    void everythingElseComesBack();
    void aChatsNewerMembersAreKept();
};

void tst_MessageCodec::everyFieldComesBack()
{
    const Message message = fullMessage();

    const auto decoded = decodeMessage(encodeMessage(message));

    QVERIFY(decoded);
    QCOMPARE(*decoded, message);
    QCOMPARE(decoded->createdAt.timeSpec(), Qt::UTC);
}

void tst_MessageCodec::defaultsAreNotWritten()
{
    Message message;
    message.id.value = QUuid(u"0f0e0d0c-0b0a-0908-0706-050403020100"_s);
    message.content = {TextPart{u"Hello"_s}};

    QCOMPARE(encodeMessage(message),
             QByteArray(R"({"content":[{"text":"Hello","type":"text"}],)"
                        R"("id":"0f0e0d0c-0b0a-0908-0706-050403020100","role":"user"})"));
    QCOMPARE(encodeDetails(message), QByteArray("{}"));
}

void tst_MessageCodec::everyNameOfAnEnumerationComesBack()
{
    Message message = fullMessage();
    const auto comesBack = [&message] {
        const auto decoded = decodeMessage(encodeMessage(message));
        return decoded && *decoded == message;
    };
    for (int role = 0; role <= int(Role::Tool); ++role) {
        message.role = Role(role);
        QVERIFY2(comesBack(), qPrintable(u"role %1"_s.arg(role)));
    }
    for (int state = 0; state <= int(MessageState::Interrupted); ++state) {
        message.state = MessageState(state);
        QVERIFY2(comesBack(), qPrintable(u"state %1"_s.arg(state)));
    }
    for (int reason = 0; reason <= int(FinishReason::Error); ++reason) {
        message.finishReason = FinishReason(reason);
        QVERIFY2(comesBack(), qPrintable(u"finish reason %1"_s.arg(reason)));
    }
    for (int kind = 0; kind <= int(ErrorKind::Disk); ++kind) {
        message.error->kind = ErrorKind(kind);
        QVERIFY2(comesBack(), qPrintable(u"error kind %1"_s.arg(kind)));
    }
    for (int detail = 0; detail <= int(ImageDetail::High); ++detail) {
        message.content = {ImagePart{.detail = ImageDetail(detail)}};
        QVERIFY2(comesBack(), qPrintable(u"image detail %1"_s.arg(detail)));
    }
    for (int rung = 0; rung <= int(Rung::RecognizedText); ++rung) {
        message.content = {ImagePart{.delivery = {.rung = Rung(rung)}}};
        QVERIFY2(comesBack(), qPrintable(u"rung %1"_s.arg(rung)));
    }
}

void tst_MessageCodec::anyMessageComesBack()
{
    QRandomGenerator random(20261123);
    for (int round = 0; round < 2000; ++round) {
        const Message message = sampleMessage(random);

        const QByteArray json = encodeMessage(message);
        const auto decoded = decodeMessage(json);

        QVERIFY2(decoded && *decoded == message, json.constData());
        QCOMPARE(encodeMessage(*decoded), json);
        QCOMPARE(encodeMessage(message, json), json);
    }
}

void tst_MessageCodec::detailsAndContentMakeTheWholeMessage()
{
    const Message message = fullMessage();
    Message columns{.id = message.id,
                    .parent = message.parent,
                    .role = message.role,
                    .state = message.state,
                    .createdAt = message.createdAt,
                    .model = message.model,
                    .deletedAt = message.deletedAt};

    const auto content = decodeContent(encodeContent(message.content));
    QVERIFY(content);
    columns.content = *content;
    QVERIFY(decodeDetails(encodeDetails(message), columns));

    QCOMPARE(columns, message);
}

void tst_MessageCodec::membersOfNewerVersionsAreKept()
{
    Message message = fullMessage();
    QByteArray json = encodeMessage(message);
    json.replace("\"usage\":{", "\"usage\":{\"audio_tokens\":7,");
    json.replace("\"text\":\"An answer.\"", "\"text\":\"An answer.\",\"annotations\":[1,{}]");
    json.replace(0, 1, "{\"aaa_new\":{\"x\":[null,1.5]},");

    const auto decoded = decodeMessage(json);
    QVERIFY(decoded);
    QCOMPARE(*decoded, message);
    QCOMPARE(decodeMessage(encodeMessage(*decoded, json)).value_or({}), message);

    message.isPinned = false;
    const QByteArray again = encodeMessage(message, json);
    QVERIFY(again.contains("\"aaa_new\":{\"x\":[null,1.5]}"));
    QVERIFY(again.contains("\"audio_tokens\":7"));
    QVERIFY(again.contains("\"annotations\":[1,{}]"));
    QVERIFY(again.contains("\"is_edited\":true"));
    QVERIFY(!again.contains("is_pinned"));
}

void tst_MessageCodec::partsOfNewerVersionsAreKeptInTheirPlace()
{
    const QByteArray stored =
        R"([{"text":"a","type":"text"},{"seconds":3,"type":"audio"},{"text":"b","type":"refusal"}])";

    const auto content = decodeContent(stored);
    QVERIFY(content);
    QCOMPARE(*content, (QList<ContentPart>{TextPart{u"a"_s}, RefusalPart{u"b"_s}}));
    QCOMPARE(encodeContent(*content, stored), stored);
    QCOMPARE(encodeContent({TextPart{u"c"_s}}, stored),
             QByteArray(R"([{"text":"c","type":"text"},{"seconds":3,"type":"audio"}])"));
}

void tst_MessageCodec::membersOfTheWrongKindCountAsMissing()
{
    const QByteArray json =
        R"({"id":"0f0e0d0c-0b0a-0908-0706-050403020100","role":"user","content":[7,{"type":"text",)"
        R"("text":5}],"state":"dancing","created_at":"soon","usage":3,"notes":[1],"is_pinned":"yes",)"
        R"("omitted_messages":1e300,"parent":"nobody"})";

    const auto decoded = decodeMessage(json);

    QVERIFY(decoded);
    Message expected;
    expected.id.value = QUuid(u"0f0e0d0c-0b0a-0908-0706-050403020100"_s);
    expected.content = {TextPart{}};
    expected.usage = Usage{};
    QCOMPARE(*decoded, expected);
}

void tst_MessageCodec::damagedTextIsAnError_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("cut") << QByteArray(R"({"role":"user")");
    QTest::newRow("no id") << QByteArray(R"({"role":"user","content":[]})");
    QTest::newRow("bad id") << QByteArray(R"({"role":"user","content":[],"id":"7"})");
    QTest::newRow("unknown role") << QByteArray(
        R"({"role":"judge","content":[],"id":"0f0e0d0c-0b0a-0908-0706-050403020100"})");
    QTest::newRow("no content") << QByteArray(
        R"({"role":"user","id":"0f0e0d0c-0b0a-0908-0706-050403020100"})");
    QTest::newRow("content is text") << QByteArray(
        R"({"role":"user","content":"x","id":"0f0e0d0c-0b0a-0908-0706-050403020100"})");
}

void tst_MessageCodec::damagedTextIsAnError()
{
    QFETCH(const QByteArray, json);

    const auto decoded = decodeMessage(json);

    QVERIFY(!decoded);
    QCOMPARE(decoded.error().kind, ErrorKind::File);
    QCOMPARE(decoded.error().type, u"json"_s);
}

void tst_MessageCodec::cutTextIsNeverTakenForWhole()
{
    const QByteArray json = encodeMessage(fullMessage());
    for (qsizetype size = 0; size < json.size(); ++size)
        QVERIFY2(!decodeMessage(json.first(size)), qPrintable(QString::number(size)));
}

void tst_MessageCodec::everyFieldOfADeltaComesBack()
{
    const MessageDelta delta = fullDelta();
    QCOMPARE(decodeDelta(encodeDelta(delta)).value_or({}), delta);
    QCOMPARE(encodeDelta({}), QByteArray("{}"));
    QVERIFY(!decodeDelta("{\"text\":"));

    QRandomGenerator random(7);
    for (int round = 0; round < 500; ++round) {
        const MessageDelta piece{.text = sampleText(random), .reasoning = sampleText(random)};
        QCOMPARE(decodeDelta(encodeDelta(piece)).value_or({}), piece);
    }
}

void tst_MessageCodec::everythingElseComesBack()
{
    ChatRecord chat = fullChat();
    QCOMPARE(decodeChat(encodeChat(chat)).value_or({}), chat);
    chat.deletedAt = chat.changedAt;
    QCOMPARE(decodeChat(encodeChat(chat)).value_or({}), chat);
    chat.hasDraft = true;
    QVERIFY(!decodeChat(encodeChat(chat)).value_or({}).hasDraft);
    QVERIFY(!decodeChat("{}"));

    const StoredDraft draft{
        .text = u"half a thou"_s,
        .attachments = fullMessage().content,
        .pastedLengths = {2, 4},
        .queue = {{.text = u"next"_s, .attachments = fullMessage().content, .pastedLengths = {4}},
                  {.text = u"last"_s}}};
    QCOMPARE(decodeDraft(encodeDraft(draft)).value_or({}), draft);
    QCOMPARE(decodeDraft("{}").value_or(draft), StoredDraft{});

    const Folder folder{.id = FolderId::create(),
                        .name = u"Work"_s,
                        .instructions = u"In English."_s,
                        .model = u"m"_s,
                        .position = -3};
    QCOMPARE(decodeFolder(encodeFolder(folder)).value_or({}), folder);

    const Prompt prompt{.id = PromptId::create(), .name = u"Sum"_s, .text = u"{text}\n{{}}"_s};
    QCOMPARE(decodePrompt(encodePrompt(prompt)).value_or({}), prompt);

    const Preset preset{.id = PresetId::create(), .name = u"Dry"_s, .setup = fullSetup()};
    QCOMPARE(decodePreset(encodePreset(preset)).value_or({}), preset);
    const Preset lanes{.id = PresetId::create(),
                       .name = u"Three"_s,
                       .lanes = {fullSetup(), {.model = u"b"_s}, {.model = u"c"_s}},
                       .history = HistoryRule::Chosen};
    QCOMPARE(decodePreset(encodePreset(lanes)).value_or({}), lanes);
    QVERIFY(!decodePreset("{\"name\":\"x\"}"));
}

void tst_MessageCodec::aChatsNewerMembersAreKept()
{
    const ChatRecord chat = fullChat();
    QByteArray json = encodeChat(chat);
    json.replace("\"parameters\":{", "\"parameters\":{\"verbosity\":\"low\",");
    json.replace(0, 1, "{\"colour\":\"red\",");

    const QByteArray again = encodeChat(decodeChat(json).value_or({}), json);

    QVERIFY(again.contains("\"colour\":\"red\""));
    QVERIFY(again.contains("\"verbosity\":\"low\""));
    QCOMPARE(decodeChat(again).value_or({}), chat);
}

QTEST_APPLESS_MAIN(tst_MessageCodec)

#include "tst_messagecodec.moc"
