// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/picturelimits.h"
#include "tests/ui/composer/composerwindow.h"
#include "ui/composer/attachmentchip.h"
#include "ui/composer/composer.h"

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::ui::composer;
using attachments::Attachment;
using attachments::Draft;

namespace {

// A file is read by a process of its own, which a busy machine lets wait.
constexpr int DecodingTimeout = 30'000;

} // namespace

class tst_Composer : public QObject, polylogue::test::ComposerWindow
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT); }
    void init();
    void returnSubmitsAndKeepsTheText();
    void emptyMessageIsNotSent();
    void altReturnSubmitsANote();
    void blockedReasonIsSeenAndHolds();
    void clearedTextComesBackByUndo();
    void putBackComesBeforeWhatIsThere();
    void sendBecomesStopInTheSamePlace();
    void escapeStopsOnlyWhileRunning();
    void attachedImageGetsReadyAndIsSent();
    void sendingWaitsForChips();
    void filesThatFailSayWhyAndHoldSendingUp();
    void foldersAsk();
    void chipsAreReorderedByKeys();
    void chipsAreReorderedByDragging();
    void fittedPicturesOfferTheirOriginal();
    void enterOnAChipAsksForItsPreview();
    void dataOfABrowserIsNamedByItsAddress();
    void chipsObeyTheKeyboard();
    void tabGoesRoundInReadingOrder();
    void pastedPictureBecomesAChip();
    void whatCanBeAttached_data();
    void whatCanBeAttached();
    void growsToAShareOfTheWindowThenScrolls();
    void whatIsToldBesideSendIsWhollyReadable_data();
    void whatIsToldBesideSendIsWhollyReadable();
    void controlsAreNamedAndLargeEnough();

private:
    QPlainTextEdit *edit() const { return m_composer->findChild<QPlainTextEdit *>(u"Message"_s); }
    QPushButton *button(const QString &name) const
    {
        return m_composer->findChild<QPushButton *>(name);
    }
    QString status() const { return m_composer->findChild<QLabel *>(u"ComposerStatus"_s)->text(); }
    QList<AttachmentChip *> chips() const
    {
        QList<AttachmentChip *> visible;
        for (auto *chip : m_composer->findChildren<AttachmentChip *>()) {
            if (!chip->isHidden())
                visible << chip;
        }
        return visible;
    }
    QString imageFile(const QString &name) const
    {
        QImage image(40, 30, QImage::Format_RGB32);
        image.fill(Qt::blue);
        const QString path = m_directory->filePath(name);
        image.save(path);
        return path;
    }
};

void tst_Composer::init()
{
    open();
}

void tst_Composer::returnSubmitsAndKeepsTheText()
{
    QSignalSpy submitted(m_composer, &Composer::submitted);

    QTest::keyClicks(edit(), u"Hello"_s);
    QTest::keyClick(edit(), Qt::Key_Return);

    QCOMPARE(submitted.size(), 1);
    QCOMPARE(submitted.first().first().value<Draft>().text, u"Hello"_s);
    QCOMPARE(m_composer->text(), u"Hello"_s);
}

void tst_Composer::emptyMessageIsNotSent()
{
    QSignalSpy submitted(m_composer, &Composer::submitted);

    QTest::keyClicks(edit(), u"  "_s);
    QTest::keyClick(edit(), Qt::Key_Return);

    QCOMPARE(submitted.size(), 0);
    QVERIFY(!button(u"Send"_s)->isEnabled());
    QVERIFY(!button(u"Send"_s)->accessibleDescription().isEmpty());
}

void tst_Composer::altReturnSubmitsANote()
{
    QSignalSpy noted(m_composer, &Composer::noteSubmitted);

    QTest::keyClicks(edit(), u"Note"_s);
    QTest::keyClick(edit(), Qt::Key_Return, Qt::AltModifier);

    QCOMPARE(noted.size(), 1);
    QCOMPARE(noted.first().first().value<Draft>().text, u"Note"_s);
}

void tst_Composer::blockedReasonIsSeenAndHolds()
{
    QSignalSpy submitted(m_composer, &Composer::submitted);
    m_composer->setBlockedReason(u"No model chosen"_s);

    QTest::keyClicks(edit(), u"Hello"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 0);
    QCOMPARE(status(), u"No model chosen"_s);
    QCOMPARE(button(u"Send"_s)->accessibleDescription(), u"No model chosen"_s);

    m_composer->setBlockedReason({});
    button(u"Send"_s)->click();
    QCOMPARE(submitted.size(), 1);
}

