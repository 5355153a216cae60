// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/messageedit.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QImage>
#include <QInputMethodEvent>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using polylogue::app::settings::SendKey;
using polylogue::ui::composer::MessageEdit;

class tst_MessageEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void onlyTheChosenReturnSends_data();
    void onlyTheChosenReturnSends();
    void altReturnIsANote();
    void heldReturnSendsOnce();
    void inputMethodKeepsItsKeys_data();
    void inputMethodKeepsItsKeys();
    void returnThatEndsACompositionDoesNotSend();
    void undoBringsReplacedTextBack();
    void upRecallsOnlyInEmptyText();
    void pasteIsPlainText();
    void pictureIsAttachedOnlyWithoutText();
    void pictureOfABrowserIsAttachedThoughItsAddressIsText();
    void droppedFileIsAttached();
    void copyOffersPlainTextOnly();
    void textGrowsTheHeight();

private:
    void compose(const QString &preedit, const QString &commit = {});
    std::unique_ptr<MessageEdit> m_edit;
};

void tst_MessageEdit::init()
{
    m_edit = std::make_unique<MessageEdit>();
    m_edit->resize(300, 200);
    m_edit->show();
}

void tst_MessageEdit::compose(const QString &preedit, const QString &commit)
{
    QInputMethodEvent event(preedit, {});
    event.setCommitString(commit);
    QApplication::sendEvent(m_edit.get(), &event);
}

void tst_MessageEdit::onlyTheChosenReturnSends_data()
{
    QTest::addColumn<SendKey>("sendKey");
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<bool>("sends");
    using M = Qt::KeyboardModifiers;
    QTest::newRow("Enter") << SendKey::Enter << Qt::Key_Return << M() << true;
    QTest::newRow("Enter of the keypad")
        << SendKey::Enter << Qt::Key_Enter << M(Qt::KeypadModifier) << true;
    QTest::newRow("Shift is a new line")
        << SendKey::Enter << Qt::Key_Return << M(Qt::ShiftModifier) << false;
    QTest::newRow("Ctrl is a new line")
        << SendKey::Enter << Qt::Key_Return << M(Qt::ControlModifier) << false;
    QTest::newRow("Ctrl sends") << SendKey::CtrlEnter << Qt::Key_Return << M(Qt::ControlModifier)
                                << true;
    QTest::newRow("then Enter is a new line")
        << SendKey::CtrlEnter << Qt::Key_Return << M() << false;
    QTest::newRow("Shift sends") << SendKey::ShiftEnter << Qt::Key_Return << M(Qt::ShiftModifier)
                                 << true;
    QTest::newRow("then Ctrl+Shift is a new line")
        << SendKey::ShiftEnter << Qt::Key_Return << M(Qt::ShiftModifier | Qt::ControlModifier)
        << false;
}

void tst_MessageEdit::onlyTheChosenReturnSends()
{
    QFETCH(SendKey, sendKey);
    QFETCH(Qt::Key, key);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(bool, sends);
    QSignalSpy sent(m_edit.get(), &MessageEdit::sendPressed);
    m_edit->setSendKey(sendKey);

    QTest::keyClicks(m_edit.get(), u"a"_s);
    QTest::keyClick(m_edit.get(), key, modifiers);
    QTest::keyClicks(m_edit.get(), u"b"_s);

    QCOMPARE(sent.size(), sends ? 1 : 0);
    QCOMPARE(m_edit->toPlainText(), sends ? u"ab"_s : u"a\nb"_s);
}

void tst_MessageEdit::altReturnIsANote()
{
    QSignalSpy sent(m_edit.get(), &MessageEdit::sendPressed);
    QSignalSpy noted(m_edit.get(), &MessageEdit::notePressed);

    QTest::keyClick(m_edit.get(), Qt::Key_Return, Qt::AltModifier);

    QCOMPARE(noted.size(), 1);
    QCOMPARE(sent.size(), 0);
}

void tst_MessageEdit::heldReturnSendsOnce()
{
    QSignalSpy sent(m_edit.get(), &MessageEdit::sendPressed);
    QTest::keyPress(m_edit.get(), Qt::Key_Return);
    for (int i = 0; i < 3; ++i) {
        QKeyEvent repeated(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
        QApplication::sendEvent(m_edit.get(), &repeated);
    }

    QCOMPARE(sent.size(), 1);
    QCOMPARE(m_edit->toPlainText(), QString());
}

void tst_MessageEdit::inputMethodKeepsItsKeys_data()
{
    QTest::addColumn<Qt::Key>("key");
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape, Qt::Key_Up,
                              Qt::Key_Down, Qt::Key_Left, Qt::Key_Right})
        QTest::addRow("%x", static_cast<unsigned>(key)) << key;
}

void tst_MessageEdit::inputMethodKeepsItsKeys()
{
    QFETCH(Qt::Key, key);
    QSignalSpy sent(m_edit.get(), &MessageEdit::sendPressed);
    QSignalSpy recalled(m_edit.get(), &MessageEdit::upPressedInEmptyText);
    compose(u"にほ"_s);

    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier);
    QApplication::sendEvent(m_edit.get(), &press);

    QCOMPARE(sent.size(), 0);
    QCOMPARE(recalled.size(), 0);
    QVERIFY(press.isAccepted()); // or Escape would stop an answer
    QCOMPARE(m_edit->toPlainText(), QString());
}

