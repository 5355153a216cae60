// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Files on their way to servers that take, and refuse, each kind of part.

#include "app/attachments/documents.h"
#include "app/net/refusedparts.h"
#include "app/session/filedelivery.h"
#include "tests/app/attachments/samplefiles.h"
#include "tests/app/session/chatfixture.h"

#include <QDirIterator>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::tests;
using attachments::Attachment;
using base::ErrorKind;
using conversation::MessageState;
using conversation::Rung;
using session::ChatSession;

namespace {

const Reply NoFiles = Reply::json(
    R"({"error":{"message":"Invalid value: 'file'. Supported values are: 'text', 'image_url'.",)"
    R"("param":"messages[0].content[0].type","code":"invalid_value"}})",
    400);
const Reply NoImages = Reply::json(R"({"detail":"This model does not support image input"})", 422);
const Reply NoParts = Reply::json(R"({"error":{"message":"file parts are not supported"}})", 501);
const Reply Answer = Reply::chat({"Read."});

} // namespace

class tst_FileDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void documentsGoOnTheRungThatTheModelTakes_data();
    void documentsGoOnTheRungThatTheModelTakes();
    void pagesCarryTheirNumbers();
    void whatWasMadeOnceIsNotMadeAgain();
    void aRefusedFileIsRememberedAndGoesDownWithConsent();
    void byTheSettingItGoesDownAtOnce();
    void aRefusalIsForgottenOnRequest();
    void aRefusedPartDoesNotPoisonLaterTurns();
    void anImageThatIsNotTakenIsNeverDroppedInSilence();
    void aBadImageSaysNothingAboutAllOthers();
    void filesLeaveWhenTheirTurnsAreOver();
    void protectedDocumentsLeaveNothingOnTheDisk();
    void withoutItsPasswordADocumentIsAskedFor();
    void preparingCanBeStopped();
    void aDamagedDocumentFailsWithItsName();

private:
    Attachment stored(const QByteArray &bytes, const QString &name, int pages,
                      std::optional<bool> hasText = true);
    Attachment image();
    bool ask(const QList<Attachment> &attachments);
    bool waitForEnd(qsizetype before);
    //! The user messages of the last request: "text", "file", "image/jpeg", turns separated by |.
    QString sent();
    QString sentText();
    conversation::DocumentPart fileOf(qsizetype row) const;
    QStringList cached() const;

    std::unique_ptr<ChatFixture> m_fixture;
    std::unique_ptr<QTemporaryDir> m_cache;
    std::unique_ptr<attachments::Documents> m_documents;
    endpoint::Capabilities m_capabilities;
};

void tst_FileDelivery::initTestCase()
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
}

void tst_FileDelivery::init()
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
    m_capabilities = {};
    m_fixture.reset();
    m_fixture = std::make_unique<ChatFixture>();
    m_cache = std::make_unique<QTemporaryDir>();
    m_documents = std::make_unique<attachments::Documents>(m_fixture->blobs, m_cache->path());
    m_fixture->session->setDocuments(m_documents.get());
    m_fixture->session->setCapabilityProvider([this](const QString &) { return m_capabilities; });
    m_fixture->server.on(ChatPath, Answer);
}

Attachment tst_FileDelivery::stored(const QByteArray &bytes, const QString &name, int pages,
                                    std::optional<bool> hasText)
{
    return {.id = attachments::AttachmentId::create(),
            .state = Attachment::State::Ready,
            .fileName = name,
            .blob = m_fixture->blobs.put(bytes, u"application/pdf"_s).value_or({}),
            .pageCount = pages,
            .hasText = hasText};
}

Attachment tst_FileDelivery::image()
{
    return {.id = attachments::AttachmentId::create(),
            .state = Attachment::State::Ready,
            .fileName = u"seal.png"_s,
            .blob = m_fixture->blobs.put(quartersImage({8, 8}, "png"), u"image/png"_s).value_or({}),
            .pixelSize = {8, 8}};
}

