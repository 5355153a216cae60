// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/answerreading.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::probe;

class tst_AnswerReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsANumberHoweverItIsWritten_data();
    void findsANumberHoweverItIsWritten();
    void tellsAMisreadNumberFromAnother();
    void findsColoursInTheirOrder();
    void knowsWhoDeniesSeeing_data();
    void knowsWhoDeniesSeeing();
    void knowsTheQuestionAgain();
};

void tst_AnswerReading::findsANumberHoweverItIsWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isThere");
    const auto row = [](const QString &text, bool isThere) {
        QTest::newRow(qUtf8Printable(text)) << text << isThere;
    };
    row(u"482913"_s, true);
    row(u"The number is **482913**."_s, true);
    row(u"482,913"_s, true);
    row(u"482 913"_s, true);
    row(u"482\u202f913"_s, true);
    row(u"4 8 2 9 1 3"_s, true);
    row(u"4-8-2-9-1-3"_s, true);
    row(u"four eight two nine one three"_s, true);
    row(u"In the 640 x 480 picture: 482913"_s, true);
    row(u"482914"_s, false);
    row(u"48291"_s, false);
    row(u"482 and then 913"_s, false);
    row(u"No number"_s, false);
    // All numbers there are: no proof.
    row(u"111111 222222 333333 444444 555555 482913"_s, false);
}

void tst_AnswerReading::findsANumberHoweverItIsWritten()
{
    QFETCH(QString, text);
    QFETCH(bool, isThere);
    QCOMPARE(tellsNumber(text, u"482913"_s), isThere);
}

void tst_AnswerReading::tellsAMisreadNumberFromAnother()
{
    QVERIFY(nearlyTellsNumber(u"It says 482918"_s, u"482913"_s));
    QVERIFY(nearlyTellsNumber(u"It says 48913"_s, u"482913"_s));
    QVERIFY(!nearlyTellsNumber(u"It says 106657"_s, u"482913"_s));
    QVERIFY(!nearlyTellsNumber(u"Nothing"_s, u"482913"_s));
    QVERIFY(claimsNumber(u"It says 106657"_s));
    QVERIFY(!claimsNumber(u"It has 2 lines and 17 words"_s));
}

void tst_AnswerReading::findsColoursInTheirOrder()
{
    QCOMPARE(colorsIn(u"Red, then violet, **green** and gold."_s),
             QStringList({u"red"_s, u"purple"_s, u"green"_s, u"yellow"_s}));
    QVERIFY(colorsIn(u"It is bored and blackened"_s).isEmpty());
}

void tst_AnswerReading::knowsWhoDeniesSeeing_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isDenial");
    const auto row = [](const QString &text, bool isDenial) {
        QTest::newRow(qUtf8Printable(text)) << text << isDenial;
    };
    row(u"I'm sorry, I can't view images."_s, true);
    row(u"There is no document attached."_s, true);
    row(u"The document \"note.pdf\" is listed, but its content is empty."_s, true);
    row(u"I am unable to open the attached file."_s, true);
    row(u"It is a scan, and I cannot read letters in pictures."_s, true);
    row(u"I'm sorry, I can't help with identifying people in images."_s, false);
    row(u"The number is 482913."_s, false);
    row(u"Yes."_s, false);
}

void tst_AnswerReading::knowsWhoDeniesSeeing()
{
    QFETCH(QString, text);
    QFETCH(bool, isDenial);
    QCOMPARE(deniesSeeing(text), isDenial);
}

void tst_AnswerReading::knowsTheQuestionAgain()
{
    const QString question = u"Which number does the attached document give? Answer briefly."_s;
    QVERIFY(
        repeats(u"You said: which  number does the attached\ndocument give? Well."_s, question));
    QVERIFY(!repeats(u"The attached document gives a number."_s, question));
}

QTEST_APPLESS_MAIN(tst_AnswerReading)
#include "tst_answerreading.moc"
