// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/draftkeeper.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using attachments::Attachment;
using attachments::AttachmentId;
using attachments::Draft;
using conversation::ConversationId;
using session::DraftKeeper;
using Keeping = DraftKeeper::Keeping;

namespace {

Attachment reading()
{
    return {.id = AttachmentId::create(), .fileName = u"p.png"_s};
}

Attachment read(Attachment attachment)
{
    attachment.state = Attachment::State::Ready;
    attachment.blob = {.sha256 = QByteArray(32, 'h'), .mediaType = u"image/png"_s, .size = 7};
    return attachment;
}

} // namespace

class tst_DraftKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void pastedTextsAndTheQueueComeBack();
    void whatIsStillReadEndsInItsDraft();
    void whatCannotBeReadIsSaidInItsDraft();
    void theQueueStaysWhereSomebodyWroteBeforeItCame();

private:
    void start();
    void load(Keeping keeping = Keeping::Stored);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::ChatStore> m_store;
    std::unique_ptr<DraftKeeper> m_keeper;
    const ConversationId m_chat = ConversationId::create();
    Draft m_draft; // as loaded
    QList<Draft> m_queue;
};

void tst_DraftKeeper::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    start();
}

void tst_DraftKeeper::cleanup()
{
    m_keeper.reset();
    m_store.reset();
}

void tst_DraftKeeper::start()
{
    m_keeper.reset();
    m_store.reset();
    m_store = std::make_unique<store::ChatStore>(m_directory->path());
    m_keeper = std::make_unique<DraftKeeper>(*m_store);
}

void tst_DraftKeeper::load(Keeping keeping)
{
    QSignalSpy loaded(m_keeper.get(), &DraftKeeper::loaded);
    m_keeper->load(m_chat, keeping);
    QTRY_COMPARE(loaded.size(), 1);
    m_draft = loaded.first().at(1).value<Draft>();
    m_queue = loaded.first().at(2).value<QList<Draft>>();
}

void tst_DraftKeeper::pastedTextsAndTheQueueComeBack()
{
    m_keeper->set(m_chat, {.text = u"see\n\npasted"_s, .pastedLengths = {6}}, Keeping::Stored);
    m_keeper->setQueue(
        m_chat,
        {{.text = u"first"_s},
         {.text = u"long"_s, .attachments = {read(reading())}, .pastedLengths = {4}}},
        Keeping::Stored);

    start();
    load();

    QCOMPARE(m_draft.text, u"see\n\npasted"_s);
    QCOMPARE(m_draft.pastedLengths, QList<qsizetype>({6}));
    QCOMPARE(m_queue.size(), 2);
    QCOMPARE(m_queue.at(0).text, u"first"_s);
    QCOMPARE(m_queue.at(1).pastedLengths, QList<qsizetype>({4}));
    QCOMPARE(m_queue.at(1).attachments.constFirst().fileName, u"p.png"_s);
    QVERIFY(m_keeper->has(m_chat));

    m_keeper->set(m_chat, {}, Keeping::Stored);
    QVERIFY(m_keeper->has(m_chat));
    m_keeper->setQueue(m_chat, {}, Keeping::Stored);
    QVERIFY(!m_keeper->has(m_chat));
    start();
    load();
    QVERIFY(m_draft.isEmpty());
    QVERIFY(m_queue.isEmpty());
}

void tst_DraftKeeper::whatIsStillReadEndsInItsDraft()
{
    const Attachment picture = reading();
    m_keeper->set(m_chat, {.text = u"what is this?"_s, .attachments = {picture}}, Keeping::Stored);
    m_keeper->save();
    load();
    QCOMPARE(m_draft.attachments.constFirst().state, Attachment::State::Reading);

    m_keeper->updateAttachment(reading()); // some other
    m_keeper->updateAttachment(read(picture));

    load();
    QCOMPARE(m_draft.attachments.size(), 1);
    QCOMPARE(m_draft.attachments.constFirst().state, Attachment::State::Ready);
    start();
    load();
    QCOMPARE(m_draft.text, u"what is this?"_s);
    QCOMPARE(m_draft.attachments.size(), 1);
    QCOMPARE(m_draft.attachments.constFirst().blob, read(picture).blob);
}

void tst_DraftKeeper::whatCannotBeReadIsSaidInItsDraft()
{
    Attachment broken = reading();
    m_keeper->set(m_chat, {.attachments = {broken}}, Keeping::InMemory);
    broken.state = Attachment::State::Failed;
    broken.error = base::Error{.kind = base::ErrorKind::File};
    m_keeper->updateAttachment(broken);
    load(Keeping::InMemory);
    QCOMPARE(m_draft.attachments.constFirst().state, Attachment::State::Failed);
    QVERIFY(m_draft.attachments.constFirst().error);
}

void tst_DraftKeeper::theQueueStaysWhereSomebodyWroteBeforeItCame()
{
    m_keeper->setQueue(m_chat, {{.text = u"waits"_s}}, Keeping::Stored);
    start();

    m_keeper->set(m_chat, {.text = u"quick"_s}, Keeping::Stored);
    m_keeper->learn(m_chat, {.text = u"old"_s, .queue = {{.text = u"waits"_s}}});

    load();
    QCOMPARE(m_draft.text, u"quick"_s);
    QCOMPARE(m_queue.size(), 1);
    start();
    load();
    QCOMPARE(m_draft.text, u"quick"_s);
    QCOMPARE(m_queue.size(), 1);
}

QTEST_GUILESS_MAIN(tst_DraftKeeper)

#include "tst_draftkeeper.moc"
