// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/chatsession.h"
#include "app/store/blobstore.h"
#include "tests/support/faultserver.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using attachments::Draft;
using base::ErrorKind;
using conversation::FinishReason;
using conversation::Message;
using conversation::MessageState;
using conversation::Role;
using session::ChatSession;

namespace {

const auto chatPath = "/v1/chat/completions"_ba;

//! An answer that begins and does not end.
Reply unfinished(const QByteArray &text)
{
    return Reply::head(200, {{"Content-Type", "text/event-stream"}})
        .send("data: " + textDelta(text) + "\n\n");
}

QByteArray png(const QSize &size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "png");
    return bytes;
}

QByteArray imageDelta(const QByteArray &bytes)
{
    return R"({"choices":[{"index":0,"delta":{"images":[{"type":"image_url",)"
           R"("image_url":{"url":"data:image/png;base64,)"
        + bytes.toBase64() + R"("}}]}}]})";
}

} // namespace

class tst_ChatSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theQuestionAndAnEmptyAnswerStandBeforeAnyNetwork();
    void anAnswerStreamsIntoTheConversation();
    void theWholeBranchIsSentWithSystemPromptAndParameters();
    void attachmentsGoOutAsDataUris();
    void filesOfTextGoOutNamedBeforeTheQuestion();
    void aMissingAttachmentIsNamedAndNothingIsSent();
    void withoutAccessTheAnswerFailsAfterSendReturns();
    void stoppingBeforeTheFirstTokenGivesTheDraftBack();
    void stoppingLaterKeepsWhatCame();
    void stoppingClosesTheConnection();
    void aCutStreamKeepsItsTextAndIsIncomplete();
    void aFailedAnswerWithoutTextIsReusedByRetry();
    void anAnswerWithTextGetsASiblingByRetry();
    void stoppingASiblingBeforeItsFirstTokenShowsTheOldAnswerAgain();
    void failedTurnsWithoutTextAreNotSent();
    void withdrawingAFailedTurnGivesTheQuestionBack();
    void anAutomaticRetryIsShownAndCanBeHurried();
    void aRefusedFieldIsDroppedAndNoted();
    void imagesOfTheAnswerAreStored();
    void anImageThatCannotBeLookedAtIsKeptAsAFile();
    void whatIsNoImageEndsTheAnswerAsFailed();
    void anImagesAddressIsALinkAndNeverFetched();
    void imagesOfAnAnswerGoBackWithTheNextQuestion();
    void imagesOfAnAnswerStayAwayFromModelsThatDoNotSee();
    void aNoteAsksForNoAnswer();
    void destroyingTheSessionWhileItStreamsIsSilent();

private:
    base::Result<net::EndpointAccess> access() const;
    Draft draft(const QString &text) const { return {.text = text}; }
    attachments::Attachment attachment(const QByteArray &bytes, const QString &type) const;
    QJsonObject sentBody(int request = -1) const;
    const Message &last() const
    {
        return m_session->conversation().at(m_session->conversation().count() - 1);
    }
    void sendAndFinish(const QString &text);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<net::HttpClient> m_client;
    std::unique_ptr<net::LearnedDrops> m_learned;
    std::unique_ptr<store::BlobStore> m_blobs;
    std::unique_ptr<ChatSession> m_session;
    endpoint::Endpoint m_endpoint;
    session::ChatOptions m_options;
};

void tst_ChatSession::init()
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_PROGRAM);
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FaultServer>();
    m_client = std::make_unique<net::HttpClient>();
    m_learned = std::make_unique<net::LearnedDrops>();
    m_blobs = std::make_unique<store::BlobStore>(m_directory->path());
    m_endpoint = endpoint::endpointFor(m_server->url());
    m_options = {.model = u"m"_s};
    m_session =
        std::make_unique<ChatSession>(*m_client, *m_learned, *m_blobs, [this] { return access(); });
}

void tst_ChatSession::cleanup()
{
    m_session.reset();
    m_client.reset();
    m_server.reset();
}

