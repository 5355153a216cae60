// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/conversation.h"
#include "ui/theme/theme.h"
#include "ui/transcript/scrollmarks.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessible>
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;

//! Marking text by mouse and keyboard, and what is marked on the scroll bar.
class tst_Select final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aDoubleClickGoesOnByWords();
    void aTripleClickGoesOnByBlocks();
    void wordsStayMarkedInBothDirections();
    void keysMarkByCharacterAndWord();
    void keysMarkByLineAndOverBlocks();
    void keysMarkToTheEnds();
    void shiftAndClickGoOnFromTheLastClick();
    void copiesInSeveralForms();
    void copiesPartsOfBlocks();
    void aMessageIsCopiedAsItWasWritten();
    void theSourceCanBeLookedAt();
    void theScrollBarShowsWhereThingsAre();

private:
    QPoint place(int row, const QString &words, int offset = 1)
    {
        QAccessibleTextInterface *text =
            QAccessible::queryAccessibleInterface(m_view.get())->child(row)->textInterface();
        const auto at = static_cast<int>(text->text(0, text->characterCount()).indexOf(words));
        Q_ASSERT(at >= 0);
        const QRect area = text->characterRect(at + offset);
        return m_view->viewport()->mapFromGlobal(QPoint(area.left() + 1, area.center().y()));
    }
    void doubleClick(const QPoint &point)
    {
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, point);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, point);
    }
    void dragTo(const QPoint &point)
    {
        const QPointF to(point);
        QMouseEvent move(QEvent::MouseMove, to, m_view->viewport()->mapToGlobal(to), Qt::NoButton,
                         Qt::LeftButton, {});
        QApplication::sendEvent(m_view->viewport(), &move);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ShiftModifier)
    {
        QTest::keyClick(m_view.get(), key, modifiers);
    }

    //! From the menu of the answer. \return whether it is there.
    bool choose(const QString &label)
    {
        bool isThere = false;
        const QPoint point = place(1, u"over"_s);
        QContextMenuEvent event(QContextMenuEvent::Mouse, point,
                                m_view->viewport()->mapToGlobal(point));
        QApplication::sendEvent(m_view->viewport(), &event);
        QMenu *menu = m_view->findChildren<QMenu *>().constLast();
        for (QAction *action : menu->actions()) {
            if (action->text() == label) {
                action->trigger();
                isThere = true;
            }
        }
        menu->close();
        return isThere;
    }

    theme::Theme m_theme{polylogue::app::settings::ThemeMode::Light};
    std::unique_ptr<Conversation> m_conversation;
    std::unique_ptr<TranscriptView> m_view;
    MessageId m_answer;
};

void tst_Select::init()
{
    m_conversation = std::make_unique<Conversation>();
    m_conversation->append({.role = Role::User, .content = {TextPart{u"Question"_s}}});
    m_answer = m_conversation->append(
        {.role = Role::Assistant,
         .content = {TextPart{u"The quick **brown** fox.\n\nJumps over it.\n\n```\ncode\n```"_s}}});
    m_view = std::make_unique<TranscriptView>(m_theme);
    m_view->resize(900, 600);
    m_view->setConversation(m_conversation.get());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QTRY_VERIFY(m_view->viewport()->rect().contains(place(1, u"quick"_s)));
}

void tst_Select::cleanup()
{
    m_view.reset();
    m_conversation.reset();
}

void tst_Select::aDoubleClickGoesOnByWords()
{
    doubleClick(place(1, u"quick"_s));
    QCOMPARE(m_view->selectedText(), u"quick"_s);
    dragTo(place(1, u"fox"_s));
    QCOMPARE(m_view->selectedText(), u"quick brown fox"_s);
}

void tst_Select::aTripleClickGoesOnByBlocks()
{
    const QPoint point = place(1, u"quick"_s);
    doubleClick(point);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, point);
    QCOMPARE(m_view->selectedText(), u"The quick brown fox."_s);
    dragTo(place(1, u"over"_s));
    QCOMPARE(m_view->selectedText(), u"The quick brown fox.\n\nJumps over it."_s);
}

void tst_Select::wordsStayMarkedInBothDirections()
{
    doubleClick(place(1, u"brown"_s));
    dragTo(place(1, u"The"_s));
    QCOMPARE(m_view->selectedText(), u"The quick brown"_s);
    dragTo(place(1, u"fox"_s));
    QCOMPARE(m_view->selectedText(), u"brown fox"_s);
}

void tst_Select::keysMarkByCharacterAndWord()
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, place(1, u"quick"_s, 0));
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    QCOMPARE(m_view->selectedText(), u"qu"_s);
    press(Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    QVERIFY(m_view->selectedText().startsWith(u"quick"_s));
    press(Qt::Key_Left, Qt::ShiftModifier | Qt::ControlModifier);
    press(Qt::Key_Left, Qt::ShiftModifier | Qt::ControlModifier);
    QCOMPARE(m_view->selectedText(), u"The "_s);
}

