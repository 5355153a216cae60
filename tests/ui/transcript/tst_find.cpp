// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "conversations.h"
#include "ui/theme/theme.h"
#include "ui/transcript/findbar.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;

class tst_Find final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void findsInAllMessages();
    void findsWhatIsShownNotWhatIsWritten();
    void goesThroughAllAndAround();
    void beginsWhereTheReaderIs();
    void whatIsSelectedIsProposed();
    void opensFoldedReasoning();
    void whatComesInIsFoundToo();
    void olderRowsAreFoundWhenTheyCome();
    void anotherVersionIsSearchedAgain();
    void escapeEndsIt();
    void hasNamesForAutomation();

private:
    void fill(const QStringList &answers)
    {
        MessageId parent;
        for (const QString &answer : answers) {
            parent = m_conversation->append({.role = Role::User, .content = {TextPart{u"Ask"_s}}});
            parent =
                m_conversation->append({.role = Role::Assistant, .content = {TextPart{answer}}});
            m_answers += parent;
        }
    }
    void find(const QString &text)
    {
        m_view->openFind();
        edit().selectAll();
        QTest::keyClicks(&edit(), text);
    }
    FindBar &bar() { return *m_view->findChild<FindBar *>(); }
    QLineEdit &edit() { return *bar().findChild<QLineEdit *>(); }
    QString count() { return bar().findChild<QLabel *>()->text(); }
    bool isVisible(const MessageId &id)
    {
        return !QAccessible::queryAccessibleInterface(m_view.get())
                    ->child(static_cast<int>(m_conversation->rowOf(id)))
                    ->state()
                    .offscreen;
    }

    theme::Theme m_theme{polylogue::app::settings::ThemeMode::Light};
    std::unique_ptr<Conversation> m_conversation;
    std::unique_ptr<TranscriptView> m_view;
    QList<MessageId> m_answers;
};