base::Result<net::EndpointAccess> tst_ChatSession::access() const
{
    return net::EndpointAccess{
        .endpoint = m_endpoint, .key = u"k"_s, .keyOrigin = endpoint::originOf(m_endpoint.baseUrl)};
}

attachments::Attachment tst_ChatSession::attachment(const QByteArray &bytes,
                                                    const QString &type) const
{
    return {.id = attachments::AttachmentId::create(),
            .state = attachments::Attachment::State::Ready,
            .fileName = u"file"_s,
            .blob = *m_blobs->put(bytes, type)};
}

QJsonObject tst_ChatSession::sentBody(int request) const
{
    const QList<SeenRequest> seen = m_server->requests(chatPath);
    if (seen.isEmpty())
        return {};
    const SeenRequest &wanted = request < 0 ? seen.constLast() : seen.at(request);
    return QJsonDocument::fromJson(wanted.body).object();
}

void tst_ChatSession::sendAndFinish(const QString &text)
{
    QSignalSpy finished(m_session.get(), &ChatSession::answerFinished);
    m_session->send(draft(text), m_options);
    QTRY_COMPARE(finished.count(), 1);
}

void tst_ChatSession::theQuestionAndAnEmptyAnswerStandBeforeAnyNetwork()
{
    m_session->send(draft(u"Hello"_s), m_options);

    QCOMPARE(m_session->conversation().count(), 2);
    QCOMPARE(textOf(m_session->conversation().at(0).content), u"Hello"_s);
    QCOMPARE(last().state, MessageState::Pending);
    QCOMPARE(last().model, u"m"_s);
    QVERIFY(m_session->isRunning());
    QCOMPARE(m_server->connections(), 0);
}

void tst_ChatSession::anAnswerStreamsIntoTheConversation()
{
    m_server->on(chatPath, Reply::chat({"Good ", "morning", "!"}, 5ms));
    QSignalSpy deltas(&m_session->conversation(), &conversation::Conversation::deltaApplied);

    sendAndFinish(u"Hello"_s);

    QCOMPARE(textOf(last().content), u"Good morning!"_s);
    QCOMPARE(last().state, MessageState::Complete);
    QCOMPARE(last().finishReason, FinishReason::Stop);
    QVERIFY(last().usage);
    QVERIFY(last().timing.firstToken);
    QVERIFY(last().timing.total >= last().timing.firstToken);
    QVERIFY(deltas.count() >= 2);
    QVERIFY(!m_session->isRunning());
}

void tst_ChatSession::theWholeBranchIsSentWithSystemPromptAndParameters()
{
    m_server->on(chatPath, Reply::chat({"one"}));
    m_endpoint.defaults.temperature = 0.5;
    m_endpoint.defaults.topP = 0.25;
    m_options.systemPrompt = u"Be brief"_s;
    m_options.parameters.temperature = 1;

    sendAndFinish(u"first"_s);
    sendAndFinish(u"second"_s);

    const QJsonObject body = sentBody();
    QCOMPARE(body["model"_L1].toString(), u"m"_s);
    QCOMPARE(body["temperature"_L1].toDouble(), 1.0);
    QCOMPARE(body["top_p"_L1].toDouble(), 0.25);
    QStringList turns;
    for (const QJsonValue &message : body["messages"_L1].toArray())
        turns += message["role"_L1].toString() + u": "_s + message["content"_L1].toString();
    QCOMPARE(turns,
             QStringList({u"system: Be brief"_s, u"user: first"_s, u"assistant: one"_s,
                          u"user: second"_s}));
}

void tst_ChatSession::attachmentsGoOutAsDataUris()
{
    m_server->on(chatPath, Reply::chat({"seen"}));
    const QByteArray picture = "not really a picture";
    Draft question = draft(u"What is this?"_s);
    question.attachments = {attachment(picture, u"image/png"_s),
                            attachment("%PDF-", u"application/pdf"_s)};
    QSignalSpy finished(m_session.get(), &ChatSession::answerFinished);

    m_session->send(question, m_options);
    QTRY_COMPARE(finished.count(), 1);

    QStringList types;
    QStringList uris;
    for (const QJsonValue &part : sentBody()["messages"_L1][0]["content"_L1].toArray()) {
        types += part["type"_L1].toString();
        uris +=
            part["image_url"_L1]["url"_L1].toString() + part["file"_L1]["file_data"_L1].toString();
    }
    types.sort();
    QCOMPARE(types, QStringList({u"file"_s, u"image_url"_s, u"text"_s}));
    QVERIFY(uris.contains(u"data:image/png;base64,"_s + QString::fromLatin1(picture.toBase64())));
    QVERIFY(uris.contains(u"data:application/pdf;base64,JVBERi0="_s));
}

