// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "conversations.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessible>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;
using polylogue::app::store::ReadingPosition;

class tst_TranscriptPlaces final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aChatOpensAtItsEndWhileItIsLoaded();
    void olderRowsMoveNothing();
    void olderRowsLeaveSelectionAndFocusAlone();
    void aMessageIsShownWhenItArrives();
    void aReaderWhoScrollsIsNotTakenAway();
    void hitsAreGoneThrough();
    void hitsAreFoundInTextThatStillComes();
    void aHitUnfoldsReasoning();
    void reasoningWithoutAHitStaysFolded();
    void comesBackToWhereTheReaderWas_data();
    void comesBackToWhereTheReaderWas();
    void theEndIsNoPlace();
    void anotherVersionAboveMovesNothing();

private:
    QAccessibleInterface *item(const MessageId &id)
    {
        return QAccessible::queryAccessibleInterface(m_view.get())
            ->child(static_cast<int>(m_conversation->rowOf(id)));
    }
    bool isVisible(const MessageId &id)
    {
        return m_conversation->rowOf(id) >= 0 && !item(id)->state().offscreen;
    }
    int top(const MessageId &id)
    {
        return m_view->viewport()->mapFromGlobal(item(id)->rect().topLeft()).y();
    }
    //! Where the text of a message is that stands at \a offset.
    QRect place(const MessageId &id, int offset)
    {
        const QRect global = item(id)->textInterface()->characterRect(offset);
        return {m_view->viewport()->mapFromGlobal(global.topLeft()), global.size()};
    }
    void settle() { QTest::qWait(60); } // rounds of painting, to show that they change nothing

    theme::Theme m_theme{polylogue::app::settings::ThemeMode::Light};
    QList<Message> m_messages;
    std::unique_ptr<Conversation> m_conversation;
    std::unique_ptr<TranscriptView> m_view;
};