void tst_Select::keysMarkByLineAndOverBlocks()
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, place(1, u"quick"_s, 0));
    press(Qt::Key_Down);
    QVERIFY2(m_view->selectedText().startsWith(u"quick brown fox.\n\nJu"_s),
             qPrintable(m_view->selectedText()));
    press(Qt::Key_End);
    QCOMPARE(m_view->selectedText(), u"quick brown fox.\n\nJumps over it."_s);
    press(Qt::Key_Right); // into the next block
    press(Qt::Key_Right);
    QCOMPARE(m_view->selectedText(), u"quick brown fox.\n\nJumps over it.\n\nc"_s);
    press(Qt::Key_Up);
    press(Qt::Key_Up);
    press(Qt::Key_Home);
    QCOMPARE(m_view->selectedText(), u"The "_s);
    for (int line = 0; line < 8; ++line)
        press(Qt::Key_Up);
    QVERIFY(m_view->selectedText().contains(u"uestion"_s));
}

void tst_Select::keysMarkToTheEnds()
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, place(1, u"fox"_s, 0));
    press(Qt::Key_End, Qt::ShiftModifier | Qt::ControlModifier);
    QCOMPARE(m_view->selectedText(), u"fox.\n\nJumps over it.\n\ncode"_s);
    press(Qt::Key_Home, Qt::ShiftModifier | Qt::ControlModifier);
    QCOMPARE(m_view->selectedText(), u"Question\n\nThe quick brown "_s);
}

void tst_Select::shiftAndClickGoOnFromTheLastClick()
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, place(1, u"quick"_s, 0));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, place(1, u"fox"_s, 0));
    QCOMPARE(m_view->selectedText(), u"quick brown "_s);
}

void tst_Select::copiesInSeveralForms()
{
    m_view->selectAll();
    m_view->copySelection();
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();

    QCOMPARE(data->text(), u"Question\n\nThe quick brown fox.\n\nJumps over it.\n\ncode"_s);
    QVERIFY(data->html().contains(u"<p>The quick <strong>brown</strong> fox.</p>"_s));
    QVERIFY(data->html().contains(u"<pre style="_s));
    QCOMPARE(QString::fromUtf8(data->data(u"text/markdown"_s)),
             u"Question\n\nThe quick **brown** fox.\n\nJumps over it.\n\n```\ncode\n```"_s);
}

void tst_Select::copiesPartsOfBlocks()
{
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, place(1, u"own fox"_s, 0));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      place(1, u"over"_s, 0));
    m_view->copySelection();
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();

    QCOMPARE(data->text(), u"own fox.\n\nJumps "_s);
    QCOMPARE(QString::fromUtf8(data->data(u"text/markdown"_s)), u"**own** fox.\n\nJumps "_s);
}

void tst_Select::aMessageIsCopiedAsItWasWritten()
{
    QVERIFY(choose(u"Copy message"_s));
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();

    QVERIFY(data->text().startsWith(u"The quick **brown** fox."_s));
    QVERIFY(data->html().contains(u"<strong>brown</strong>"_s));
}

void tst_Select::theSourceCanBeLookedAt()
{
    QVERIFY(choose(u"Show source"_s));
    m_view->selectAll();
    QVERIFY(m_view->selectedText().contains(u"**brown**"_s));
    QTRY_VERIFY(m_view->findChildren<QMenu *>().isEmpty());
    QVERIFY(choose(u"Show formatted"_s));
    m_view->selectAll();
    QVERIFY(!m_view->selectedText().contains(u"**brown**"_s));
}

void tst_Select::theScrollBarShowsWhereThingsAre()
{
    for (int turn = 0; turn < 10; ++turn) {
        m_conversation->append({.role = Role::User, .content = {TextPart{u"Next"_s}}});
        m_conversation->append(
            {.role = Role::Assistant, .content = {TextPart{u"word "_s.repeated(300)}}});
    }
    m_conversation->appendSibling(
        m_conversation->at(m_conversation->count() - 1).id,
        {.role = Role::Assistant,
         .content = {TextPart{u"stapler"_s}},
         .state = MessageState::Failed,
         .error = polylogue::app::base::Error{polylogue::app::base::ErrorKind::Network}});
    m_view->showMessage(m_answer, {u"fox"_s});
    const auto places = [this](ScrollMark kind) {
        QList<double> list;
        for (const auto &mark : m_view->findChild<MarkedScrollBar *>()->marks()) {
            if (mark.kind == kind)
                list += mark.place;
        }
        return list;
    };

    QTRY_COMPARE(places(ScrollMark::Question).size(), 11);
    QTRY_COMPARE(places(ScrollMark::Hit).size(), 1);
    QCOMPARE(places(ScrollMark::Error).size(), 1);
    QCOMPARE(places(ScrollMark::Branch).size(), 1);
    QCOMPARE_LT(places(ScrollMark::Hit).first(), 0.1);
    QCOMPARE_GT(places(ScrollMark::Error).first(), 0.9);
    for (const double place : places(ScrollMark::Question))
        QVERIFY(place >= 0 && place <= 1);
}

QTEST_MAIN(tst_Select)
#include "tst_select.moc"