bool tst_FileDelivery::waitForEnd(qsizetype before)
{
    return QTest::qWaitFor([&] { return m_fixture->finished->count() > before; }, 20'000);
}

bool tst_FileDelivery::ask(const QList<Attachment> &attachments)
{
    const qsizetype before = m_fixture->finished->count();
    m_fixture->session->send({.text = u"What is it?"_s, .attachments = attachments},
                             m_fixture->options);
    return waitForEnd(before);
}

QString tst_FileDelivery::sent()
{
    QStringList turns;
    const QList<SeenRequest> seen = m_fixture->server.requests(ChatPath);
    const QJsonDocument body =
        QJsonDocument::fromJson(seen.isEmpty() ? QByteArray() : seen.constLast().body);
    for (const QJsonValue &message : body["messages"_L1].toArray()) {
        if (message["role"_L1] != u"user"_s)
            continue;
        QStringList parts;
        for (const QJsonValue &part : message["content"_L1].toArray()) {
            const QString url = part["image_url"_L1]["url"_L1].toString();
            parts += url.isEmpty() ? part["type"_L1].toString()
                                   : url.section(u':', 1).section(u';', 0, 0);
        }
        turns += parts.isEmpty() ? u"words"_s : parts.join(u' ');
    }
    return turns.join(u'|');
}

QString tst_FileDelivery::sentText()
{
    QString text;
    const QJsonDocument body =
        QJsonDocument::fromJson(m_fixture->server.requests(ChatPath).constLast().body);
    for (const QJsonValue &message : body["messages"_L1].toArray()) {
        text += message["content"_L1].toString();
        for (const QJsonValue &part : message["content"_L1].toArray())
            text += part["text"_L1].toString() + u'\n';
    }
    return text;
}

conversation::DocumentPart tst_FileDelivery::fileOf(qsizetype row) const
{
    const auto &content = m_fixture->session->conversation().at(row).content;
    return std::get<conversation::DocumentPart>(content.constFirst());
}

QStringList tst_FileDelivery::cached() const
{
    QStringList names;
    for (QDirIterator files(m_cache->path(), QDir::Files, QDirIterator::Subdirectories);
         files.hasNext();)
        names += QFileInfo(files.next()).fileName();
    names.sort();
    return names;
}

void tst_FileDelivery::documentsGoOnTheRungThatTheModelTakes_data()
{
    QTest::addColumn<std::optional<bool>>("images");
    QTest::addColumn<std::optional<bool>>("documents");
    QTest::addColumn<QString>("parts");
    QTest::addColumn<conversation::SentAs>("form");
    using conversation::SentAs;
    using Known = std::optional<bool>;

    QTest::newRow("not known") << Known() << Known() << u"file text"_s << SentAs::Native;
    QTest::newRow("all") << Known(true) << Known(true) << u"file text"_s << SentAs::Native;
    QTest::newRow("images") << Known(true) << Known(false)
                            << u"text text image/jpeg text image/jpeg text"_s << SentAs::PageImages;
    QTest::newRow("text") << Known(false) << Known(false) << u"words"_s << SentAs::Text;
}

void tst_FileDelivery::documentsGoOnTheRungThatTheModelTakes()
{
    QFETCH(const std::optional<bool>, images);
    QFETCH(const std::optional<bool>, documents);
    QFETCH(const QString, parts);
    m_capabilities = {.source = endpoint::Capabilities::Source::Catalogue,
                      .images = images,
                      .documents = documents};

    QFETCH(const conversation::SentAs, form);
    QVERIFY(ask({stored(textPdf({u"One"_s, u"Two"_s}), u"report.pdf"_s, 2)}));

    QCOMPARE(int(m_fixture->last().state), int(MessageState::Complete));
    QCOMPARE(sent(), parts);
    QCOMPARE(fileOf(0).sentAs, form);
}

void tst_FileDelivery::pagesCarryTheirNumbers()
{
    m_capabilities = {
        .source = endpoint::Capabilities::Source::Catalogue, .images = false, .documents = false};
    Attachment report = stored(textPdf({u"Ebb"_s, u"Flood"_s, u"Slack"_s}), u"tides.pdf"_s, 3);
    report.delivery.pages = u"2-3"_s;

    QVERIFY(ask({report}));

    const QString text = sentText();
    QVERIFY2(text.contains("The document \"tides.pdf\" as text, pages 2-3 of 3:"_L1),
             qPrintable(text));
    QVERIFY(text.contains("--- Page 2 ---\nFlood"_L1));
    QVERIFY(text.contains("--- Page 3 ---\nSlack"_L1));
    QVERIFY(!text.contains("Ebb"_L1));
}

void tst_FileDelivery::whatWasMadeOnceIsNotMadeAgain()
{
    m_capabilities = {
        .source = endpoint::Capabilities::Source::Catalogue, .images = true, .documents = false};
    QVERIFY(ask({stored(textPdf({u"One"_s, u"Two"_s}), u"report.pdf"_s, 2)}));
    QCOMPARE(cached(), (QStringList{u"page-1-1568.jpg"_s, u"page-2-1568.jpg"_s}));

    qputenv("POLYLOGUE_DECODER", "/nowhere");
    QVERIFY(ask({}));

    QCOMPARE(int(m_fixture->last().state), int(MessageState::Complete));
    QCOMPARE(sent(), u"text text image/jpeg text image/jpeg text|words"_s);
}

void tst_FileDelivery::aRefusedFileIsRememberedAndGoesDownWithConsent()
{
    m_fixture->server.on(ChatPath, {NoFiles, Answer});

    QVERIFY(ask({stored(textPdf({u"One"_s}), u"report.pdf"_s, 1)}));

    const conversation::Message refused = m_fixture->last();
    QCOMPARE(int(refused.state), int(MessageState::Failed));
    QCOMPARE(refused.error->kind, ErrorKind::PartRefused);
    QCOMPARE(refused.error->parameter, net::fileField);
    QCOMPARE(m_fixture->server.posts(), 1); // nothing goes out again by itself
    QCOMPARE(m_fixture->learned.all().size(), 1);
    QCOMPARE(m_fixture->learned.all().constFirst().field, net::fileField);

    const qsizetype before = m_fixture->finished->count();
    m_fixture->session->stepDown(refused.id, Rung::Text, m_fixture->options);
    QVERIFY(waitForEnd(before));

    QCOMPARE(int(m_fixture->last().state), int(MessageState::Complete));
    QCOMPARE(sent(), u"words"_s);
    QVERIFY(sentText().contains("One"_L1));
    QVERIFY(ask({stored(textPdf({u"Three"_s}), u"other.pdf"_s, 1)}));
    QCOMPARE(sent(), u"words|text text image/jpeg text"_s); // asked for at once
}

void tst_FileDelivery::byTheSettingItGoesDownAtOnce()
{
    m_fixture->options.stepsDown = true;
    m_fixture->server.on(ChatPath, {NoParts, NoImages, Answer});

    QVERIFY(ask({stored(textPdf({u"One"_s}), u"report.pdf"_s, 1)}));

    QCOMPARE(int(m_fixture->last().state), int(MessageState::Complete));
    QCOMPARE(m_fixture->server.posts(), 3);
    QCOMPARE(sent(), u"words"_s);
    QCOMPARE(m_fixture->last().notes, (QStringList{net::fileField, net::imageField}));
}

void tst_FileDelivery::aRefusalIsForgottenOnRequest()
{
    m_fixture->server.on(ChatPath, {NoFiles, Answer});
    QVERIFY(ask({stored(textPdf({u"One"_s}), u"report.pdf"_s, 1)}));
    const net::LearnedDrop learned = m_fixture->learned.all().constFirst();

    m_fixture->learned.forget(learned.endpoint, learned.model, learned.field);
    const qsizetype before = m_fixture->finished->count();
    m_fixture->session->retry(m_fixture->last().id, m_fixture->options);
    QVERIFY(waitForEnd(before));

    QCOMPARE(sent(), u"file text"_s);
}

void tst_FileDelivery::aRefusedPartDoesNotPoisonLaterTurns()
{
    QVERIFY(ask({stored(textPdf({u"One"_s}), u"report.pdf"_s, 1), image()}));
    QCOMPARE(sent(), u"file image/png text"_s);

    m_fixture->server.on(ChatPath, {NoFiles, NoImages, Answer});
    QVERIFY(ask({}));
    QCOMPARE(int(m_fixture->last().state), int(MessageState::Failed));
    const auto retry = [this] {
        const qsizetype before = m_fixture->finished->count();
        m_fixture->session->retry(m_fixture->last().id, m_fixture->options);
        return waitForEnd(before);
    };
    QVERIFY(retry());
    QCOMPARE(int(m_fixture->last().state), int(MessageState::Failed));
    QVERIFY(retry());

    QCOMPARE(int(m_fixture->last().state), int(MessageState::Complete));
    QCOMPARE(sent(), u"words|words"_s);
    QCOMPARE(fileOf(0).sentAs, conversation::SentAs::Text);
    const auto seal =
        std::get<conversation::ImagePart>(m_fixture->session->conversation().at(0).content.at(1));
    QCOMPARE(seal.sentAs, conversation::SentAs::Nothing);
    QVERIFY(sentText().contains("The file \"seal.png\" was attached here. It is not included"_L1));
}

void tst_FileDelivery::anImageThatIsNotTakenIsNeverDroppedInSilence()
{
    m_capabilities = {.source = endpoint::Capabilities::Source::Catalogue, .images = false};

    QVERIFY(ask({image()}));

    const conversation::Message &answer = m_fixture->last();
    QCOMPARE(m_fixture->server.posts(), 0);
    QCOMPARE(int(answer.state), int(MessageState::Failed));
    QCOMPARE(answer.error->kind, ErrorKind::PartRefused);
    QCOMPARE(answer.error->type, u"not_taken"_s);
    QCOMPARE(answer.error->subject, u"seal.png"_s);

    Attachment insisted = image();
    insisted.delivery.rung = Rung::Native;
    QVERIFY(ask({insisted}));
    QCOMPARE(sent(), u"image/png text"_s);
}

void tst_FileDelivery::aBadImageSaysNothingAboutAllOthers()
{
    m_fixture->server.on(
        ChatPath,
        Reply::json(R"({"error":{"message":"You uploaded an unsupported image. Please make sure )"
                    R"(your image is valid.","code":"invalid_image_format"}})",
                    400));

    QVERIFY(ask({image()}));

    QCOMPARE(m_fixture->last().error->kind, ErrorKind::PartRefused);
    QVERIFY(m_fixture->last().error->parameter.isEmpty());
    QVERIFY(m_fixture->learned.all().isEmpty());
}

