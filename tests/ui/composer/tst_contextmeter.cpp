// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/attachment.h"
#include "tests/ui/composer/composerwindow.h"
#include "ui/composer/composer.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::ui::composer;

class tst_ContextMeter : public QObject, polylogue::test::ComposerWindow
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wordsTheTokens_data();
    void wordsTheTokens();
    void isThereOnceItIsTold();
    void saysWhenTheLimitIsNear_data();
    void saysWhenTheLimitIsNear();
    void aClickOrReturnTellsTheParts();
    void tellsWhatWasSpent();
    void asksWhatToDo_data();
    void asksWhatToDo();
    void aRepeatedReturnDecidesNothing();

private:
    ContextMeter *meter() const { return m_composer->findChild<ContextMeter *>(); }
    QWidget *choice() const { return m_composer->findChild<QWidget *>(u"ContextChoice"_s); }
    QPlainTextEdit *edit() const { return m_composer->findChild<QPlainTextEdit *>(u"Message"_s); }
};

void tst_ContextMeter::init()
{
    open();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_ContextMeter::wordsTheTokens_data()
{
    QTest::addColumn<ContextMeterValue>("value");
    QTest::addColumn<QString>("words");
    ContextMeterValue value{.systemPrompt = 400, .messages = 3'000, .draft = 12};
    QTest::newRow("no limit") << value << u"≈ 3,412 tokens"_s;
    value.limit = 128'000;
    QTest::newRow("limit") << value << u"≈ 3,412 of 128,000 tokens"_s;
    value.isEstimate = false;
    QTest::newRow("counted") << value << u"3,412 of 128,000 tokens"_s;
    value.limit.reset();
    QTest::newRow("counted, no limit") << value << u"3,412 tokens"_s;
}

void tst_ContextMeter::wordsTheTokens()
{
    QFETCH(ContextMeterValue, value);
    QFETCH(QString, words);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(contextText(value), words);
}

void tst_ContextMeter::isThereOnceItIsTold()
{
    QVERIFY(!meter()->isVisible());
    const int height = m_composer->sizeHint().height();
    m_composer->setContextUse({.messages = 10});
    QVERIFY(meter()->isVisible());
    QCOMPARE(m_composer->sizeHint().height(), height);
    QTest::keyClicks(edit(), u"some words"_s);
    // The draft is counted in the meter, not a second time beside it.
    QVERIFY(m_composer->findChild<QLabel *>(u"ComposerStatus"_s)->text().isEmpty());
    const int width = meter()->width();
    m_window->resize(400, 600);
    QTRY_VERIFY(meter()->width() <= width);
}

void tst_ContextMeter::saysWhenTheLimitIsNear_data()
{
    QTest::addColumn<qint64>("used");
    QTest::addColumn<QString>("state");
    QTest::newRow("80 percent") << qint64(800) << QString();
    QTest::newRow("more") << qint64(801) << u"Near the model's limit"_s;
    QTest::newRow("all") << qint64(1'000) << u"Near the model's limit"_s;
    QTest::newRow("too much") << qint64(1'001) << u"Over the model's limit"_s;
}

void tst_ContextMeter::saysWhenTheLimitIsNear()
{
    QFETCH(qint64, used);
    QFETCH(QString, state);
    m_composer->setContextUse({.messages = used, .limit = 1'000});
    QCOMPARE(meter()->accessibleDescription(), state);
    QVERIFY(meter()->toolTip().contains(state));
    QVERIFY(meter()->accessibleName().startsWith(u"Context: "_s));
}

void tst_ContextMeter::aClickOrReturnTellsTheParts()
{
    m_composer->setContextUse({.systemPrompt = 400,
                               .messages = 3'000,
                               .attachments = 70,
                               .draft = 12,
                               .limit = 8'000,
                               .cost = u"≈ 0.02 €"_s});
    auto *panel = meter()->findChild<QWidget *>(u"ContextBreakdown"_s);
    QVERIFY(!panel->isVisible());
    QTest::mouseClick(meter(), Qt::LeftButton);
    QVERIFY(panel->isVisible());
    QStringList texts;
    for (const QLabel *label : panel->findChildren<QLabel *>())
        texts += label->text();
    for (const QString &expected :
         {u"≈ 400 tokens"_s, u"≈ 3,000 tokens"_s, u"≈ 70 tokens"_s, u"≈ 12 tokens"_s,
          u"≈ 3,482 tokens"_s, u"8,000 tokens"_s, u"≈ 0.02 €"_s})
        QVERIFY2(texts.contains(expected), qPrintable(expected));
    QTest::keyClick(panel, Qt::Key_Escape);
    QVERIFY(!panel->isVisible());
    QTest::keyClick(meter(), Qt::Key_Return);
    QVERIFY(panel->isVisible());
    panel->hide();
}

void tst_ContextMeter::tellsWhatWasSpent()
{
    m_composer->setContextUse({.messages = 12});
    meter()->click();
    const auto shown = [this] {
        QStringList texts;
        for (const auto *label : meter()->findChildren<QLabel *>()) {
            if (label->isVisible())
                texts += label->text();
        }
        return texts;
    };
    QVERIFY(!shown().contains(u"Spent"_s));
    m_composer->setContextUse({.messages = 12,
                               .chatCost = u"USD 0.50"_s,
                               .dayCosts = {{u"Today"_s, u"USD 1.20"_s}, {u"A <b>"_s, u"2"_s}}});
    QVERIFY(shown().contains(u"Spent"_s));
    QVERIFY(shown().contains(u"This chat\nToday\nA <b>"_s));
    QVERIFY(shown().contains(u"USD 0.50\nUSD 1.20\n2"_s));
}

void tst_ContextMeter::asksWhatToDo_data()
{
    QTest::addColumn<QString>("buttonName"); // empty: Esc
    QTest::addColumn<int>("chosen");
    QTest::newRow("leave out") << u"LeaveOutOldest"_s << 0;
    QTest::newRow("send anyway") << u"SendAnyway"_s << 1;
    QTest::newRow("cancel") << u"CancelSending"_s << 2;
    QTest::newRow("Esc") << QString() << 2;
}

void tst_ContextMeter::asksWhatToDo()
{
    QFETCH(QString, buttonName);
    QFETCH(int, chosen);
    QTest::keyClicks(edit(), u"long"_s);
    m_composer->setContextUse({.messages = 9'000, .limit = 8'192});
    const int height = m_composer->sizeHint().height();
    QSignalSpy leaveOut(m_composer, &Composer::leaveOutOldestChosen);
    QSignalSpy anyway(m_composer, &Composer::sendAnywayChosen);
    QSignalSpy cancelled(m_composer, &Composer::contextChoiceCancelled);
    m_composer->showContextChoice();
    QVERIFY(choice()->isVisible());
    QVERIFY(m_composer->sizeHint().height() > height);
    QVERIFY(m_composer->findChild<QPushButton *>(u"LeaveOutOldest"_s)->hasFocus());
    if (buttonName.isEmpty())
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
    else
        QTest::mouseClick(m_composer->findChild<QPushButton *>(buttonName), Qt::LeftButton);
    QCOMPARE(leaveOut.size(), chosen == 0 ? 1 : 0);
    QCOMPARE(anyway.size(), chosen == 1 ? 1 : 0);
    QCOMPARE(cancelled.size(), chosen == 2 ? 1 : 0);
    QVERIFY(!choice()->isVisible());
    QVERIFY(edit()->hasFocus());
    QCOMPARE(m_composer->sizeHint().height(), height);
    QCOMPARE(m_composer->text(), u"long"_s);
}

void tst_ContextMeter::aRepeatedReturnDecidesNothing()
{
    m_composer->setContextUse({.messages = 9'000, .limit = 8'192});
    QSignalSpy leaveOut(m_composer, &Composer::leaveOutOldestChosen);
    m_composer->showContextChoice();
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
    QCOMPARE(leaveOut.size(), 0);
    QVERIFY(choice()->isVisible());
}

QTEST_MAIN(tst_ContextMeter)
#include "tst_contextmeter.moc"