void tst_ChatSession::filesOfTextGoOutNamedBeforeTheQuestion()
{
    m_server->on(chatPath, Reply::chat({"read"}));
    Draft question = draft(u"Sum it up"_s);
    attachments::Attachment notes = attachment("Budget: \xe2\x82\xac 12", u"text/plain"_s);
    notes.fileName = u"my \"notes\".docx"_s;
    question.attachments = {notes};
    QSignalSpy finished(m_session.get(), &ChatSession::answerFinished);

    m_session->send(question, m_options);
    QTRY_COMPARE(finished.count(), 1);

    const QJsonValue content = sentBody()["messages"_L1][0]["content"_L1];
    QString sent = content.toString(); // texts alone are one
    for (const QJsonValue &part : content.toArray())
        sent += part["text"_L1].toString();
    QVERIFY2(sent.contains(u"<file name=\"my 'notes'.docx\">\nBudget: € 12\n</file>\n"_s),
             qPrintable(sent));
    QVERIFY(sent.indexOf(u"</file>"_s) < sent.indexOf(u"Sum it up"_s));
}

void tst_ChatSession::aMissingAttachmentIsNamedAndNothingIsSent()
{
    attachments::Attachment gone = attachment("x", u"image/png"_s);
    gone.fileName = u"seal.png"_s;
    gone.blob.sha256 = QByteArray(32, 'x');
    QSignalSpy finished(m_session.get(), &ChatSession::answerFinished);

    m_session->send({.text = u"?"_s, .attachments = {gone}}, m_options);
    QTRY_COMPARE(finished.count(), 1);

    QCOMPARE(last().state, MessageState::Failed);
    QCOMPARE(last().error->kind, ErrorKind::File);
    QCOMPARE(last().error->subject, u"seal.png"_s);
    QCOMPARE(m_server->connections(), 0);
}

void tst_ChatSession::withoutAccessTheAnswerFailsAfterSendReturns()
{
    ChatSession session(*m_client, *m_learned, *m_blobs, []() -> base::Result<net::EndpointAccess> {
        return base::Error{.kind = ErrorKind::Unauthorized, .type = u"no_key"_s};
    });
    QSignalSpy finished(&session, &ChatSession::answerFinished);

    session.send(draft(u"Hello"_s), m_options);

    QCOMPARE(finished.count(), 0);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(session.conversation().at(1).error->kind, ErrorKind::Unauthorized);
}

void tst_ChatSession::stoppingBeforeTheFirstTokenGivesTheDraftBack()
{
    m_server->on(chatPath, Reply::nothing());
    QSignalSpy returned(m_session.get(), &ChatSession::draftReturned);
    Draft question = draft(u"Hello"_s);
    question.attachments = {attachment("x", u"image/png"_s)};

    m_session->send(question, m_options);
    QTRY_COMPARE(m_session->state(), ChatSession::State::Waiting);
    m_session->stop();

    QCOMPARE(m_session->conversation().count(), 0);
    QCOMPARE(returned.count(), 1);
    const auto back = returned.at(0).at(0).value<Draft>();
    QCOMPARE(back.text, u"Hello"_s);
    QCOMPARE(back.attachments.size(), 1);
    QVERIFY(!m_session->isRunning());
}

