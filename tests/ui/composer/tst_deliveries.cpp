// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What chips say of how a file goes to the model, and what can be done about it there.

#include "app/attachments/documents.h"
#include "app/store/blobstore.h"
#include "tests/app/attachments/samplefiles.h"
#include "ui/composer/attachmentchip.h"
#include "ui/composer/composer.h"
#include "ui/composer/deliverymenu.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::ui;
using namespace polylogue::app;
using attachments::Attachment;
using attachments::Intake;
using composer::AttachmentChip;
using composer::Composer;
using conversation::Rung;

class tst_Deliveries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void chipsFollowTheModel();
    void aScanIsWarnedOfAndOfferedAsPageImages();
    void whatIsChosenGoesWithTheMessage();
    void whatWasRefusedCanBeTriedOnceMore();
    void aProtectedDocumentOpensWithItsPassword();
    void theSizeOfTheRequestIsToldAndWarnedOf();

private:
    Attachment attached(const QByteArray &bytes, const QString &mediaType, const QString &name,
                        int pages = 0, std::optional<bool> hasText = {});
    AttachmentChip *chip() const { return m_composer->findChild<AttachmentChip *>(); }
    QString told() const { return chip()->accessibleDescription(); }
    QPushButton *send() const { return m_composer->findChild<QPushButton *>(u"Send"_s); }
    QString status() const { return m_composer->findChild<QLabel *>(u"ComposerStatus"_s)->text(); }
    void choose(const QString &entry);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::BlobStore> m_blobs;
    std::unique_ptr<attachments::Documents> m_documents;
    std::unique_ptr<attachments::AttachmentLoader> m_loader;
    std::unique_ptr<theme::Theme> m_theme;
    std::unique_ptr<Composer> m_composer;
    Intake m_intake;
};

void tst_Deliveries::initTestCase()
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
}

void tst_Deliveries::init()
{
    m_intake = {};
    m_directory = std::make_unique<QTemporaryDir>();
    m_blobs = std::make_unique<store::BlobStore>(m_directory->path() + u"/blobs"_s);
    m_documents =
        std::make_unique<attachments::Documents>(*m_blobs, m_directory->path() + u"/made"_s);
    m_loader = std::make_unique<attachments::AttachmentLoader>(*m_blobs);
    m_loader->setDocuments(m_documents.get());
    m_theme = std::make_unique<theme::Theme>(settings::ThemeMode::Light);
    m_composer = std::make_unique<Composer>(*m_theme, *m_loader);
    m_composer->show();
}

void tst_Deliveries::cleanup()
{
    m_composer.reset();
    m_loader.reset();
    m_documents.reset();
}

Attachment tst_Deliveries::attached(const QByteArray &bytes, const QString &mediaType,
                                    const QString &name, int pages, std::optional<bool> hasText)
{
    const Attachment attachment{.id = attachments::AttachmentId::create(),
                                .state = Attachment::State::Ready,
                                .fileName = name,
                                .blob = m_blobs->put(bytes, mediaType).value_or({}),
                                .pageCount = pages,
                                .hasText = hasText};
    m_composer->setDraft({.text = u"Read"_s, .attachments = {attachment}});
    // The chip before it goes later, and would be found first.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return attachment;
}

//! Chooses \a entry in the chip's menus, as the keyboard would.
void tst_Deliveries::choose(const QString &entry)
{
    QMenu menu;
    composer::addDeliveryChoices(menu, chip()->attachment(), m_intake, chip(),
                                 [this](const conversation::DeliveryChoice &choice) {
                                     Q_EMIT chip()->deliveryChosen(choice);
                                 });
    QStringList entries;
    for (const QAction *action : menu.findChildren<QAction *>())
        entries += action->text();
    for (QAction *action : menu.findChildren<QAction *>()) {
        if (action->text() == entry) {
            action->trigger();
            return;
        }
    }
    QFAIL(qPrintable(entries.join(u'|')));
}

void tst_Deliveries::chipsFollowTheModel()
{
    attached(textPdf({u"One hundred"_s, u"Two"_s}), u"application/pdf"_s, u"report.pdf"_s, 2, true);
    QVERIFY2(told().contains("native"_L1), qPrintable(told()));

    m_composer->setIntake({.images = true, .documents = false});
    QVERIFY2(told().contains(u"2 page images · this model takes no PDF files"_s),
             qPrintable(told()));

    m_composer->setIntake({.images = false, .documents = false});
    QTRY_VERIFY2(told().contains("text, 14 characters"_L1), qPrintable(told()));
    QVERIFY(send()->isEnabled());

    attached(quartersImage({8, 8}, "png"), u"image/png"_s, u"seal.png"_s);
    QVERIFY2(told().contains("refused: this model takes no images"_L1), qPrintable(told()));
    QVERIFY(!send()->isEnabled());
    QVERIFY2(status().contains("seal.png"_L1), qPrintable(status()));

    m_composer->setIntake({.images = true});
    QVERIFY(!told().contains("refused"_L1));
    QVERIFY(send()->isEnabled());
    QCOMPARE(m_composer->draft().attachments.size(), 1); // never thrown away
}