void tst_Composer::clearedTextComesBackByUndo()
{
    QTest::keyClicks(edit(), u"Hello"_s);

    m_composer->clear();
    QCOMPARE(m_composer->text(), QString());
    QTest::keyClick(edit(), Qt::Key_Z, Qt::ControlModifier);

    QCOMPARE(m_composer->text(), u"Hello"_s);
}

void tst_Composer::putBackComesBeforeWhatIsThere()
{
    QTest::keyClicks(edit(), u"new"_s);
    m_composer->attachFiles({imageFile(u"new.png"_s)});
    const Attachment old{.id = attachments::AttachmentId::create(),
                         .state = Attachment::State::Ready,
                         .fileName = u"old.png"_s};

    m_composer->putBack({.text = u"old"_s, .attachments = {old}});

    QCOMPARE(m_composer->text(), u"old\nnew"_s);
    QSignalSpy submitted(m_composer, &Composer::submitted);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Send"_s)->isEnabled(), DecodingTimeout);
    button(u"Send"_s)->click();
    const auto draft = submitted.first().first().value<Draft>();
    QCOMPARE(draft.attachments.size(), 2);
    QCOMPARE(draft.attachments.first().fileName, u"old.png"_s);
}

void tst_Composer::sendBecomesStopInTheSamePlace()
{
    QSignalSpy stopped(m_composer, &Composer::stopRequested);
    QSignalSpy submitted(m_composer, &Composer::submitted);
    QTest::keyClicks(edit(), u"Hello"_s);
    QPushButton *send = button(u"Send"_s);
    QPushButton *stop = button(u"Stop"_s);
    const QRect place(send->mapTo(m_composer, QPoint()), send->size());
    QVERIFY(send->isVisible());
    QVERIFY(!stop->isVisible());

    m_composer->setRunning(true);
    QVERIFY(!send->isVisible());
    QCOMPARE(QRect(stop->mapTo(m_composer, QPoint()), stop->size()), place);
    QTest::keyClicks(edit(), u" more"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 0);
    QCOMPARE(m_composer->queue().constFirst().text, u"Hello more"_s);
    stop->click();
    QCOMPARE(stopped.size(), 1);

    m_composer->setRunning(false);
    QVERIFY(send->isVisible());
}

void tst_Composer::escapeStopsOnlyWhileRunning()
{
    QSignalSpy stopped(m_composer, &Composer::stopRequested);

    QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(stopped.size(), 0);

    m_composer->setRunning(true);
    QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(stopped.size(), 1);
}

void tst_Composer::attachedImageGetsReadyAndIsSent()
{
    QSignalSpy submitted(m_composer, &Composer::submitted);
    m_composer->attachFiles({imageFile(u"seal.png"_s)});
    QCOMPARE(chips().size(), 1);

    QTRY_VERIFY_WITH_TIMEOUT(button(u"Send"_s)->isEnabled(), DecodingTimeout);
    QTest::keyClick(edit(), Qt::Key_Return);

    const auto draft = submitted.first().first().value<Draft>();
    QCOMPARE(draft.attachments.size(), 1);
    QCOMPARE(draft.attachments.first().pixelSize, QSize(40, 30));
    m_composer->clear();
    QCOMPARE(chips().size(), 0);
}