void tst_ChatSession::stoppingLaterKeepsWhatCame()
{
    m_server->on(chatPath, unfinished("half an "));
    QSignalSpy finished(m_session.get(), &ChatSession::answerFinished);

    m_session->send(draft(u"Hello"_s), m_options);
    QTRY_COMPARE(m_session->state(), ChatSession::State::Streaming);
    m_session->stop();

    QCOMPARE(finished.count(), 1);
    QCOMPARE(last().state, MessageState::Stopped);
    QCOMPARE(textOf(last().content), u"half an "_s);
    QVERIFY(!last().error);
}

void tst_ChatSession::stoppingClosesTheConnection()
{
    m_server->on(chatPath, Reply::nothing());
    m_session->send(draft(u"Hello"_s), m_options);
    QTRY_COMPARE(m_server->openConnections(), 1);

    m_session->stop();

    QTRY_COMPARE_WITH_TIMEOUT(m_server->openConnections(), 0, 1000);
}

void tst_ChatSession::aCutStreamKeepsItsTextAndIsIncomplete()
{
    m_server->on(chatPath, unfinished("kept").close());

    sendAndFinish(u"Hello"_s);

    QCOMPARE(last().state, MessageState::Failed);
    QCOMPARE(last().error->kind, ErrorKind::Incomplete);
    QCOMPARE(textOf(last().content), u"kept"_s);
}

void tst_ChatSession::aFailedAnswerWithoutTextIsReusedByRetry()
{
    m_server->on(
        chatPath,
        {Reply::json(R"({"detail":"Missing or invalid API key"})", 401), Reply::chat({"now"})});
    sendAndFinish(u"Hello"_s);
    QCOMPARE(last().error->kind, ErrorKind::Unauthorized);
    const auto id = last().id;
    QSignalSpy finished(m_session.get(), &ChatSession::answerFinished);

    m_session->retry(id, {.model = u"other"_s});
    QTRY_COMPARE(finished.count(), 1);

    QCOMPARE(last().id, id);
    QCOMPARE(last().model, u"other"_s);
    QCOMPARE(last().state, MessageState::Complete);
    QVERIFY(!last().error);
    QCOMPARE(textOf(last().content), u"now"_s);
    QCOMPARE(m_session->conversation().count(), 2);
    QCOMPARE(sentBody()["messages"_L1].toArray().size(), 1);
}

void tst_ChatSession::anAnswerWithTextGetsASiblingByRetry()
{
    m_server->on(chatPath, {Reply::chat({"first"}), Reply::chat({"second"})});
    sendAndFinish(u"Hello"_s);
    const auto first = last().id;
    QSignalSpy finished(m_session.get(), &ChatSession::answerFinished);

    m_session->retry(first, m_options);
    QTRY_COMPARE(finished.count(), 1);

    QCOMPARE(textOf(last().content), u"second"_s);
    QCOMPARE(m_session->conversation().siblings(first).size(), 2);
    QCOMPARE(textOf(m_session->conversation().find(first)->content), u"first"_s);
    QCOMPARE(sentBody()["messages"_L1].toArray().size(), 1);
}

void tst_ChatSession::stoppingASiblingBeforeItsFirstTokenShowsTheOldAnswerAgain()
{
    m_server->on(chatPath, {Reply::chat({"first"}), Reply::nothing()});
    sendAndFinish(u"Hello"_s);
    const auto first = last().id;
    QSignalSpy returned(m_session.get(), &ChatSession::draftReturned);

    m_session->retry(first, m_options);
    QTRY_COMPARE(m_session->state(), ChatSession::State::Waiting);
    m_session->stop();

    QCOMPARE(last().id, first);
    QCOMPARE(m_session->conversation().count(), 2);
    QCOMPARE(m_session->conversation().siblings(first).size(), 1);
    QCOMPARE(returned.count(), 0);
}

void tst_ChatSession::failedTurnsWithoutTextAreNotSent()
{
    m_server->on(chatPath, {Reply::json(R"({"detail":"no"})", 401), Reply::chat({"yes"})});
    sendAndFinish(u"first"_s);
    sendAndFinish(u"second"_s);

    const QJsonArray messages = sentBody()["messages"_L1].toArray();
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages.at(0)["content"_L1].toString(), u"second"_s);
}

