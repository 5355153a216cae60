// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "../markdown/sampledocument.h"
#include "messages.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;
using polylogue::test::answer;
using polylogue::test::ownMessage;

class tst_TranscriptView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void opensAtItsEnd();
    void followsWhatComesIn();
    void aReaderIsNotMoved();
    void theFirstDeltaIsShownAtOnce();
    void movedPixelsAreThoseOfARepaint();
    void theJumpButtonLeadsToTheEnd();
    void aNewQuestionIsHeldNearTheTop();
    void marksAndCopiesWithTheMouse();
    void selectAllCopiesEverything();
    void linksAreReportedNotOpened();
    void theErrorCardsButtonAsks();
    void keysReachWhatTheMouseReaches();
    void isAListOfMessagesForScreenReaders();
    void announcesWordsNeverTokens();
    void survivesItsConversation();

private:
    QAccessibleInterface *accessible()
    {
        return QAccessible::queryAccessibleInterface(m_view.get());
    }

    theme::Theme m_theme{polylogue::app::settings::ThemeMode::Light};
    std::unique_ptr<Conversation> m_conversation;
    std::unique_ptr<TranscriptView> m_view;
};

void tst_TranscriptView::init()
{
    m_conversation = std::make_unique<Conversation>();
    m_view = std::make_unique<TranscriptView>(m_theme);
    m_view->resize(900, 600);
    m_view->setConversation(m_conversation.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void tst_TranscriptView::cleanup()
{
    m_view.reset();
    m_conversation.reset();
}

void tst_TranscriptView::opensAtItsEnd()
{
    for (int index = 0; index < 20; ++index)
        m_conversation->append(answer(polylogue::test::sampleDocument(800)));
    TranscriptView view(m_theme);
    view.resize(900, 600);
    view.setConversation(m_conversation.get());
    view.show();
    QTRY_VERIFY(view.verticalScrollBar()->maximum() > 1'000);
    QVERIFY(view.isAtEnd());
    QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
}

void tst_TranscriptView::followsWhatComesIn()
{
    Message running = answer({});
    running.state = MessageState::Streaming;
    const MessageId id = m_conversation->append(running);
    for (const QString &piece : polylogue::test::piecesOf(polylogue::test::sampleDocument(5'000))) {
        MessageDelta delta;
        delta.text = piece;
        m_conversation->append(id, delta);
    }
    QTRY_VERIFY(m_view->verticalScrollBar()->maximum() > 600);
    QVERIFY(m_view->isAtEnd());
}

void tst_TranscriptView::aReaderIsNotMoved()
{
    for (int index = 0; index < 10; ++index)
        m_conversation->append(answer(polylogue::test::sampleDocument(800)));
    QTRY_VERIFY(m_view->verticalScrollBar()->maximum() > 1'000);
    QSignalSpy atEnd(m_view.get(), &TranscriptView::atEndChanged);
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QCOMPARE(atEnd.size(), 1);
    QCOMPARE(atEnd.first().first().toBool(), false);
    const int value = m_view->verticalScrollBar()->value();
    m_conversation->append(answer(polylogue::test::sampleDocument(800)));
    QTest::qWait(60);
    QCOMPARE(m_view->verticalScrollBar()->value(), value);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QVERIFY(m_view->isAtEnd());
}

void tst_TranscriptView::theFirstDeltaIsShownAtOnce()
{
    Message running = answer({});
    running.state = MessageState::Streaming;
    const MessageId id = m_conversation->append(running);
    QTest::qWait(250); // quiet, on a busy machine too
    MessageDelta delta;
    delta.text = u"Hello"_s;
    m_conversation->append(id, delta);
    m_view->selectAll(); // no event loop in between
    QCOMPARE(m_view->selectedText(), u"Hello"_s);
}

void tst_TranscriptView::movedPixelsAreThoseOfARepaint()
{
    const auto screenshot = [this] {
        return m_view->screen()->grabWindow(m_view->winId()).toImage();
    };
    // On a busy machine a frame may come late: what counts is the picture that stays.
    const auto lastingScreenshot = [&screenshot] {
        QImage picture = screenshot();
        for (int quiet = 0; quiet < 8; ++quiet) {
            QTest::qWait(25);
            const QImage next = screenshot();
            if (next != picture)
                quiet = -1;
            picture = next;
        }
        return picture;
    };
    // The first frame with all the fonts takes so long that the next one would wait for a while.
    m_conversation->append(answer(polylogue::test::sampleDocument(4'000)));
    (void)lastingScreenshot();
    m_conversation->append(ownMessage(u"Question"_s));
    Message running = answer({});
    running.state = MessageState::Streaming;
    const MessageId id = m_conversation->append(running);
    QTest::qWait(20);
    if (screenshot().isNull())
        QSKIP("This platform shows no window contents");
    int pieces = 0;
    for (const QString &piece : polylogue::test::piecesOf(polylogue::test::sampleDocument(4'000))) {
        MessageDelta delta;
        delta.text = piece;
        m_conversation->append(id, delta);
        if (++pieces % 4 == 0)
            QTest::qWait(14);
        if (pieces % 80 == 0)
            QTest::keyClick(m_view.get(), pieces % 160 == 0 ? Qt::Key_End : Qt::Key_Up);
        if (pieces % 32 != 0)
            continue;
        const QImage moved = lastingScreenshot();
        m_view->viewport()->repaint();
        QVERIFY2(moved == lastingScreenshot(), qPrintable(u"after %1 pieces"_s.arg(pieces)));
    }
}

void tst_TranscriptView::theJumpButtonLeadsToTheEnd()
{
    auto *button = m_view->findChild<QToolButton *>();
    QVERIFY(button);
    QCOMPARE(button->accessibleName(), u"Jump to latest"_s);
    QVERIFY(!button->isVisible());
    for (int index = 0; index < 10; ++index)
        m_conversation->append(answer(polylogue::test::sampleDocument(800)));
    QTRY_VERIFY(m_view->verticalScrollBar()->maximum() > 1'000);
    m_view->verticalScrollBar()->setValue(100);
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(m_view->isAtEnd());
    QVERIFY(!button->isVisible());
}

void tst_TranscriptView::aNewQuestionIsHeldNearTheTop()
{
    for (int index = 0; index < 6; ++index)
        m_conversation->append(answer(polylogue::test::sampleDocument(800)));
    m_conversation->append(ownMessage(u"Next question"_s));
    Message running = answer({});
    running.state = MessageState::Streaming;
    const MessageId id = m_conversation->append(running);
    m_view->showNewestQuestion();
    const int value = m_view->verticalScrollBar()->value();
    for (const QString &piece : polylogue::test::piecesOf(polylogue::test::sampleDocument(6'000))) {
        MessageDelta delta;
        delta.text = piece;
        m_conversation->append(id, delta);
    }
    QTRY_VERIFY(m_view->verticalScrollBar()->maximum() > value + 300);
    QCOMPARE(m_view->verticalScrollBar()->value(), value);
    QVERIFY(!m_view->isAtEnd());
}

void tst_TranscriptView::marksAndCopiesWithTheMouse()
{
    m_conversation->append(answer(u"Alpha beta gamma"_s));
    QTest::qWait(40);
    QAccessibleInterface *item = accessible()->child(0);
    const QRect word = item->textInterface()->characterRect(7);
    const QPoint at = m_view->viewport()->mapFromGlobal(word.center());
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(m_view->selectedText(), u"beta"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at); // the third click
    QCOMPARE(m_view->selectedText(), u"Alpha beta gamma"_s);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Alpha beta gamma"_s);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QVERIFY(!m_view->hasSelection());
}

void tst_TranscriptView::selectAllCopiesEverything()
{
    m_conversation->append(ownMessage(u"Question"_s));
    m_conversation->append(answer(u"An **answer**"_s));
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    m_view->copySelection();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Question\n\nAn answer"_s);
}

void tst_TranscriptView::linksAreReportedNotOpened()
{
    m_conversation->append(answer(u"[the page](https://example.org/a)"_s));
    QTest::qWait(40);
    QSignalSpy activated(m_view.get(), &TranscriptView::linkActivated);
    const QRect area = accessible()->child(0)->textInterface()->characterRect(2);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {},
                      m_view->viewport()->mapFromGlobal(area.center()));
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().at(0).toUrl(), QUrl(u"https://example.org/a"_s));
    QCOMPARE(activated.first().at(1).toString(), u"the page"_s);
}

void tst_TranscriptView::theErrorCardsButtonAsks()
{
    Message failed = answer({});
    failed.content.clear();
    failed.state = MessageState::Failed;
    failed.error = polylogue::app::base::Error{};
    failed.error->kind = polylogue::app::base::ErrorKind::Unauthorized;
    failed.error->httpStatus = 401;
    const MessageId id = m_conversation->append(failed);
    QTest::qWait(40);
    QSignalSpy asked(m_view.get(), &TranscriptView::errorActionRequested);
    QAccessibleActionInterface *actions = accessible()->child(0)->actionInterface();
    const text::ErrorText words = text::errorText(*failed.error, failed.model);
    QVERIFY(actions->actionNames().contains(text::actionText(words.actions.first())));
    actions->doAction(text::actionText(words.actions.first()));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).value<MessageId>(), id);
    QCOMPARE(asked.first().at(1).value<text::ErrorAction>(), words.actions.first());
    QVERIFY(accessible()->child(0)->text(QAccessible::Value).contains(words.title));
}

void tst_TranscriptView::keysReachWhatTheMouseReaches()
{
    m_conversation->append(ownMessage(u"Question"_s));
    const MessageId id = m_conversation->append(answer(u"Answer"_s));
    QTest::qWait(40);
    m_view->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(m_view->hasFocus());
    QSignalSpy asked(m_view.get(), &TranscriptView::messageActionRequested);
    QTest::keyClick(m_view.get(), Qt::Key_Tab); // Copy
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Answer"_s);
    QTest::keyClick(m_view.get(), Qt::Key_Tab); // Edit
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QTest::keyClick(m_view.get(), Qt::Key_Tab); // Regenerate
    QTest::keyClick(m_view.get(), Qt::Key_Space);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked.at(0).at(0).value<MessageId>(), id);
    QCOMPARE(asked.at(0).at(1).value<MessageAction>(), MessageAction::Edit);
    QCOMPARE(asked.at(1).at(1).value<MessageAction>(), MessageAction::Regenerate);
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(accessible()->focusChild(), accessible()->child(0));
}

void tst_TranscriptView::isAListOfMessagesForScreenReaders()
{
    m_conversation->append(ownMessage(u"Question"_s));
    m_conversation->append(answer(u"Some **bold** text\n\n- item\n"_s));
    for (int index = 0; index < 30; ++index)
        m_conversation->append(answer(polylogue::test::sampleDocument(500)));
    QTest::qWait(40);
    QAccessibleInterface *list = accessible();
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->text(QAccessible::Name), u"Conversation"_s);
    QCOMPARE(list->childCount(), 32);
    QAccessibleInterface *first = list->child(0);
    QCOMPARE(first->role(), QAccessible::ListItem);
    QVERIFY(first->text(QAccessible::Name).startsWith(u"You"_s));
    QVERIFY(first->state().offscreen);
    QVERIFY(!list->child(31)->state().offscreen);
    QAccessibleInterface *second = list->child(1);
    QVERIFY(second->text(QAccessible::Name).startsWith(u"Model practice-text"_s));
    const QString text =
        second->textInterface()->text(0, second->textInterface()->characterCount());
    QVERIFY(text.startsWith(u"Some bold text\n• item"_s));
    QCOMPARE(list->child(1), second); // the same item again
    QCOMPARE(list->indexOfChild(second), 1);
    QCOMPARE(second->parent(), list);
    QVERIFY(!list->child(32));
    m_conversation->remove(m_conversation->at(1).id, Removal::MessageAndBelow);
    QCOMPARE(list->childCount(), 1);
}

void tst_TranscriptView::announcesWordsNeverTokens()
{
    QLabel *announcer = nullptr;
    for (QLabel *label : m_view->findChildren<QLabel *>())
        announcer = label;
    QVERIFY(announcer);
    QCOMPARE(QAccessible::queryAccessibleInterface(announcer)->role(), QAccessible::Notification);
    Message running = answer({});
    running.state = MessageState::Pending;
    const MessageId id = m_conversation->append(running);
    QTRY_COMPARE(announcer->text(), u"Generating"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(announcer)->text(QAccessible::Name),
             u"Generating"_s);
    MessageDelta delta;
    delta.text = u"Three words here"_s;
    m_conversation->append(id, delta);
    QCOMPARE(announcer->text(), u"Generating"_s);
    m_conversation->update(id, [](Message &message) { message.state = MessageState::Complete; });
    QTRY_COMPARE(announcer->text(), u"Response complete, 3 words"_s);
}

void tst_TranscriptView::survivesItsConversation()
{
    m_conversation->append(answer(polylogue::test::sampleDocument(3'000)));
    m_view->setConversation(nullptr);
    QCOMPARE(accessible()->childCount(), 0);
    QVERIFY(!m_view->grab().isNull());
    m_view->setConversation(m_conversation.get());
    m_conversation->clear();
    QVERIFY(!m_view->grab().isNull());
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::AltModifier);
    m_conversation->append(answer(u"Again"_s));
    m_conversation.reset();
    QVERIFY(!m_view->grab().isNull());
    QCOMPARE(accessible()->childCount(), 0);
}

QTEST_MAIN(tst_TranscriptView)
#include "tst_transcriptview.moc"
