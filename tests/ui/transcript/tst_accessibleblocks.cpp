// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/conversation.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;

//! What a screen reader finds within a message.
class tst_AccessibleBlocks final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void blocksHaveTheirRoles();
    void blocksKnowTheirPlaces();
    void linksCanBePressed();
    void tablesHaveCells();
    void keysGoFromBlockToBlock();
    void formatsAreAttributes();
    void whatIsGoneIsInvalid();
    void whatComesInBecomesATable();

private:
    QAccessibleInterface *message()
    {
        return QAccessible::queryAccessibleInterface(m_view.get())->child(0);
    }
    QList<QAccessible::Role> roles()
    {
        QList<QAccessible::Role> list;
        for (int index = 0; index < message()->childCount(); ++index)
            list += message()->child(index)->role();
        return list;
    }

    theme::Theme m_theme{polylogue::app::settings::ThemeMode::Light};
    std::unique_ptr<Conversation> m_conversation;
    std::unique_ptr<TranscriptView> m_view;
    MessageId m_answer;
};

void tst_AccessibleBlocks::init()
{
    m_conversation = std::make_unique<Conversation>();
    m_answer = m_conversation->append(
        {.role = Role::Assistant,
         .content = {TextPart{u"# Title\n\nSee [the page](https://a.example) **now**.\n\n```py\nx "
                              u"= 1\ny = 2\n```\n\n"
                              "| a | b |\n|---|---|\n| 1 | 2 |\n\n- item"_s}}});
    m_view = std::make_unique<TranscriptView>(m_theme);
    m_view->resize(900, 700);
    m_view->setConversation(m_conversation.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QTRY_VERIFY(!message()->child(0)->state().offscreen);
}

void tst_AccessibleBlocks::cleanup()
{
    m_view.reset();
    m_conversation.reset();
}

void tst_AccessibleBlocks::blocksHaveTheirRoles()
{
    QCOMPARE(roles(),
             (QList<QAccessible::Role>{QAccessible::Heading, QAccessible::Paragraph,
                                       QAccessible::Paragraph, QAccessible::Table,
                                       QAccessible::Paragraph}));
    QCOMPARE(message()->child(0)->text(QAccessible::Name), u"Title"_s);
    QCOMPARE(message()->child(2)->text(QAccessible::Name), u"Code in py, 2 lines"_s);
    QCOMPARE(message()->child(2)->textInterface()->text(0, -1), u"x = 1\ny = 2"_s);
    QCOMPARE(message()->child(4)->textInterface()->text(0, -1), u"• item"_s);
    for (int index = 0; index < message()->childCount(); ++index) {
        QCOMPARE(message()->child(index)->parent(), message());
        QCOMPARE(message()->indexOfChild(message()->child(index)), index);
    }
}

void tst_AccessibleBlocks::blocksKnowTheirPlaces()
{
    QRect before;
    for (int index = 0; index < message()->childCount(); ++index) {
        const QRect area = message()->child(index)->rect();
        QVERIFY(area.height() > 10);
        QVERIFY(area.top() >= before.bottom());
        QCOMPARE(message()->childAt(area.left() + 2, area.center().y()), message()->child(index));
        before = area;
    }
    QAccessibleInterface *code = message()->child(2);
    const QRect character = code->textInterface()->characterRect(6); // y
    QVERIFY(code->rect().contains(character.center()));
    QCOMPARE(
        code->textInterface()->offsetAtPoint(QPoint(character.left() + 1, character.center().y())),
        6);
}

void tst_AccessibleBlocks::linksCanBePressed()
{
    QSignalSpy activated(m_view.get(), &TranscriptView::linkActivated);
    QAccessibleInterface *paragraph = message()->child(1);
    QCOMPARE(paragraph->childCount(), 1);
    QAccessibleInterface *link = paragraph->child(0);
    QCOMPARE(link->role(), QAccessible::Link);
    QCOMPARE(link->text(QAccessible::Name), u"the page"_s);
    QCOMPARE(link->text(QAccessible::Description), u"https://a.example"_s);
    QCOMPARE(link->parent(), paragraph);
    QVERIFY(paragraph->rect().contains(link->rect().center()));
    QCOMPARE(paragraph->childAt(link->rect().center().x(), link->rect().center().y()), link);

    link->actionInterface()->doAction(QAccessibleActionInterface::pressAction());

    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toUrl(), QUrl(u"https://a.example"_s));
}