void tst_ChatSession::withdrawingAFailedTurnGivesTheQuestionBack()
{
    m_server->on(chatPath, Reply::json(R"({"detail":"too large"})", 413));
    QSignalSpy finished(m_session.get(), &ChatSession::answerFinished);
    m_session->send({.text = u"Look"_s, .attachments = {attachment("x", u"image/png"_s)}},
                    m_options);
    QTRY_COMPARE(finished.count(), 1);

    const Draft back = m_session->withdraw(last().id);

    QCOMPARE(back.text, u"Look"_s);
    QCOMPARE(back.attachments.size(), 1);
    QCOMPARE(back.attachments.at(0).blob.mediaType, u"image/png"_s);
    QCOMPARE(back.attachments.at(0).state, attachments::Attachment::State::Ready);
    QCOMPARE(m_session->conversation().count(), 0);
}

void tst_ChatSession::anAutomaticRetryIsShownAndCanBeHurried()
{
    m_server->on(chatPath,
                 {Reply::json(R"({"detail":"slow down"})", 429, {{"Retry-After", "60"}}),
                  Reply::chat({"now"})});
    QSignalSpy finished(m_session.get(), &ChatSession::answerFinished);
    m_session->send(draft(u"Hello"_s), m_options);
    QTRY_COMPARE(m_session->state(), ChatSession::State::Retrying);
    QVERIFY(m_session->timeToRetry() > 50s);
    QCOMPARE(m_session->retryReason()->kind, ErrorKind::RateLimited);

    m_session->retryNow();

    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(textOf(last().content), u"now"_s);
    QCOMPARE(m_server->posts(), 2);
}

void tst_ChatSession::aRefusedFieldIsDroppedAndNoted()
{
    m_server->on(chatPath,
                 {Reply::json(R"({"detail":"Unsupported parameter: 'temperature'"})", 400),
                  Reply::chat({"fine"})});
    m_options.parameters.temperature = 0.1;

    sendAndFinish(u"Hello"_s);

    QCOMPARE(last().state, MessageState::Complete);
    QCOMPARE(last().notes, QStringList(u"temperature"_s));
    QVERIFY(!sentBody().contains("temperature"_L1));
    QVERIFY(m_learned->fieldsFor(m_endpoint.id, u"m"_s).contains(u"temperature"_s));
}

void tst_ChatSession::imagesOfTheAnswerAreStored()
{
    m_server->on(
        chatPath,
        Reply::events({imageDelta(png({3, 2})), imageDelta(png({5, 4})), finishDelta(), "[DONE]"}));
    QList<qsizetype> partsAtTheEnd;
    connect(m_session.get(), &ChatSession::answerFinished, this,
            [&] { partsAtTheEnd.append(last().content.size()); });
    sendAndFinish(u"Draw"_s);

    QCOMPARE(partsAtTheEnd, QList<qsizetype>{2}); // nothing is left to come
    QCOMPARE(last().state, MessageState::Complete);
    const auto *first = std::get_if<conversation::ImagePart>(&last().content.at(0));
    const auto *second = std::get_if<conversation::ImagePart>(&last().content.at(1));
    QVERIFY(first && second);
    QCOMPARE(first->pixelSize, QSize(3, 2));
    QCOMPARE(second->pixelSize, QSize(5, 4));
    QCOMPARE(first->blob.mediaType, u"image/png"_s);
    QCOMPARE(first->fileName, u"image.png"_s);
    QFile stored(m_blobs->path(first->blob));
    QVERIFY(stored.open(QIODevice::ReadOnly));
    QCOMPARE(stored.readAll(), png({3, 2}));
}

void tst_ChatSession::anImageThatCannotBeLookedAtIsKeptAsAFile()
{
    m_server->on(chatPath,
                 Reply::events({imageDelta(QByteArray::fromHex("89504e470d0a1a0a00")),
                                finishDelta(), "[DONE]"}));
    sendAndFinish(u"Draw"_s);

    QCOMPARE(last().state, MessageState::Complete);
    QCOMPARE(last().content.size(), 1);
    const auto *image = std::get_if<conversation::ImagePart>(&last().content.at(0));
    QVERIFY(image);
    QVERIFY(image->pixelSize.isEmpty());
    QVERIFY(!m_blobs->path(image->blob).isEmpty());
}