void tst_Deliveries::aScanIsWarnedOfAndOfferedAsPageImages()
{
    attached(scanPdf(), u"application/pdf"_s, u"scan.pdf"_s, 1, false);
    QVERIFY2(told().contains("this model may see blank pages"_L1), qPrintable(told()));
    QVERIFY(send()->isEnabled());

    auto *offer = chip()->findChild<QPushButton *>();
    QVERIFY(offer->isVisible());
    offer->click();

    QVERIFY2(told().contains("1 page image"_L1), qPrintable(told()));
    QVERIFY(!told().contains("blank"_L1));
    QVERIFY(offer->isHidden());
    QCOMPARE(m_composer->draft().attachments.constFirst().delivery.rung, Rung::PageImages);
}

void tst_Deliveries::whatIsChosenGoesWithTheMessage()
{
    attached(textPdf({u"One"_s, u"Two"_s}), u"application/pdf"_s, u"report.pdf"_s, 2, true);
    QSignalSpy changed(m_composer.get(), &Composer::draftChanged);

    choose(u"As text"_s);
    choose(u"This turn only"_s);

    QVERIFY(!changed.isEmpty());
    QVERIFY2(told().contains("in this turn only"_L1), qPrintable(told()));
    const auto delivery = m_composer->draft().attachments.constFirst().delivery;
    QCOMPARE(delivery.rung, Rung::Text);
    QCOMPARE(delivery.turns, 1);
    choose(u"What the model takes best"_s);
    QVERIFY(!m_composer->draft().attachments.constFirst().delivery.rung);
}

void tst_Deliveries::whatWasRefusedCanBeTriedOnceMore()
{
    m_intake = {.hasRefusedDocuments = true};
    m_composer->setIntake(m_intake);
    attached(textPdf({u"One"_s}), u"application/pdf"_s, u"report.pdf"_s, 1, true);
    QVERIFY2(told().contains("the server refused a better form"_L1), qPrintable(told()));
    QSignalSpy doubted(m_composer.get(), &Composer::refusalDoubted);

    choose(u"As the file: it was refused before"_s);

    QCOMPARE(doubted.size(), 1);
    QCOMPARE(doubted.constFirst().constFirst().toBool(), false);
}

void tst_Deliveries::aProtectedDocumentOpensWithItsPassword()
{
    m_composer->attachData(encryptedPdf("secret"), u"locked.pdf"_s);
    QTRY_VERIFY_WITH_TIMEOUT(chip()->needsPassword(), 20'000);
    QVERIFY2(status().contains("needs its password"_L1), qPrintable(status()));
    QSignalSpy changed(m_loader.get(), &attachments::AttachmentLoader::changed);

    m_loader->unlock(chip()->attachment(), u"wrong"_s);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 20'000);
    QCOMPARE(chip()->attachment().error->type, u"wrong_password"_s);
    m_loader->unlock(chip()->attachment(), u"secret"_s);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, 20'000);

    QCOMPARE(int(chip()->attachment().state), int(Attachment::State::Ready));
    QVERIFY(chip()->attachment().isEncrypted);
    QVERIFY2(told().contains(u"1 page image · protected by a password"_s), qPrintable(told()));
    QCOMPARE(m_documents->password(chip()->attachment().blob.sha256), u"secret"_s);
    QVERIFY(!QDir(m_directory->path() + u"/made"_s).exists());
}

void tst_Deliveries::theSizeOfTheRequestIsToldAndWarnedOf()
{
    attached(QByteArray(600'000, 'x'), u"image/png"_s, u"large.png"_s);
    QCOMPARE(m_composer->filesWeight().bytes, 800'000);
    m_composer->setContextUse({.bytes = 1'000'000, .byteLimit = 2'000'000});
    QVERIFY2(status().contains("request 1.0 MB of 2.0 MB"_L1), qPrintable(status()));

    m_composer->setContextUse({.bytes = 2'300'000, .byteLimit = 2'000'000});
    QVERIFY2(status().contains("more than the 2.0 MB that this server takes"_L1),
             qPrintable(status()));
    QVERIFY(send()->isEnabled());
}

QTEST_MAIN(tst_Deliveries)

#include "tst_deliveries.moc"