void tst_Composer::sendingWaitsForChips()
{
    QTest::keyClicks(edit(), u"Look"_s);
    m_composer->attachFiles({imageFile(u"seal.png"_s)});

    QVERIFY(!button(u"Send"_s)->isEnabled());
    QCOMPARE(status(), u"Waiting for seal.png"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Send"_s)->isEnabled(), DecodingTimeout);
    QVERIFY(status().startsWith(u"request "_s));
}

void tst_Composer::filesThatFailSayWhyAndHoldSendingUp()
{
    QTest::keyClicks(edit(), u"Look"_s);
    QVERIFY(QDir(m_directory->path()).mkdir(u"empty"_s));
    m_composer->attachFiles({m_directory->filePath(u"empty"_s)});

    QTRY_COMPARE(chips().size(), 1);
    QCOMPARE(chips().first()->accessibleDescription(),
             u"There is nothing in the folder that can be attached"_s);
    QVERIFY(status().endsWith(u"cannot be sent: remove it"_s));
    QVERIFY(!button(u"Send"_s)->isEnabled());

    chips().first()->findChild<QToolButton *>()->click();
    QCOMPARE(chips().size(), 0);
    QVERIFY(button(u"Send"_s)->isEnabled());
}

void tst_Composer::foldersAsk()
{
    QDir folder(m_directory->path());
    QVERIFY(folder.mkpath(u"scans/old"_s));
    imageFile(u"scans/a.png"_s);
    imageFile(u"scans/old/b.png"_s);
    for (const QString &name : {u"scans/c.zip"_s, u"scans/.hidden.png"_s}) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

    m_composer->attachFiles({folder.filePath(u"scans"_s), imageFile(u"alone.png"_s)});

    QCOMPARE(chips().size(), 1); // what is no folder waits for no answer
    QTRY_VERIFY(m_composer->findChild<QMessageBox *>());
    auto *box = m_composer->findChild<QMessageBox *>();
    QCOMPARE(box->text(), u"“scans” holds 2 images."_s);
    QCOMPARE(box->informativeText(), u"1 other file cannot be attached."_s);
    QCOMPARE(box->defaultButton()->text(), u"Attach 2 files"_s);
    box->defaultButton()->click();
    QCOMPARE(chips().size(), 3);
    QCOMPARE(chips().at(1)->attachment().fileName, u"a.png"_s);
}

void tst_Composer::chipsAreReorderedByKeys()
{
    m_composer->attachFiles({imageFile(u"a.png"_s), imageFile(u"b.png"_s), imageFile(u"c.png"_s)});
    AttachmentChip *last = chips().at(2);
    const auto names = [this] {
        QStringList all;
        for (const Attachment &attachment : m_composer->draft().attachments)
            all << attachment.fileName;
        return all.join(u' ');
    };
    QSignalSpy changed(m_composer, &Composer::draftChanged);

    last->setFocus();
    QTest::keyClick(last, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(names(), u"a.png c.png b.png"_s);
    QVERIFY(changed.size() > 0);
    QTest::keyClick(last, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(last, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier); // is at the end
    QCOMPARE(names(), u"c.png a.png b.png"_s);
    QVERIFY(last->x() < chips().at(0)->x() || chips().at(0) == last);
    QTest::keyClick(last, Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(names(), u"a.png c.png b.png"_s);
}

void tst_Composer::chipsAreReorderedByDragging()
{
    m_composer->attachFiles({imageFile(u"a.png"_s), imageFile(u"b.png"_s)});
    AttachmentChip *first = chips().at(0);
    const QPoint start = first->rect().center();
    const QPoint target = first->mapFromGlobal(
        chips().at(1)->mapToGlobal(QPoint(chips().at(1)->width() - 3, start.y())));

    QTest::mousePress(first, Qt::LeftButton, {}, start);
    QMouseEvent move(QEvent::MouseMove, target, first->mapToGlobal(target), Qt::NoButton,
                     Qt::LeftButton, {});
    QCoreApplication::sendEvent(first, &move);
    QTest::mouseRelease(first, Qt::LeftButton, {}, target);

    QCOMPARE(m_composer->draft().attachments.at(0).fileName, u"b.png"_s);
    QCOMPARE(m_composer->draft().attachments.at(1).fileName, u"a.png"_s);
}

void tst_Composer::fittedPicturesOfferTheirOriginal()
{
    m_composer->setPictureLimits({.longestEdge = 100, .bytes = 1'000'000});
    QImage large(400, 200, QImage::Format_RGB32);
    large.fill(Qt::red);
    QVERIFY(large.save(m_directory->filePath(u"large.png"_s)));
    m_composer->attachFiles({m_directory->filePath(u"large.png"_s)});
    AttachmentChip *chip = chips().first();
    QTRY_COMPARE_WITH_TIMEOUT(chip->attachment().state, Attachment::State::Ready, DecodingTimeout);
    const QString fitted = chip->accessibleDescription();
    QVERIFY2(fitted.startsWith(u"100 × 50 · "_s), qPrintable(fitted));
    QVERIFY2(fitted.contains(u"fitted from 400 × 200 · "_s), qPrintable(fitted));
    QVERIFY(fitted.endsWith(u"≈ 1,000 tokens"_s));

    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Space);

    QVERIFY(chip->accessibleDescription().startsWith(u"400 × 200 · "_s));
    QCOMPARE(m_composer->draft().attachments.first().pixelSize, QSize(400, 200));
    QTest::keyClick(chip, Qt::Key_Space);
    QCOMPARE(chip->accessibleDescription(), fitted);

    m_composer->setPictureLimits({.longestEdge = 200, .bytes = 1'000'000}); // another model
    QCOMPARE(status(), u"Waiting for large.png"_s);
    QTRY_VERIFY_WITH_TIMEOUT(chip->accessibleDescription().startsWith(u"200 × 100 · "_s),
                             DecodingTimeout);
}

void tst_Composer::enterOnAChipAsksForItsPreview()
{
    QSignalSpy preview(m_composer, &Composer::previewRequested);
    QSignalSpy submitted(m_composer, &Composer::submitted);
    m_composer->attachFiles({imageFile(u"a.png"_s)});
    AttachmentChip *chip = chips().first();
    chip->setFocus();

    QTest::keyClick(chip, Qt::Key_Return);
    QCOMPARE(preview.size(), 0); // there is nothing to see yet
    QTRY_COMPARE_WITH_TIMEOUT(chip->attachment().state, Attachment::State::Ready, DecodingTimeout);
    QTest::keyClick(chip, Qt::Key_Return);

    QCOMPARE(preview.size(), 1);
    QCOMPARE(preview.first().first().value<attachments::AttachmentId>(), chip->attachment().id);
    QCOMPARE(submitted.size(), 0);
}

void tst_Composer::chipsObeyTheKeyboard()
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_composer->attachFiles({imageFile(u"a.png"_s), imageFile(u"b.png"_s), imageFile(u"c.png"_s)});
    const QList<AttachmentChip *> before = chips();
    QCOMPARE(before.size(), 3);

    before.at(0)->setFocus();
    QTest::keyClick(before.at(0), Qt::Key_Right);
    QVERIFY(before.at(1)->hasFocus());
    QTest::keyClick(before.at(1), Qt::Key_Delete);
    QVERIFY(before.at(2)->hasFocus());
    QTest::keyClick(before.at(2), Qt::Key_Left);
    QVERIFY(before.at(0)->hasFocus());
    QTest::keyClick(before.at(0), Qt::Key_Delete);
    QTest::keyClick(before.at(2), Qt::Key_Delete);

    QCOMPARE(chips().size(), 0);
    QVERIFY(edit()->hasFocus());
}

void tst_Composer::tabGoesRoundInReadingOrder()
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_composer->attachFiles({imageFile(u"a.png"_s), imageFile(u"b.png"_s)});
    m_composer->setText(u"Hello"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Send"_s)->isEnabled(), DecodingTimeout);
    m_composer->focusText();

    const QList<AttachmentChip *> all = chips();
    for (QWidget *next :
         {static_cast<QWidget *>(all.at(0)), static_cast<QWidget *>(all.at(1)),
          static_cast<QWidget *>(button(u"Attach"_s)), static_cast<QWidget *>(button(u"Send"_s))}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), next);
    }
    QCOMPARE(m_composer->text(), u"Hello"_s);
}