void tst_AccessibleBlocks::tablesHaveCells()
{
    QAccessibleInterface *object = message()->child(3);
    QAccessibleTableInterface *table = object->tableInterface();
    QVERIFY(table);
    QCOMPARE(object->text(QAccessible::Name), u"Table, rows: 1, columns: 2"_s);
    QCOMPARE(table->rowCount(), 2);
    QCOMPARE(table->columnCount(), 2);
    QCOMPARE(table->columnDescription(1), u"b"_s);
    QAccessibleInterface *cell = table->cellAt(1, 1);
    QCOMPARE(cell->text(QAccessible::Name), u"2"_s);
    QCOMPARE(cell->role(), QAccessible::Cell);
    QCOMPARE(cell->tableCellInterface()->rowIndex(), 1);
    QCOMPARE(cell->tableCellInterface()->columnHeaderCells().first()->text(QAccessible::Name),
             u"b"_s);
    QCOMPARE(table->cellAt(0, 0)->role(), QAccessible::ColumnHeader);
    QVERIFY(object->rect().contains(cell->rect().center()));
    QCOMPARE(object->childAt(cell->rect().center().x(), cell->rect().center().y()), cell);
    QVERIFY(!table->cellAt(2, 0));
    QVERIFY(!table->cellAt(0, -1));
}

void tst_AccessibleBlocks::keysGoFromBlockToBlock()
{
    m_conversation->append({.role = Role::User, .content = {TextPart{u"Next"_s}}});
    m_view->activateWindow();
    m_view->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(m_view->hasFocus());
    const auto focusedBlock = [this] {
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
        for (int row = 0; row < list->childCount(); ++row) {
            for (int index = 0; index < list->child(row)->childCount(); ++index) {
                if (list->child(row)->child(index)->state().focused)
                    return row * 100 + index;
            }
        }
        return -1;
    };
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(focusedBlock(), -1);
    for (int index = 0; index < 5; ++index) {
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(focusedBlock(), index);
    }
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(focusedBlock(), 100); // the next message
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(focusedBlock(), 4);
}

void tst_AccessibleBlocks::formatsAreAttributes()
{
    QAccessibleTextInterface *text = message()->child(1)->textInterface();
    const int bold = static_cast<int>(text->text(0, -1).indexOf(u"now"_s));
    int start = 0;
    int end = 0;
    QCOMPARE(text->attributes(bold, &start, &end), u"font-weight:bold"_s);
    QCOMPARE(start, bold);
    QCOMPARE(end, bold + 3);
    QCOMPARE(text->attributes(0, &start, &end), QString());
    QCOMPARE(start, 0);
}

void tst_AccessibleBlocks::whatIsGoneIsInvalid()
{
    QAccessibleInterface *last = message()->child(4);
    QAccessibleInterface *cell = message()->child(3)->tableInterface()->cellAt(1, 1);
    QAccessibleInterface *link = message()->child(1)->child(0);
    m_conversation->update(m_answer, [](Message &each) { each.content = {TextPart{u"Short"_s}}; });
    QTRY_COMPARE(message()->childCount(), 1);

    QVERIFY(!last->isValid());
    QVERIFY(!cell->isValid());
    QVERIFY(!link->isValid());
    QCOMPARE(last->textInterface()->characterCount(), 0);
    QVERIFY(cell->rect().isEmpty());
    m_conversation->clear();
    QVERIFY(!last->isValid());
    QCOMPARE(last->textInterface()->characterCount(), 0);
    QVERIFY(!last->parent());
}

void tst_AccessibleBlocks::whatComesInBecomesATable()
{
    m_conversation->clear();
    const MessageId id =
        m_conversation->append({.role = Role::Assistant, .state = MessageState::Streaming});
    m_conversation->append(id, MessageDelta{.text = u"Words"_s});
    QTRY_COMPARE(roles(), (QList<QAccessible::Role>{QAccessible::Paragraph}));
    m_conversation->append(id, MessageDelta{.text = u" | b\n---|---\n1 | 2\n"_s});
    QTRY_COMPARE(roles(), (QList<QAccessible::Role>{QAccessible::Table}));
    QVERIFY(message()->child(0)->tableInterface());
}

QTEST_MAIN(tst_AccessibleBlocks)
#include "tst_accessibleblocks.moc"