void tst_Find::init()
{
    m_answers.clear();
    m_conversation = std::make_unique<Conversation>();
    m_view = std::make_unique<TranscriptView>(m_theme);
    m_view->resize(900, 600);
    m_view->setConversation(m_conversation.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void tst_Find::cleanup()
{
    m_view.reset();
    m_conversation.reset();
}

void tst_Find::findsInAllMessages()
{
    fill({u"A stapler."_s, u"Nothing."_s, u"Stapler, STAPLER"_s});

    find(u"stapler"_s);

    QTRY_COMPARE(count(), u"1 of 3"_s);
    edit().clear();
    QTRY_COMPARE(count(), QString());
    find(u"paper clip"_s);
    QTRY_COMPARE(count(), u"Not found"_s);
}

void tst_Find::findsWhatIsShownNotWhatIsWritten()
{
    fill({u"**f**oo bar & [text](http://foo.org)"_s});

    find(u"foo bar"_s);
    QTRY_COMPARE(count(), u"1 of 1"_s);
    find(u"foo.org"_s);
    QTRY_COMPARE(count(), u"Not found"_s);
}

void tst_Find::goesThroughAllAndAround()
{
    fill({u"one x"_s, u"word "_s.repeated(3'000) + u" x x"_s, u"end"_s});
    find(u"x"_s);
    QTRY_COMPARE(count(), u"1 of 3"_s);
    QTRY_VERIFY(isVisible(m_answers.at(0)) || isVisible(m_answers.at(1)));

    QTest::keyClick(&edit(), Qt::Key_Return);
    QCOMPARE(count(), u"2 of 3"_s);
    QTRY_VERIFY(isVisible(m_answers.at(1)));
    QTest::keyClick(&edit(), Qt::Key_F3);
    QCOMPARE(count(), u"3 of 3"_s);
    m_view->nextHit();
    QCOMPARE(count(), u"1 of 3"_s);
    QTRY_VERIFY(isVisible(m_answers.at(0)));
    QTest::keyClick(&edit(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count(), u"3 of 3"_s);
    QTRY_VERIFY(isVisible(m_answers.at(1)));
}

void tst_Find::beginsWhereTheReaderIs()
{
    const QList<Message> messages = polylogue::test::chain(200, 500);
    polylogue::test::loadInPieces(*m_conversation, messages, 200);
    m_view->showMessage(messages.at(120).id);

    find(u"question"_s);

    QTRY_VERIFY(count().startsWith(u"61 of 100"_s)); // the 61st question is message 120
    QVERIFY(isVisible(messages.at(120).id));
}

void tst_Find::whatIsSelectedIsProposed()
{
    fill({u"stapler"_s, u"a stapler"_s});
    m_view->selectAll();
    m_view->openFind();
    QCOMPARE(edit().text(), QString()); // several lines are no phrase

    QTRY_VERIFY(isVisible(m_answers.first()));
    QAccessibleTextInterface *text =
        QAccessible::queryAccessibleInterface(m_view.get())->child(1)->textInterface();
    const auto offset =
        static_cast<int>(text->text(0, text->characterCount()).indexOf(u"stapler"_s));
    QVERIFY(offset >= 0);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {},
                       m_view->viewport()->mapFromGlobal(text->characterRect(offset + 1).center()));
    QCOMPARE(m_view->selectedText(), u"stapler"_s);
    m_view->openFind();
    QCOMPARE(edit().text(), u"stapler"_s);
}

void tst_Find::opensFoldedReasoning()
{
    m_conversation->append({.role = Role::User, .content = {TextPart{u"Ask"_s}}});
    m_conversation->append(
        {.role = Role::Assistant, .content = {ReasoningPart{u"A stapler?"_s}, TextPart{u"No."_s}}});
    find(u"stapler"_s);

    QTRY_COMPARE(count(), u"1 of 1"_s);
    m_view->selectAll();
    QVERIFY(m_view->selectedText().contains(u"A stapler?"_s)); // what is folded is not selected
}

void tst_Find::whatComesInIsFoundToo()
{
    fill({u"x"_s});
    find(u"x"_s);
    QTRY_COMPARE(count(), u"1 of 1"_s);

    m_conversation->append({.role = Role::User, .content = {TextPart{u"x"_s}}});
    const MessageId answer = m_conversation->append(
        {.role = Role::Assistant, .content = {}, .state = MessageState::Streaming});
    m_conversation->append(answer, MessageDelta{.text = u"An x"_s});

    QTRY_COMPARE(count(), u"1 of 3"_s);
}

void tst_Find::olderRowsAreFoundWhenTheyCome()
{
    const QList<Message> messages = polylogue::test::chain(100, 50);
    bool isFirst = true;
    polylogue::test::loadInPieces(*m_conversation, messages, 20, [&] {
        if (!std::exchange(isFirst, false))
            return;
        find(u"question"_s);
        QTRY_VERIFY(count().endsWith(u" of 10"_s));
    });

    QTRY_VERIFY(count().endsWith(u" of 50"_s));
}

void tst_Find::anotherVersionIsSearchedAgain()
{
    fill({u"x"_s});
    find(u"x"_s);
    QTRY_COMPARE(count(), u"1 of 1"_s);

    m_conversation->appendSibling(m_answers.first(),
                                  {.role = Role::Assistant, .content = {TextPart{u"x x x"_s}}});

    QTRY_VERIFY(count().endsWith(u" of 3"_s) || count() == u"3"_s);
}

void tst_Find::escapeEndsIt()
{
    fill({u"x"_s});
    find(u"x"_s);
    QTRY_VERIFY(m_view->hasHits());

    QShortcut elsewhere(QKeySequence(Qt::Key_Escape), m_view.get());
    QSignalSpy taken(&elsewhere, &QShortcut::activated);

    QTest::keyClick(&edit(), Qt::Key_Escape);

    QVERIFY(taken.isEmpty());
    QVERIFY(bar().isHidden());
    QVERIFY(!m_view->hasHits());
    QVERIFY(m_view->hasFocus());
}

void tst_Find::hasNamesForAutomation()
{
    m_view->openFind();
    QCOMPARE(edit().accessibleName(), u"Find in this chat"_s);
    for (const QWidget *button : bar().findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        if (button->focusPolicy() != Qt::NoFocus)
            QVERIFY(!button->accessibleName().isEmpty());
    }
}

QTEST_MAIN(tst_Find)
#include "tst_find.moc"