void tst_ChatSession::whatIsNoImageEndsTheAnswerAsFailed()
{
    m_server->on(chatPath,
                 Reply::events({textDelta("See:"), imageDelta("<svg xmlns='...'/>"), finishDelta(),
                                "[DONE]"}));
    sendAndFinish(u"Draw"_s);

    QCOMPARE(last().state, MessageState::Failed);
    QCOMPARE(last().error->kind, base::ErrorKind::Protocol);
    QCOMPARE(textOf(last().content), u"See:"_s);
}

void tst_ChatSession::anImagesAddressIsALinkAndNeverFetched()
{
    const QString address = m_server->url().toString();
    m_server->on(chatPath,
                 Reply::events({R"({"choices":[{"index":0,"delta":{"images":[{"type":"image_url",)"
                                R"("image_url":{"url":")"
                                    + address.toUtf8() + R"(/a cat.png"}}]}}]})",
                                finishDelta(), "[DONE]"}));
    sendAndFinish(u"Draw"_s);

    QCOMPARE(textOf(last().content).trimmed(), u"<%1/a%20cat.png>"_s.arg(address));
    QCOMPARE(m_server->requests().size(), 1);
}

void tst_ChatSession::imagesOfAnAnswerGoBackWithTheNextQuestion()
{
    m_server->on(chatPath,
                 {Reply::events({imageDelta(png({3, 2})), finishDelta(), "[DONE]"}),
                  Reply::chat({"A circle."})});
    sendAndFinish(u"Draw"_s);
    sendAndFinish(u"What is it?"_s);

    const QJsonArray messages = sentBody()["messages"_L1].toArray();
    QCOMPARE(messages.size(), 3);
    QCOMPARE(messages[1]["content"_L1].toString(), u"(an image)"_s);
    const QJsonArray parts = messages[2]["content"_L1].toArray();
    QCOMPARE(parts.size(), 3);
    QCOMPARE(parts[1]["image_url"_L1]["url"_L1].toString(),
             u"data:image/png;base64,"_s + QString::fromLatin1(png({3, 2}).toBase64()));
    QCOMPARE(parts[2]["text"_L1].toString(), u"What is it?"_s);
}

void tst_ChatSession::imagesOfAnAnswerStayAwayFromModelsThatDoNotSee()
{
    m_server->on(chatPath,
                 {Reply::events({imageDelta(png({3, 2})), finishDelta(), "[DONE]"}),
                  Reply::chat({"A circle."})});
    sendAndFinish(u"Draw"_s);
    m_session->setCapabilityProvider([](const QString &) {
        return endpoint::Capabilities{.source = endpoint::Capabilities::Source::Catalogue,
                                      .images = false};
    });
    sendAndFinish(u"What is it?"_s);

    const QJsonArray messages = sentBody()["messages"_L1].toArray();
    QCOMPARE(messages.size(), 3);
    QCOMPARE(messages[1]["content"_L1].toString(), u"(an image)"_s);
    QCOMPARE(messages[2]["content"_L1].toString(), u"What is it?"_s);
}

void tst_ChatSession::aNoteAsksForNoAnswer()
{
    m_session->note(draft(u"For later"_s));

    QCOMPARE(m_session->conversation().count(), 1);
    QCOMPARE(last().role, Role::User);
    QVERIFY(!m_session->isRunning());
}

void tst_ChatSession::destroyingTheSessionWhileItStreamsIsSilent()
{
    m_server->on(chatPath, unfinished("a"));
    QSignalSpy finished(m_session.get(), &ChatSession::answerFinished);
    m_session->send(draft(u"Hello"_s), m_options);
    QTRY_COMPARE(m_session->state(), ChatSession::State::Streaming);

    m_session.reset();

    QCOMPARE(finished.count(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->openConnections(), 0, 1000);
}

QTEST_GUILESS_MAIN(tst_ChatSession)
#include "tst_chatsession.moc"
