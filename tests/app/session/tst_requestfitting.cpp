// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/requestfitting.h"

#include <QTest>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using conversation::Message;
using conversation::Role;
using conversation::TextPart;
using conversation::ToolCallPart;
using conversation::ToolResultPart;
using session::ChatOptions;
using session::fittedBranch;
using session::FittedBranch;

namespace {

//! Takes a hundred tokens.
Message said(Role role, QChar letter)
{
    return {.role = role, .content = {TextPart{QString(384, letter)}}};
}

Message called()
{
    return {.role = Role::Assistant,
            .content = {ToolCallPart{.id = u"c"_s, .name = u"f"_s, .arguments = u"{}"_s}}};
}

Message resulted()
{
    return {.role = Role::Tool,
            .content = {ToolResultPart{.callId = u"c"_s, .content = QString(384, u'r')}}};
}

//! The letters that are left, T for calls and results.
QString lettersOf(const QList<Message> &messages)
{
    QString letters;
    for (const Message &message : messages) {
        const QString text = textOf(message.content);
        letters += text.isEmpty() ? u'T' : text.front();
    }
    return letters;
}

} // namespace

class tst_RequestFitting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOldestTurnsGo_data();
    void theOldestTurnsGo();
    void callsStayWithTheirResults();
    void pinnedTurnsAndSystemMessagesStay();
    void questionsInARowAreOneTurn();
    void roomForTheAnswerAndTheSystemPromptIsKept();
    void excludedMessagesGoFirstAndAreNotCounted();
    void theQuestionThatIsAskedStays();
};

void tst_RequestFitting::theOldestTurnsGo_data()
{
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<QString>("left");
    QTest::addColumn<int>("omitted");
    QTest::newRow("all fit") << qint64(500) << u"abcde"_s << 0;
    QTest::newRow("one token less") << qint64(499) << u"cde"_s << 2;
    QTest::newRow("exactly") << qint64(300) << u"cde"_s << 2;
    QTest::newRow("only the question") << qint64(299) << u"e"_s << 4;
    QTest::newRow("not even that") << qint64(1) << u"e"_s << 4;
}

void tst_RequestFitting::theOldestTurnsGo()
{
    QFETCH(qint64, limit);
    const QList<Message> branch{said(Role::User, u'a'), said(Role::Assistant, u'b'),
                                said(Role::User, u'c'), said(Role::Assistant, u'd'),
                                said(Role::User, u'e')};

    const FittedBranch fitted = fittedBranch(branch, {.fitInto = limit});

    QTEST(lettersOf(fitted.messages), "left");
    QTEST(fitted.omitted, "omitted");
    QCOMPARE(lettersOf(fittedBranch(branch, {}).messages), u"abcde"_s);
}

void tst_RequestFitting::callsStayWithTheirResults()
{
    const QList<Message> branch{said(Role::User, u'a'), called(), resulted(),
                                said(Role::Assistant, u'b'), said(Role::User, u'c')};
    for (qint64 limit = 1; limit < 500; ++limit) {
        const QString left = lettersOf(fittedBranch(branch, {.fitInto = limit}).messages);
        QVERIFY2(left == u"aTTbc"_s || left == u"c"_s, qPrintable(left));
    }
}

void tst_RequestFitting::pinnedTurnsAndSystemMessagesStay()
{
    QList<Message> branch{said(Role::System, u's'),    said(Role::User, u'a'),
                          said(Role::Assistant, u'b'), said(Role::User, u'c'),
                          said(Role::Assistant, u'd'), said(Role::User, u'e')};
    branch[2].isPinned = true;

    const FittedBranch fitted = fittedBranch(branch, {.fitInto = 100});

    QCOMPARE(lettersOf(fitted.messages), u"sabe"_s);
    QCOMPARE(fitted.omitted, 2);
}

void tst_RequestFitting::questionsInARowAreOneTurn()
{
    const QList<Message> branch{said(Role::User, u'a'), said(Role::User, u'b'),
                                said(Role::Assistant, u'c'), said(Role::User, u'd'),
                                said(Role::User, u'e')};

    QCOMPARE(lettersOf(fittedBranch(branch, {.fitInto = 499}).messages), u"de"_s);
}

void tst_RequestFitting::roomForTheAnswerAndTheSystemPromptIsKept()
{
    const QList<Message> branch{said(Role::User, u'a'), said(Role::Assistant, u'b'),
                                said(Role::User, u'c')};
    ChatOptions options{.systemPrompt = QString(200, u's'), .fitInto = 380};
    options.parameters.maxTokens = 30;
    QCOMPARE(lettersOf(fittedBranch(branch, options).messages), u"abc"_s);

    options.parameters.maxTokens = 31;

    QCOMPARE(lettersOf(fittedBranch(branch, options).messages), u"c"_s);
}

void tst_RequestFitting::excludedMessagesGoFirstAndAreNotCounted()
{
    QList<Message> branch{said(Role::User, u'a'), said(Role::Assistant, u'b'),
                          said(Role::User, u'c'), said(Role::Assistant, u'd'),
                          said(Role::User, u'e')};
    branch[0].isExcluded = true;
    branch[3].isExcluded = true;

    const FittedBranch fitted = fittedBranch(branch, {.fitInto = 300});

    QCOMPARE(lettersOf(fitted.messages), u"bce"_s);
    QCOMPARE(fitted.omitted, 0);
}

void tst_RequestFitting::theQuestionThatIsAskedStays()
{
    QList<Message> branch{said(Role::User, u'a')};
    branch[0].isExcluded = true;

    QCOMPARE(lettersOf(fittedBranch(branch, {.fitInto = 1}).messages), u"a"_s);
}

QTEST_APPLESS_MAIN(tst_RequestFitting)
#include "tst_requestfitting.moc"