void tst_Composer::pastedPictureBecomesAChip()
{
    QImage image(8, 8, QImage::Format_RGB32);
    image.fill(Qt::red);
    QMimeData picture;
    picture.setImageData(image);
    QMimeData bytes;
    QBuffer buffer;
    image.save(&buffer, "JPG");
    bytes.setData(u"image/jpeg"_s, buffer.data());

    m_composer->attach(&picture);
    m_composer->attach(&bytes);

    QCOMPARE(chips().size(), 2);
    QCOMPARE(chips().at(0)->attachment().fileName, u"Pasted 1.png"_s);
    QCOMPARE(chips().at(1)->attachment().fileName, u"Pasted 2.jpg"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chips().at(1)->attachment().state, Attachment::State::Ready,
                              DecodingTimeout);
    QCOMPARE(chips().at(1)->attachment().blob.size, buffer.data().size());
}

void tst_Composer::dataOfABrowserIsNamedByItsAddress()
{
    QBuffer buffer;
    QImage(8, 8, QImage::Format_RGB32).save(&buffer, "JPG");
    QMimeData dragged;
    dragged.setUrls({QUrl(u"https://example.org/photos/harbour.webp?size=2"_s)});
    dragged.setText(u"https://example.org/photos/harbour.webp?size=2"_s);
    dragged.setData(u"image/jpeg"_s, buffer.data());

    m_composer->attach(&dragged);

    QCOMPARE(chips().size(), 1);
    QCOMPARE(chips().first()->attachment().fileName, u"harbour.jpg"_s);
}

