// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/chatstore.h"
#include "tests/soak/tokenserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace polylogue::app;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using conversation::Message;
using conversation::MessageId;
using conversation::MessageState;

namespace {

//! What was sent longer ago than this when the program is killed must be on disk.
constexpr auto Promise = 1200ms;
constexpr int QuickRounds = 4; // of two kills each; POLYLOGUE_SOAK_ROUNDS=150 is the full form
constexpr int RoundsInRow = 25; // Qt ends a test that runs for five minutes

int rounds()
{
    const int wanted = qEnvironmentVariableIntValue("POLYLOGUE_SOAK_ROUNDS");
    return wanted > 0 ? wanted : QuickRounds;
}

} // namespace

//! Kills the program while answers come in, again and again, on one profile: "polylogue ask --save"
//! and a program that works as the window does, both at once, as two that share a store.
class tst_KillWhileStreaming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingThatWasPromisedIsLost_data();
    void nothingThatWasPromisedIsLost();
    void everyLaneOfAComparisonIsBack();
    void theWindowOpensWhatIsLeft();

private:
    struct Answered
    {
        QString text = {};
        MessageState state = MessageState::Complete;
        bool isThere = false;
    };

    void start(QProcess &process, bool isLibrary, int round);
    //! Reads the whole store as the next start of the program does.
    QHash<QString, Answered> readStore();
    QStringList answersOfLanes(const QString &question);
    static void check(const SeenQuestion &seen, const QHash<QString, Answered> &stored,
                      SteadyTime killed);

    QTemporaryDir m_profile;
    TokenServer m_server;
    QStringList m_questions; // all that the server ever saw
};

void tst_KillWhileStreaming::initTestCase()
{
    QVERIFY(m_profile.isValid());
    QVERIFY(QDir(m_profile.path()).mkdir(u"data"_s));
}

void tst_KillWhileStreaming::start(QProcess &process, bool isLibrary, int round)
{
    const QString url = u"http://127.0.0.1:%1/v1"_s.arg(m_server.port());
    const QString model = round % 3 == 1 ? u"short"_s : u"long"_s;
    const QString question = (isLibrary ? u"library "_s : u"ask "_s) + QString::number(round);
    process.setProcessChannelMode(QProcess::MergedChannels);
    if (isLibrary) {
        QStringList arguments{m_profile.path() + u"/data"_s, url, model, question};
        if (round % 2 == 1)
            arguments.append(u"continue"_s);
        process.start(QStringLiteral(POLYLOGUE_ASK_LIBRARY), arguments);
    } else {
        process.start(QStringLiteral(POLYLOGUE_PROGRAM),
                      {u"--profile"_s, m_profile.path(), u"ask"_s, u"--save"_s, u"--endpoint"_s,
                       url, u"--model"_s, model, question});
    }
}

void tst_KillWhileStreaming::nothingThatWasPromisedIsLost_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("end");
    for (int first = 0; first < rounds(); first += RoundsInRow) {
        const int end = qMin(first + RoundsInRow, rounds());
        QTest::addRow("rounds %d to %d", first + 1, end) << first << end;
    }
}

void tst_KillWhileStreaming::nothingThatWasPromisedIsLost()
{
    QFETCH(const int, first);
    QFETCH(const int, end);
    const quint32 seed = QRandomGenerator::system()->generate();
    QRandomGenerator random(seed);
    qInfo("seed %u", seed);
    for (int round = first; round < end; ++round) {
        m_server.clear();
        QProcess library;
        QProcess ask;
        start(library, true, round);
        start(ask, false, round);
        QVERIFY(library.waitForStarted() && ask.waitForStarted());
        // Also before anything was sent, and while answers end.
        QThread::msleep(random.bounded(50U, 3200U));

        const SteadyTime killed = std::chrono::steady_clock::now();
        library.kill();
        ask.kill();
        QVERIFY(library.waitForFinished() && ask.waitForFinished());

        const QList<SeenQuestion> seen = m_server.questions();
        const QHash<QString, Answered> stored = readStore();
        for (const SeenQuestion &question : seen) {
            m_questions.append(QString::fromUtf8(question.text));
            check(question, stored, killed);
            if (QTest::currentTestFailed()) {
                qWarning() << "round" << round << library.readAll() << ask.readAll();
                return;
            }
        }
        for (const QString &earlier : std::as_const(m_questions))
            QVERIFY2(stored.contains(earlier), qPrintable(earlier));
    }
    qInfo("%d kills, %d questions seen by the server", 2 * end, int(m_questions.size()));
    QVERIFY(m_questions.size() >= end); // else this tested nothing
}

