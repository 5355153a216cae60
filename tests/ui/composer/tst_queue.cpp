// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/composer/composerwindow.h"
#include "ui/composer/composer.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::ui::composer;
using attachments::Draft;

class tst_Queue : public QObject, polylogue::test::ComposerWindow
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void returnQueuesWhileAnAnswerRuns();
    void whatCannotBeSentIsNotQueued();
    void theNextOneIsTakenFirst();
    void aQueuedMessageCanBeEdited();
    void aQueuedMessageCanBeSentAtOnce();
    void aQueuedMessageCanBeRemoved();
    void escapeAfterEscapeTakesTheQueueBack();
    void aQueueThatIsTakenBackComesBeforeWhatIsWritten();
    void theQueueTakesRoom();

private:
    QPlainTextEdit *edit() const { return m_composer->findChild<QPlainTextEdit *>(u"Message"_s); }
    void queue(const QString &text)
    {
        QTest::keyClicks(edit(), text);
        QTest::keyClick(edit(), Qt::Key_Return);
    }
    QStringList queued() const
    {
        QStringList texts;
        for (const Draft &draft : m_composer->queue())
            texts += draft.text;
        return texts;
    }
    //! Presses the button of that label in the first row.
    void press(const QString &label)
    {
        for (auto *button : m_composer->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == label) {
                button->setFocus();
                QTest::keyClick(button, Qt::Key_Space);
                return;
            }
        }
        QFAIL(qPrintable(label));
    }
};

void tst_Queue::init()
{
    open();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_composer->setRunning(true);
}

void tst_Queue::returnQueuesWhileAnAnswerRuns()
{
    QSignalSpy submitted(m_composer, &Composer::submitted);
    QSignalSpy changed(m_composer, &Composer::queueChanged);
    queue(u"next"_s);
    QCOMPARE(submitted.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(queued(), QStringList{u"next"_s});
    QVERIFY(m_composer->draft().isEmpty());
    m_composer->setRunning(false);
    queue(u"sent"_s);
    QCOMPARE(submitted.size(), 1);
    QCOMPARE(queued(), QStringList{u"next"_s}); // whoever ends the answer sends it
}

void tst_Queue::whatCannotBeSentIsNotQueued()
{
    queue({});
    m_composer->setBlockedReason(u"No model chosen"_s);
    queue(u"text"_s);
    QVERIFY(queued().isEmpty());
    QCOMPARE(m_composer->text(), u"text"_s);
}

void tst_Queue::theNextOneIsTakenFirst()
{
    QVERIFY(!m_composer->takeQueued());
    queue(u"one"_s);
    queue(u"two"_s);
    QSignalSpy changed(m_composer, &Composer::queueChanged);
    QCOMPARE(m_composer->takeQueued()->text, u"one"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(queued(), QStringList{u"two"_s});
    const QList<Draft> stored = m_composer->queue();
    m_composer->setQueue({});
    m_composer->setQueue(stored);
    QCOMPARE(queued(), QStringList{u"two"_s});
}

void tst_Queue::aQueuedMessageCanBeEdited()
{
    queue(u"one"_s);
    QTest::keyClicks(edit(), u"more"_s);
    press(u"Edit"_s);
    QVERIFY(queued().isEmpty());
    QCOMPARE(m_composer->text(), u"one\nmore"_s);
    QVERIFY(edit()->hasFocus());
}

void tst_Queue::aQueuedMessageCanBeSentAtOnce()
{
    queue(u"one"_s);
    QSignalSpy now(m_composer, &Composer::sendNowRequested);
    press(u"Send now"_s);
    QCOMPARE(now.size(), 1);
    QCOMPARE(now.first().first().value<Draft>().text, u"one"_s);
    QVERIFY(queued().isEmpty());
}

void tst_Queue::aQueuedMessageCanBeRemoved()
{
    queue(u"one"_s);
    queue(u"two"_s);
    press(u"Remove"_s);
    QCOMPARE(queued(), QStringList{u"two"_s});
    QVERIFY(edit()->hasFocus());
    press(u"Remove"_s);
    QVERIFY(queued().isEmpty());
}

void tst_Queue::escapeAfterEscapeTakesTheQueueBack()
{
    QSignalSpy stopped(m_composer, &Composer::stopRequested);
    queue(u"one"_s);
    queue(u"two"_s);
    QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(stopped.size(), 1);
    QCOMPARE(queued(), QStringList({u"one"_s, u"two"_s}));
    m_composer->setRunning(false);
    QSignalSpy changed(m_composer, &Composer::queueChanged);
    QSignalSpy drafted(m_composer, &Composer::draftChanged);

    QTest::keyClick(edit(), Qt::Key_Escape);

    QVERIFY(queued().isEmpty());
    QCOMPARE(changed.size(), 1);
    QVERIFY(drafted.size() >= 1);
    QCOMPARE(m_composer->draft().text, u"one\ntwo"_s);
    QVERIFY(edit()->hasFocus());
    QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(m_composer->draft().text, u"one\ntwo"_s);
    QCOMPARE(stopped.size(), 1);
}

void tst_Queue::aQueueThatIsTakenBackComesBeforeWhatIsWritten()
{
    m_composer->setQueue({{.text = u"see\n\npasted"_s, .pastedLengths = {6}}, {.text = u"two"_s}});
    QTest::keyClicks(edit(), u"now"_s);
    m_composer->takeBackQueue();
    QCOMPARE(m_composer->text(), u"see\ntwo\nnow"_s);
    QCOMPARE(m_composer->draft().text, u"see\ntwo\nnow\n\npasted"_s);
    QCOMPARE(m_composer->draft().pastedLengths, QList<qsizetype>({6}));
}

void tst_Queue::theQueueTakesRoom()
{
    const int height = m_composer->sizeHint().height();
    queue(u"<b>one</b>"_s.repeated(40));
    QVERIFY(m_composer->sizeHint().height() > height);
    QCOMPARE(m_composer->width(), m_window->width() - 2 * m_composer->x()); // long words give way
    m_composer->takeQueued();
    QCOMPARE(m_composer->sizeHint().height(), height);
}

QTEST_MAIN(tst_Queue)
#include "tst_queue.moc"