void tst_Composer::whatCanBeAttached_data()
{
    QTest::addColumn<QString>("mediaType");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<bool>("can");
    QTest::newRow("local file") << u"text/uri-list"_s << "file:///tmp/a.pdf"_ba << true;
    QTest::newRow("web address") << u"text/uri-list"_s << "https://example.org/a.png"_ba << false;
    QTest::newRow("PNG") << u"image/png"_s << "\x89PNG"_ba << true;
    QTest::newRow("message") << u"message/rfc822"_s << "From: a\n"_ba << true;
    QTest::newRow("PDF") << u"application/pdf"_s << "%PDF-1.7"_ba << true;
    QTest::newRow("text") << u"text/plain"_s << "hello"_ba << false;
    QTest::newRow("HTML") << u"text/html"_s << "<b>hello</b>"_ba << false;
}

void tst_Composer::whatCanBeAttached()
{
    QFETCH(QString, mediaType);
    QFETCH(QByteArray, data);
    QFETCH(bool, can);
    QMimeData mime;
    mime.setData(mediaType, data);

    QCOMPARE(Composer::canAttach(&mime), can);
}

void tst_Composer::growsToAShareOfTheWindowThenScrolls()
{
    QSignalSpy changed(m_composer, &Composer::heightChanged);
    const int small = m_composer->sizeHint().height();

    m_composer->setText(u"line\n"_s.repeated(6));
    const int larger = m_composer->sizeHint().height();
    QCOMPARE_GT(larger, small);
    QVERIFY(!changed.isEmpty());

    m_composer->setText(u"line\n"_s.repeated(200));
    const int largest = m_composer->sizeHint().height();
    QCOMPARE_GT(largest, larger);
    QCOMPARE_LE(largest, 600 * 40 / 100);

    m_composer->clear();
    QCOMPARE(m_composer->sizeHint().height(), small);
}

void tst_Composer::whatIsToldBesideSendIsWhollyReadable_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {1200, 800, 580, 480})
        QTest::addRow("%d pixels", width) << width;
}

void tst_Composer::whatIsToldBesideSendIsWhollyReadable()
{
    QFETCH(int, width);
    m_composer->setContextUse({.messages = 12'345, .limit = 128'000});
    m_composer->setBlockedReason(
        u"A_name_without_any_blank_in_it does not go to this model: choose "
        "another model, or remove the file"_s);
    m_composer->resize(width, m_composer->sizeHint().height());
    m_composer->resize(width, m_composer->sizeHint().height());
    m_composer->layout()->activate();

    const auto *label = m_composer->findChild<QLabel *>(u"ComposerStatus"_s);
    QCOMPARE_GE(label->height(), label->heightForWidth(label->width()));
    QRect longest;
    for (const QString &word : label->text().split(u' '))
        longest |= label->fontMetrics().boundingRect(word);
    QCOMPARE_GE(label->width(), longest.width());
    QVERIFY(!label->geometry().intersects(button(u"Send"_s)->parentWidget()->geometry()));
}

void tst_Composer::controlsAreNamedAndLargeEnough()
{
    QCOMPARE(edit()->accessibleName(), u"Message"_s);
    for (const QString &name : {u"Send"_s, u"Stop"_s, u"Attach"_s}) {
        QCOMPARE(button(name)->accessibleName(), name);
        QCOMPARE_GE(button(name)->sizeHint().height(), 32);
    }
    m_composer->attachFiles({imageFile(u"a.png"_s)});
    auto *remove = chips().first()->findChild<QToolButton *>();
    QCOMPARE(remove->accessibleName(), u"Remove a.png"_s);
    QVERIFY(remove->width() >= 24 && remove->height() >= 24);
    QCOMPARE(chips().first()->accessibleName(), u"Attachment a.png"_s);
}

QTEST_MAIN(tst_Composer)
#include "tst_composer.moc"