QHash<QString, tst_KillWhileStreaming::Answered> tst_KillWhileStreaming::readStore()
{
    QHash<QString, Answered> answers;
    QElapsedTimer clock;
    clock.start();
    store::ChatStore chats(m_profile.path() + u"/data"_s);
    std::optional<store::Library> library;
    chats.list(this, [&](const base::Result<store::Library> &list) {
        library = list.value_or({.unreadable = {u"all"_s}});
    });
    [&] { QTRY_VERIFY(library); }();
    [&] { QVERIFY2(clock.elapsed() < 2000, "a restart takes too long"); }();
    if (!library)
        return {};
    [&] { QCOMPARE(library->unreadable, QStringList()); }();
    qsizetype loading = library->chats.size();
    QHash<conversation::ConversationId, QList<Message>> loaded;
    for (const store::ChatRecord &record : std::as_const(library->chats)) {
        chats.load(record.id, this,
                   [&, id = record.id](const base::Result<conversation::LoadedMessages> &result) {
                       const conversation::LoadedMessages part = result.value_or({});
                       loaded[id] += part.branch + part.others;
                       loading -= part.isLast;
                   });
    }
    [&] { QTRY_COMPARE_WITH_TIMEOUT(loading, 0, 60'000); }();
    for (const QList<Message> &messages : std::as_const(loaded)) {
        QHash<MessageId, QString> questions;
        for (const Message &message : messages) {
            if (message.role == conversation::Role::User) {
                questions.insert(message.id, textOf(message.content));
                answers[textOf(message.content)]; // there, perhaps without an answer
            }
        }
        for (const Message &message : messages) {
            if (message.role == conversation::Role::Assistant)
                answers[questions.value(message.parent)] = {
                    .text = textOf(message.content), .state = message.state, .isThere = true};
        }
    }
    return answers;
}

void tst_KillWhileStreaming::check(const SeenQuestion &seen, const QHash<QString, Answered> &stored,
                                   SteadyTime killed)
{
    const QString question = QString::fromUtf8(seen.text);
    QVERIFY2(stored.contains(question), qPrintable(question + u" was asked but is not stored"_s));
    const Answered answer = stored.value(question);
    QVERIFY2(answer.isThere, qPrintable(question));

    QByteArray promised;
    QByteArray sent;
    bool isAllPromised = true;
    for (qsizetype number = 0; number < seen.sent.size(); ++number) {
        sent += tokenText(number);
        if (seen.sent.at(number) <= killed - Promise)
            promised += tokenText(number);
        else
            isAllPromised = false;
    }
    const QByteArray kept = answer.text.toUtf8();
    QVERIFY2(kept.startsWith(promised),
             qPrintable(QString::fromUtf8("promised: ..." + promised.last(qMin(promised.size(), 40))
                                          + ", kept: ..." + kept.last(qMin(kept.size(), 40)))));
    QVERIFY2(sent.startsWith(kept), qPrintable(u"kept what was never sent: "_s + answer.text));
    if (seen.isFinished && isAllPromised && !seen.sent.isEmpty())
        QCOMPARE(answer.state, MessageState::Complete);
    else if (!seen.isFinished)
        QCOMPARE(answer.state, MessageState::Interrupted);
}

void tst_KillWhileStreaming::everyLaneOfAComparisonIsBack()
{
    const quint32 seed = QRandomGenerator::system()->generate();
    QRandomGenerator random(seed);
    qInfo("seed %u", seed);
    for (int round = 0; round < qMin(rounds(), RoundsInRow); ++round) {
        m_server.clear();
        const QString question = u"lanes %1"_s.arg(round);
        QProcess process;
        process.start(QStringLiteral(POLYLOGUE_ASK_LIBRARY),
                      {m_profile.path() + u"/data"_s,
                       u"http://127.0.0.1:%1/v1"_s.arg(m_server.port()), u"long"_s, question,
                       u"compare"_s});
        QVERIFY(process.waitForStarted());
        QTRY_COMPARE_WITH_TIMEOUT(m_server.questions().size(), 3, 10'000);
        QThread::msleep(random.bounded(1400U, 3200U));
        const SteadyTime killed = std::chrono::steady_clock::now();
        process.kill();
        QVERIFY(process.waitForFinished());

        QByteArray promised; // by whichever lane got the least
        const QList<SeenQuestion> asked = m_server.questions();
        for (const SeenQuestion &seen : asked) {
            QByteArray own;
            for (qsizetype number = 0; number < seen.sent.size(); ++number) {
                if (seen.sent.at(number) <= killed - Promise)
                    own += tokenText(number);
            }
            if (&seen == &asked.constFirst() || own.size() < promised.size())
                promised = own;
        }
        QVERIFY(!promised.isEmpty());
        const QStringList kept = answersOfLanes(question);
        QCOMPARE(kept.size(), 3);
        for (const QString &text : kept)
            QVERIFY2(text.toUtf8().startsWith(promised), qPrintable(text));
    }
}

//! \return the texts of the answers to \a question in the lanes of the comparison that asked it.
QStringList tst_KillWhileStreaming::answersOfLanes(const QString &question)
{
    store::ChatStore chats(m_profile.path() + u"/data"_s);
    std::optional<store::Library> library;
    chats.list(this,
               [&](const base::Result<store::Library> &list) { library = list.value_or({}); });
    [&] { QTRY_VERIFY(library); }();
    QStringList texts;
    if (!library)
        return texts;
    qsizetype loading = 0;
    for (const store::ChatRecord &main : std::as_const(library->chats)) {
        if (main.title != question || !main.lane.of.isNull())
            continue;
        for (const store::ChatRecord &lane : std::as_const(library->chats)) {
            if (lane.lane.of != main.id)
                continue;
            ++loading;
            chats.loadWhole(lane.id, this, [&](const base::Result<store::WholeChat> &whole) {
                --loading;
                for (const Message &message : whole.value_or(store::WholeChat{}).messages) {
                    if (message.role == conversation::Role::Assistant
                        && message.state == MessageState::Interrupted)
                        texts.append(textOf(message.content));
                }
            });
        }
    }
    [&] { QTRY_COMPARE(loading, 0); }();
    return texts;
}

void tst_KillWhileStreaming::theWindowOpensWhatIsLeft()
{
    QProcess window;
    window.setProcessChannelMode(QProcess::MergedChannels);
    window.start(QStringLiteral(POLYLOGUE_PROGRAM), {u"--profile"_s, m_profile.path()});
    QVERIFY(window.waitForStarted());
    QTRY_VERIFY(QFile::exists(m_profile.path() + u"/data/window.lock"_s));
    QTest::qWait(500); // until it is in its event loop

    ::kill(static_cast<pid_t>(window.processId()), SIGTERM);

    QElapsedTimer clock;
    clock.start();
    QVERIFY(window.waitForFinished(5000));
    QVERIFY(clock.elapsed() < 2000);
    QCOMPARE(window.exitStatus(), QProcess::NormalExit);
    QVERIFY2(window.exitCode() == 0, window.readAll().constData());
}

QTEST_GUILESS_MAIN(tst_KillWhileStreaming)
#include "tst_killwhilestreaming.moc"