void tst_MessageEdit::returnThatEndsACompositionDoesNotSend()
{
    QSignalSpy sent(m_edit.get(), &MessageEdit::sendPressed);
    compose(u"にほん"_s);
    compose({}, u"日本"_s);

    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QCOMPARE(sent.size(), 0);
    QCOMPARE(m_edit->toPlainText(), u"日本"_s);

    QTest::keyClick(m_edit.get(), Qt::Key_Return);
    QCOMPARE(sent.size(), 1);
}

void tst_MessageEdit::undoBringsReplacedTextBack()
{
    QTest::keyClicks(m_edit.get(), u"hello"_s);

    m_edit->replaceText({});
    QCOMPARE(m_edit->toPlainText(), QString());
    QTest::keyClick(m_edit.get(), Qt::Key_Z, Qt::ControlModifier);

    QCOMPARE(m_edit->toPlainText(), u"hello"_s);
}

void tst_MessageEdit::upRecallsOnlyInEmptyText()
{
    QSignalSpy recalled(m_edit.get(), &MessageEdit::upPressedInEmptyText);

    QTest::keyClick(m_edit.get(), Qt::Key_Up);
    QTest::keyClicks(m_edit.get(), u"a"_s);
    QTest::keyClick(m_edit.get(), Qt::Key_Up);

    QCOMPARE(recalled.size(), 1);
}

void tst_MessageEdit::pasteIsPlainText()
{
    auto *mime = new QMimeData;
    mime->setHtml(u"<b>bold</b><img src='file:///etc/hostname'>"_s);
    mime->setText(u"bold"_s);
    QApplication::clipboard()->setMimeData(mime);

    QTest::keyClick(m_edit.get(), Qt::Key_V, Qt::ControlModifier);

    QCOMPARE(m_edit->toPlainText(), u"bold"_s);
}

void tst_MessageEdit::pictureIsAttachedOnlyWithoutText()
{
    QSignalSpy received(m_edit.get(), &MessageEdit::attachablesReceived);
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::red);

    QApplication::clipboard()->setImage(image);
    QTest::keyClick(m_edit.get(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(received.size(), 1);

    auto *cells = new QMimeData; // as a spreadsheet offers them
    cells->setImageData(image);
    cells->setText(u"1\t2"_s);
    QApplication::clipboard()->setMimeData(cells);
    QTest::keyClick(m_edit.get(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(received.size(), 1);
    QCOMPARE(m_edit->toPlainText(), u"1\t2"_s);

    m_edit->setOfficePaste(polylogue::app::settings::OfficePaste::Picture);
    QTest::keyClick(m_edit.get(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(received.size(), 2);
    QTest::keyClick(m_edit.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_edit->toPlainText(), u"1\t21\t2"_s);

    m_edit->setOfficePaste(polylogue::app::settings::OfficePaste::Ask);
    QTest::keyClick(m_edit.get(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(received.size(), 2);
    auto *menu = m_edit->findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 2);
    menu->actions().at(1)->trigger();
    QCOMPARE(received.size(), 3);
    menu->actions().at(0)->trigger();
    QCOMPARE(m_edit->toPlainText(), u"1\t21\t21\t2"_s);
}

void tst_MessageEdit::pictureOfABrowserIsAttachedThoughItsAddressIsText()
{
    QSignalSpy received(m_edit.get(), &MessageEdit::attachablesReceived);
    auto *picture = new QMimeData;
    picture->setUrls({QUrl(u"https://example.org/a.png"_s)});
    picture->setText(u"https://example.org/a.png"_s);
    picture->setImageData(QImage(4, 4, QImage::Format_RGB32));
    QApplication::clipboard()->setMimeData(picture);

    QTest::keyClick(m_edit.get(), Qt::Key_V, Qt::ControlModifier);

    QCOMPARE(received.size(), 1);
    QCOMPARE(m_edit->toPlainText(), QString());
}

void tst_MessageEdit::droppedFileIsAttached()
{
    QSignalSpy received(m_edit.get(), &MessageEdit::attachablesReceived);
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(u"/tmp/a.png"_s)});
    mime.setText(u"/tmp/a.png"_s);

    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_edit->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({5, 5}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_edit->viewport(), &drop);

    QCOMPARE(received.size(), 1);
    QCOMPARE(m_edit->toPlainText(), QString());
}

void tst_MessageEdit::copyOffersPlainTextOnly()
{
    QTest::keyClicks(m_edit.get(), u"hello"_s);
    m_edit->selectAll();

    QTest::keyClick(m_edit.get(), Qt::Key_C, Qt::ControlModifier);

    QCOMPARE(QApplication::clipboard()->text(), u"hello"_s);
    QVERIFY(!QApplication::clipboard()->mimeData()->hasHtml());
}

void tst_MessageEdit::textGrowsTheHeight()
{
    const int empty = m_edit->heightOfText();
    m_edit->replaceText(u"one\ntwo\nthree"_s);
    const int three = m_edit->heightOfText();
    m_edit->replaceText(u"long "_s.repeated(40));

    QCOMPARE_GE(three, 3 * empty - 3);
    QCOMPARE_GT(m_edit->heightOfText(), 2 * empty); // wrapped
}

QTEST_MAIN(tst_MessageEdit)
#include "tst_messageedit.moc"