void tst_FileDelivery::filesLeaveWhenTheirTurnsAreOver()
{
    Attachment once = stored(textPdf({u"One"_s}), u"once.pdf"_s, 1);
    once.delivery.turns = 1;
    Attachment twice = image();
    twice.delivery.turns = 2;

    QVERIFY(ask({once, twice}));
    QCOMPARE(sent(), u"file image/png text"_s);
    QVERIFY(ask({}));
    QCOMPARE(sent(), u"text image/png text|words"_s);
    QVERIFY(sentText().contains("The file \"once.pdf\" was attached here. It is no longer"_L1));
    QVERIFY(ask({}));
    QCOMPARE(sent(), u"words|words|words"_s);
}

void tst_FileDelivery::protectedDocumentsLeaveNothingOnTheDisk()
{
    for (const Rung rung : {Rung::PageImages, Rung::Text}) {
        Attachment locked = stored(encryptedPdf("secret"), u"locked.pdf"_s, 1);
        locked.isEncrypted = true;
        locked.delivery.rung = rung;
        m_documents->setPassword(locked.blob.sha256, u"secret"_s);

        QVERIFY(ask({locked}));

        QCOMPARE(int(m_fixture->last().state), int(MessageState::Complete));
        if (rung == Rung::Text)
            QVERIFY(sentText().contains("Behind the door"_L1));
        else
            QCOMPARE(sent(), u"text text image/jpeg text"_s);
        QCOMPARE(cached(), QStringList());
    }
}

