// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "../markdown/sampledocument.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;

namespace {

Message message(Role role, const QString &text, MessageState state = MessageState::Complete)
{
    Message made;
    made.role = role;
    made.state = state;
    made.content = {TextPart{text}};
    return made;
}

} // namespace

class tst_MessageActions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theMenuOffersEverything_data();
    void theMenuOffersEverything();
    void theMenuAsksForWhatIsChosen();
    void theMenuOpensByKeyMouseAndButton();
    void marksAreCheckedInTheMenu();
    void versionsAreGoneThrough();
    void theLineStaysUnderThePointerBetweenVersions();
    void theKeyboardStaysAtTheVersions();
    void nothingChangesWhileAnAnswerComesIn();
    void regenerateNamesTheModel();
    void copyNeedsNobody();

private:
    QAccessibleInterface *item(int row)
    {
        return QAccessible::queryAccessibleInterface(m_view.get())->child(row);
    }
    QStringList actionsOf(int row) { return item(row)->actionInterface()->actionNames(); }
    void act(int row, const QString &name) { item(row)->actionInterface()->doAction(name); }
    //! Opens the menu of a row; \return it, or nullptr where none opened.
    QMenu *menuOf(int row)
    {
        (void)QTest::qWaitFor([this, row] { return !item(row)->state().offscreen; });
        const QPoint at = m_view->viewport()->mapFromGlobal(item(row)->rect().center());
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_view->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(m_view->viewport(), &event);
        return openMenu();
    }
    QMenu *openMenu() const
    {
        for (QMenu *menu : m_view->findChildren<QMenu *>()) {
            if (menu->isVisible())
                return menu;
        }
        return nullptr;
    }
    static QStringList textsOf(const QMenu &menu)
    {
        QStringList texts;
        for (const QAction *action : menu.actions()) {
            if (!action->isSeparator())
                texts += action->text();
        }
        return texts;
    }
    static QAction *find(const QMenu &menu, const QString &text)
    {
        for (QAction *action : menu.actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    theme::Theme m_theme{polylogue::app::settings::ThemeMode::Light};
    std::unique_ptr<Conversation> m_conversation;
    std::unique_ptr<TranscriptView> m_view;
};

void tst_MessageActions::init()
{
    m_conversation = std::make_unique<Conversation>();
    m_view = std::make_unique<TranscriptView>(m_theme);
    m_view->resize(900, 600);
    m_view->setConversation(m_conversation.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void tst_MessageActions::cleanup()
{
    m_view.reset();
    m_conversation.reset();
}

void tst_MessageActions::theMenuOffersEverything_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QStringList>("expected");
    const QStringList common{u"Branch into a new chat"_s,
                             u"Leave out of requests"_s,
                             u"Keep when older messages are left out"_s,
                             u"Delete this message"_s,
                             u"Delete this message and all below"_s,
                             u"Select all"_s};
    QTest::newRow("own message") << 0 << QStringList{u"Copy message"_s, u"Edit"_s} + common;
    QTest::newRow("answer") << 1
                            << QStringList{u"Copy message"_s, u"Show source"_s, u"Edit"_s,
                                           u"Regenerate"_s, u"Regenerate with another model…"_s}
            + common;
    QTest::newRow("stopped answer with versions at the end")
        << 3
        << QStringList{u"Copy message"_s,
                       u"Show source"_s,
                       u"Edit"_s,
                       u"Regenerate"_s,
                       u"Regenerate with another model…"_s,
                       u"Continue"_s,
                       u"Previous version"_s,
                       u"Next version"_s}
            + common.first(5) + QStringList{u"Delete all versions of this message"_s}
            + common.sliced(5);
}

void tst_MessageActions::theMenuOffersEverything()
{
    QFETCH(int, row);
    QFETCH(QStringList, expected);
    m_conversation->append(message(Role::User, u"One"_s));
    m_conversation->append(message(Role::Assistant, u"Two"_s));
    m_conversation->append(message(Role::User, u"Three"_s));
    const MessageId last = m_conversation->append(message(Role::Assistant, u"Four"_s));
    m_conversation->appendSibling(last, message(Role::Assistant, u"4"_s, MessageState::Stopped));
    QMenu *menu = menuOf(row);
    QVERIFY(menu);
    QCOMPARE(textsOf(*menu), expected);
    if (QAction *next = find(*menu, u"Next version"_s)) {
        QVERIFY(!next->isEnabled()); // it is the last one
        QVERIFY(find(*menu, u"Previous version"_s)->isEnabled());
    }
    menu->close();
}

void tst_MessageActions::theMenuAsksForWhatIsChosen()
{
    const QList<std::pair<QString, MessageAction>> choices{
        {u"Edit"_s, MessageAction::Edit},
        {u"Regenerate"_s, MessageAction::Regenerate},
        {u"Regenerate with another model…"_s, MessageAction::RegenerateWith},
        {u"Continue"_s, MessageAction::Continue},
        {u"Branch into a new chat"_s, MessageAction::BranchHere},
        {u"Leave out of requests"_s, MessageAction::Exclude},
        {u"Keep when older messages are left out"_s, MessageAction::Pin},
        {u"Delete this message"_s, MessageAction::DeleteMessage},
        {u"Delete this message and all below"_s, MessageAction::DeleteBelow}};
    const MessageId id =
        m_conversation->append(message(Role::Assistant, u"Cut"_s, MessageState::Interrupted));
    QSignalSpy asked(m_view.get(), &TranscriptView::messageActionRequested);
    for (const auto &choice : choices) {
        QMenu *menu = menuOf(0);
        QVERIFY(menu);
        QAction *action = find(*menu, choice.first);
        QVERIFY2(action, qPrintable(choice.first));
        action->trigger();
        menu->close();
        QCOMPARE(asked.last().at(0).value<MessageId>(), id);
        QCOMPARE(asked.last().at(1).value<MessageAction>(), choice.second);
    }
    QCOMPARE(asked.size(), choices.size());
}

void tst_MessageActions::theMenuOpensByKeyMouseAndButton()
{
    m_conversation->append(message(Role::User, u"One"_s));
    m_conversation->append(message(Role::Assistant, u"Two"_s));
    QTRY_VERIFY(!item(1)->state().offscreen);
    const auto closeMenu = [this] {
        QMenu *menu = openMenu();
        if (menu)
            menu->close();
        return menu != nullptr;
    };
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::AltModifier);
    QContextMenuEvent key(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(m_view->viewport(), &key);
    QVERIFY(closeMenu());
    menuOf(0);
    QVERIFY(closeMenu());
    QVERIFY(actionsOf(1).contains(u"More actions"_s));
    act(1, u"More actions"_s);
    QVERIFY(closeMenu());
}

void tst_MessageActions::marksAreCheckedInTheMenu()
{
    Message marked = message(Role::User, u"One"_s);
    marked.isExcluded = true;
    m_conversation->append(marked);
    QMenu *menu = menuOf(0);
    QVERIFY(find(*menu, u"Leave out of requests"_s)->isChecked());
    QVERIFY(!find(*menu, u"Keep when older messages are left out"_s)->isChecked());
    menu->close();
    QVERIFY(item(0)->text(QAccessible::Value).contains(u"left out of requests"_s));
}

void tst_MessageActions::versionsAreGoneThrough()
{
    m_conversation->append(message(Role::User, u"Question"_s));
    const MessageId first = m_conversation->append(message(Role::Assistant, u"First"_s));
    QTRY_VERIFY(!actionsOf(1).isEmpty());
    QVERIFY(!actionsOf(1).contains(u"Previous version"_s));
    m_conversation->appendSibling(first, message(Role::Assistant, u"Second"_s));
    QTRY_VERIFY(actionsOf(1).contains(u"Previous version"_s));
    QVERIFY(!actionsOf(1).contains(u"Next version"_s));
    QSignalSpy asked(m_view.get(), &TranscriptView::messageActionRequested);
    connect(m_view.get(), &TranscriptView::messageActionRequested, m_conversation.get(),
            [this, first] { m_conversation->switchTo(first); });
    act(1, u"Previous version"_s);
    QCOMPARE(asked.first().at(1).value<MessageAction>(), MessageAction::PreviousVersion);
    QTRY_VERIFY(item(1)->text(QAccessible::Value).startsWith(u"First"_s));
    QVERIFY(actionsOf(1).contains(u"Next version"_s));
    QVERIFY(!actionsOf(1).contains(u"Previous version"_s));
}

void tst_MessageActions::theLineStaysUnderThePointerBetweenVersions()
{
    for (int index = 0; index < 6; ++index)
        m_conversation->append(message(Role::Assistant, polylogue::test::sampleDocument(900)));
    const MessageId first =
        m_conversation->append(message(Role::Assistant, polylogue::test::sampleDocument(2'000, 3)));
    for (int index = 0; index < 6; ++index)
        m_conversation->append(message(Role::Assistant, polylogue::test::sampleDocument(900)));
    const MessageId second = m_conversation->appendSibling(
        first, message(Role::Assistant, polylogue::test::sampleDocument(900, 5)));
    for (int index = 0; index < 6; ++index)
        m_conversation->append(message(Role::Assistant, polylogue::test::sampleDocument(900)));
    m_view->showMessage(second);
    QTRY_VERIFY(!item(6)->state().offscreen);
    const int bottom = item(6)->rect().bottom();
    connect(m_view.get(), &TranscriptView::messageActionRequested, m_conversation.get(),
            [this, first, second](const MessageId &id) {
                m_conversation->switchTo(id == first ? second : first);
            });
    act(6, u"Previous version"_s);
    QTRY_VERIFY(actionsOf(6).contains(u"Next version"_s));
    QCOMPARE(item(6)->rect().bottom(), bottom);
    act(6, u"Next version"_s);
    QTRY_VERIFY(actionsOf(6).contains(u"Previous version"_s));
    QCOMPARE(item(6)->rect().bottom(), bottom);
}

void tst_MessageActions::theKeyboardStaysAtTheVersions()
{
    m_conversation->append(message(Role::User, u"Question"_s));
    const MessageId first = m_conversation->append(message(Role::Assistant, u"First"_s));
    const MessageId second =
        m_conversation->appendSibling(first, message(Role::Assistant, u"Second"_s));
    connect(m_view.get(), &TranscriptView::messageActionRequested, m_conversation.get(),
            [this, first, second](const MessageId &id) {
                m_conversation->switchTo(id == first ? second : first);
            });
    QSignalSpy asked(m_view.get(), &TranscriptView::messageActionRequested);
    QTRY_VERIFY(!item(1)->state().offscreen);
    m_view->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_view.get(), Qt::Key_Tab);
    for (int times = 0; times < 4; ++times)
        QTest::keyClick(m_view.get(), Qt::Key_Return); // there, back, there, back
    QCOMPARE(asked.size(), 4);
    QCOMPARE(m_conversation->at(1).id, second);
}

void tst_MessageActions::nothingChangesWhileAnAnswerComesIn()
{
    m_conversation->append(message(Role::User, u"Question"_s));
    const MessageId id =
        m_conversation->append(message(Role::Assistant, u"An"_s, MessageState::Streaming));
    QTRY_VERIFY(actionsOf(0).contains(u"Edit"_s));
    QSignalSpy asked(m_view.get(), &TranscriptView::messageActionRequested);
    act(0, u"Edit"_s);
    QCOMPARE(asked.size(), 0);
    QMenu *menu = menuOf(0);
    QVERIFY(!find(*menu, u"Edit"_s)->isEnabled());
    QVERIFY(!find(*menu, u"Delete this message"_s)->isEnabled());
    QVERIFY(find(*menu, u"Copy message"_s)->isEnabled());
    menu->close();
    menu = menuOf(1);
    QVERIFY(find(*menu, u"Copy what is there so far"_s));
    QVERIFY(!find(*menu, u"Regenerate"_s));
    menu->close();
    m_conversation->update(id, [](Message &answer) { answer.state = MessageState::Complete; });
    act(0, u"Edit"_s);
    QCOMPARE(asked.size(), 1);
}

void tst_MessageActions::regenerateNamesTheModel()
{
    m_conversation->append(message(Role::Assistant, u"Text"_s));
    m_view->setModel(u"R&D-model"_s);
    QTRY_VERIFY(actionsOf(0).contains(u"Regenerate"_s));
    QCOMPARE(item(0)->actionInterface()->localizedActionDescription(u"Regenerate"_s),
             u"Ask for another answer by R&D-model"_s);
    QMenu *menu = menuOf(0);
    QVERIFY(find(*menu, u"Regenerate with R&&D-model"_s));
    menu->close();
}

void tst_MessageActions::copyNeedsNobody()
{
    m_conversation->append(message(Role::Assistant, u"Some **bold** text"_s));
    QTRY_VERIFY(actionsOf(0).contains(u"Copy"_s));
    QSignalSpy asked(m_view.get(), &TranscriptView::messageActionRequested);
    act(0, u"Copy"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Some **bold** text"_s);
    QCOMPARE(asked.size(), 0);
}

QTEST_MAIN(tst_MessageActions)
#include "tst_messageactions.moc"