void tst_TranscriptPlaces::init()
{
    m_messages = polylogue::test::chain(400, 700);
    m_conversation = std::make_unique<Conversation>();
    m_view = std::make_unique<TranscriptView>(m_theme);
    m_view->resize(900, 600);
    m_view->setConversation(m_conversation.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void tst_TranscriptPlaces::cleanup()
{
    m_view.reset();
    m_conversation.reset();
}

void tst_TranscriptPlaces::aChatOpensAtItsEndWhileItIsLoaded()
{
    const MessageId last = m_messages.constLast().id;
    polylogue::test::loadInPieces(*m_conversation, m_messages, 100, [&] {
        QTRY_VERIFY(isVisible(last));
        QVERIFY(m_view->isAtEnd());
    });
    settle();
    QVERIFY(isVisible(last));
    QVERIFY(m_view->isAtEnd());
    QCOMPARE(QAccessible::queryAccessibleInterface(m_view.get())->childCount(), 400);
}

void tst_TranscriptPlaces::olderRowsMoveNothing()
{
    const MessageId read = m_messages.at(390).id;
    int expected = 0;
    bool isFirst = true;
    polylogue::test::loadInPieces(*m_conversation, m_messages, 50, [&] {
        if (std::exchange(isFirst, false)) {
            m_view->showMessage(read);
            QTest::keyClick(m_view.get(), Qt::Key_Up);
            expected = top(read);
        }
        settle();
        QCOMPARE(top(read), expected);
    });
    settle();
    QCOMPARE(top(read), expected);
    QVERIFY(!m_view->isAtEnd());
    const QImage shown = m_view->viewport()->grab().toImage();
    m_view->viewport()->repaint();
    QCOMPARE(m_view->viewport()->grab().toImage(), shown);
}

void tst_TranscriptPlaces::olderRowsLeaveSelectionAndFocusAlone()
{
    const MessageId read = m_messages.at(398).id;
    bool isFirst = true;
    polylogue::test::loadInPieces(*m_conversation, m_messages, 100, [&] {
        if (!std::exchange(isFirst, false))
            return;
        m_view->showMessage(read);
        m_view->setFocus();
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, place(read, 2).center());
        QCOMPARE(m_view->selectedText(), u"Question"_s);
    });
    QCOMPARE(m_view->selectedText(), u"Question"_s);
    QCOMPARE(m_view->selectedMessages(), QList<MessageId>{read});
    QTRY_VERIFY(m_view->hasFocus());
    QCOMPARE(QAccessible::queryAccessibleInterface(m_view.get())->focusChild(), item(read));
}

void tst_TranscriptPlaces::aMessageIsShownWhenItArrives()
{
    const MessageId wanted = m_messages.at(20).id;
    m_view->showMessage(wanted, {u"question"_s});
    polylogue::test::loadInPieces(*m_conversation, m_messages, 100, [&] {
        settle();
        QVERIFY(m_view->isAtEnd());
        QVERIFY(!m_view->hasHits());
    });
    QVERIFY(isVisible(wanted));
    QVERIFY(m_view->hasHits());
    settle();
    QVERIFY(isVisible(wanted));
}

void tst_TranscriptPlaces::aReaderWhoScrollsIsNotTakenAway()
{
    const MessageId wanted = m_messages.at(20).id;
    m_view->showMessage(wanted);
    polylogue::test::loadInPieces(*m_conversation, m_messages, 300, [&] {
        settle();
        QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    });
    settle();
    QVERIFY(!isVisible(wanted));
}

void tst_TranscriptPlaces::hitsAreGoneThrough()
{
    polylogue::test::loadInPieces(*m_conversation, m_messages, 400);
    const QString filler = u"\n\nNothing of interest here."_s.repeated(60);
    Message answer;
    answer.role = Role::Assistant;
    answer.content = {TextPart{u"Stapler one."_s + filler + u"\n\nA STAPLER again."_s + filler}};
    const MessageId id = m_conversation->append(answer);
    const auto offset = [this, &id](const QString &words) {
        QAccessibleTextInterface *text = item(id)->textInterface();
        return static_cast<int>(text->text(0, text->characterCount()).indexOf(words));
    };
    const auto shows = [&](const QString &words) {
        const QRect area = place(id, offset(words));
        return area.height() < 100 && m_view->viewport()->rect().contains(area);
    };
    m_view->showMessage(id, {u"stapler"_s});
    QVERIFY(m_view->hasHits());
    QVERIFY(shows(u"Stapler one"_s));
    QVERIFY(!shows(u"STAPLER again"_s));
    const QImage marked = m_view->viewport()->grab().toImage();
    QTest::keyClick(m_view.get(), Qt::Key_F3);
    QVERIFY(shows(u"STAPLER again"_s));
    m_view->nextHit();
    QVERIFY(shows(u"Stapler one"_s));
    m_view->previousHit();
    QVERIFY(shows(u"STAPLER again"_s));
    m_view->nextHit();
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QVERIFY(!m_view->hasHits());
    QVERIFY(m_view->viewport()->grab().toImage() != marked);
}

void tst_TranscriptPlaces::hitsAreFoundInTextThatStillComes()
{
    Message answer;
    answer.role = Role::Assistant;
    answer.state = MessageState::Streaming;
    answer.content = {TextPart{u"Nothing yet"_s}};
    const MessageId id = m_conversation->append(answer);
    m_view->showMessage(id, {u"stapler"_s});
    QVERIFY(!m_view->hasHits());
    MessageDelta delta;
    delta.text = u", then a stapler"_s;
    m_conversation->append(id, delta);
    QTRY_VERIFY(m_view->hasHits());
}

void tst_TranscriptPlaces::aHitUnfoldsReasoning()
{
    const QString filler = u"\n\nNothing of interest here."_s.repeated(60);
    Message answer;
    answer.role = Role::Assistant;
    answer.content = {ReasoningPart{.text = u"Perhaps a stapler?"_s + filler},
                      TextPart{u"It is a stapler."_s}};
    const MessageId id = m_conversation->append(answer);
    const auto shown = [this, &id] {
        const auto *text = item(id)->textInterface();
        return text->text(0, text->characterCount());
    };
    const auto isInSight = [&](const QString &words) {
        const QRect area = place(id, static_cast<int>(shown().indexOf(words)));
        return area.height() < 100 && m_view->viewport()->rect().contains(area);
    };
    QVERIFY(!shown().contains(u"Perhaps"_s));

    m_view->showMessage(id, {u"stapler"_s});

    QVERIFY(shown().contains(u"Perhaps a stapler"_s));
    QVERIFY(isInSight(u"stapler."_s)); // what was said comes first
    m_view->nextHit();
    QVERIFY(isInSight(u"stapler?"_s));
    m_view->nextHit();
    QVERIFY(isInSight(u"stapler."_s));
}

void tst_TranscriptPlaces::reasoningWithoutAHitStaysFolded()
{
    Message answer;
    answer.role = Role::Assistant;
    answer.content = {ReasoningPart{.text = u"Perhaps a pen?"_s}, TextPart{u"A stapler."_s}};
    const MessageId id = m_conversation->append(answer);
    m_view->showMessage(id, {u"stapler"_s});
    auto *text = item(id)->textInterface();
    QVERIFY(m_view->hasHits());
    QVERIFY(!text->text(0, text->characterCount()).contains(u"Perhaps"_s));
}

void tst_TranscriptPlaces::comesBackToWhereTheReaderWas_data()
{
    QTest::addColumn<int>("pieces");
    QTest::newRow("all at once") << 400;
    QTest::newRow("in pieces") << 90;
}

void tst_TranscriptPlaces::comesBackToWhereTheReaderWas()
{
    QFETCH(int, pieces);
    polylogue::test::loadInPieces(*m_conversation, m_messages, 400);
    const MessageId read = m_messages.at(201).id;
    m_view->showMessage(read);
    for (int times = 0; times < 3; ++times)
        QTest::keyClick(m_view.get(), Qt::Key_Down);
    const int expected = top(read);
    const ReadingPosition position = m_view->readingPosition();
    QVERIFY(!position.message.isNull());

    const auto previous = std::exchange(m_conversation, std::make_unique<Conversation>());
    m_view->setConversation(m_conversation.get());
    m_view->setReadingPosition(position);
    polylogue::test::loadInPieces(*m_conversation, m_messages, pieces, [this, &position] {
        if (m_conversation->rowOf(position.message) < 0)
            QCOMPARE(m_view->readingPosition(), position); // still on the way there
    });
    settle();
    QVERIFY(qAbs(top(read) - expected) <= 1);
    QCOMPARE(m_view->readingPosition().message, position.message);
}

void tst_TranscriptPlaces::theEndIsNoPlace()
{
    QCOMPARE(m_view->readingPosition(), ReadingPosition());
    polylogue::test::loadInPieces(*m_conversation, m_messages, 400);
    settle();
    QCOMPARE(m_view->readingPosition(), ReadingPosition());
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QVERIFY(m_view->readingPosition() != ReadingPosition());
    m_view->setReadingPosition({});
    QVERIFY(m_view->isAtEnd());
}

void tst_TranscriptPlaces::anotherVersionAboveMovesNothing()
{
    polylogue::test::loadInPieces(*m_conversation, m_messages, 400);
    Message edited = m_messages.at(100);
    edited.id = {};
    edited.content = {TextPart{u"Edited\n\n"_s.repeated(20)}};
    m_view->showMessage(m_messages.at(201).id);
    const int expected = top(m_messages.at(201).id);
    m_conversation->replace(m_messages.at(100).id, edited);
    settle();
    QCOMPARE(top(m_messages.at(201).id), expected);
}

QTEST_MAIN(tst_TranscriptPlaces)
#include "tst_transcriptplaces.moc"