void tst_FileDelivery::withoutItsPasswordADocumentIsAskedFor()
{
    Attachment locked = stored(encryptedPdf("secret"), u"locked.pdf"_s, 1);
    locked.isEncrypted = true;

    QVERIFY(ask({locked}));

    QCOMPARE(m_fixture->last().error->type, u"password_needed"_s);
    QCOMPARE(m_fixture->last().error->subject, u"locked.pdf"_s);
    m_documents->setPassword(locked.blob.sha256, u"secret"_s);
    const qsizetype before = m_fixture->finished->count();
    m_fixture->session->retry(m_fixture->last().id, m_fixture->options);
    QVERIFY(waitForEnd(before));
    QCOMPARE(int(m_fixture->last().state), int(MessageState::Complete));
}

void tst_FileDelivery::preparingCanBeStopped()
{
    m_capabilities = {.source = endpoint::Capabilities::Source::Catalogue, .documents = false};
    QSignalSpy progress(m_fixture->session.get(), &ChatSession::preparationProgressed);
    const QStringList pages(8, u"Page"_s);
    m_fixture->session->send(
        {.text = u"Read"_s, .attachments = {stored(textPdf(pages), u"long.pdf"_s, 8)}},
        m_fixture->options);
    QTRY_VERIFY(!progress.isEmpty());
    QCOMPARE(int(m_fixture->session->state()), int(ChatSession::State::Preparing));
    QCOMPARE(progress.constLast().at(0).toString(), u"long.pdf"_s);
    QCOMPARE(progress.constLast().at(2).toInt(), 8);

    m_fixture->session->stop();

    QCOMPARE(int(m_fixture->session->state()), int(ChatSession::State::Idle));
    QCOMPARE(m_fixture->returned->count(), 1);
    QTest::qWait(200);
    QCOMPARE(m_fixture->server.posts(), 0);
}

void tst_FileDelivery::aDamagedDocumentFailsWithItsName()
{
    m_capabilities = {.source = endpoint::Capabilities::Source::Catalogue, .documents = false};

    QVERIFY(ask({stored("%PDF-1.7 and nothing more", u"broken.pdf"_s, 1)}));

    QCOMPARE(m_fixture->last().error->kind, ErrorKind::File);
    QCOMPARE(m_fixture->last().error->subject, u"broken.pdf"_s);
    QCOMPARE(m_fixture->server.posts(), 0);
}

QTEST_GUILESS_MAIN(tst_FileDelivery)

#include "tst_filedelivery.moc"
