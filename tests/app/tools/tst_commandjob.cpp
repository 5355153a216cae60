// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/commandjob.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::tools;

class tst_CommandJob final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inputGoesInAndOutputComesBack();
    void thereIsNoShell();
    void howItEndedIsTold();
    void whatCannotStartIsAnError();
    void whatTakesTooLongEndsWithItsChildren();
    void whatWritesWithoutEndIsEnded();
    void aCommandLineReadsAsItIsTyped_data();
    void aCommandLineReadsAsItIsTyped();

private:
    struct Result
    {
        CommandReply reply = {};
        QString error = {};
    };
    Result run(const CommandLine &command, const QByteArray &input = {});
};

tst_CommandJob::Result tst_CommandJob::run(const CommandLine &command, const QByteArray &input)
{
    CommandJob job(command, input);
    Result result;
    bool hasEnded = false;
    connect(&job, &CommandJob::finished, this, [&](const CommandReply &reply) {
        result.reply = reply;
        hasEnded = true;
    });
    connect(&job, &CommandJob::failed, this, [&](const base::Error &error) {
        result.error = error.kind == base::ErrorKind::TooLarge ? u"too large"_s : error.type;
        hasEnded = true;
    });
    if (!QTest::qWaitFor([&hasEnded] { return hasEnded; }, 60'000))
        result.error = u"never"_s;
    return result;
}

void tst_CommandJob::inputGoesInAndOutputComesBack()
{
    const Result result = run({.program = u"cat"_s}, R"({"a":1})");
    QCOMPARE(result.error, QString());
    QCOMPARE(result.reply.output, R"({"a":1})"_ba);
    QCOMPARE(result.reply.exitCode, 0);
}

void tst_CommandJob::thereIsNoShell()
{
    const Result result =
        run({.program = u"printf"_s, .arguments = {u"%s|"_s, u"$(id)"_s, u"a b"_s, u"; ls"_s}});
    QCOMPARE(result.reply.output, "$(id)|a b|; ls|"_ba);
}

void tst_CommandJob::howItEndedIsTold()
{
    const Result failed =
        run({.program = u"sh"_s, .arguments = {u"-c"_s, u"echo so; echo no >&2; exit 3"_s}});
    QCOMPARE(failed.reply.exitCode, 3);
    QCOMPARE(failed.reply.output, "so\n"_ba);
    QCOMPARE(failed.reply.complaint, "no\n"_ba);
    const Result crashed = run({.program = u"sh"_s, .arguments = {u"-c"_s, u"kill -9 $$"_s}});
    QCOMPARE(crashed.reply.exitCode, -1);
}

void tst_CommandJob::whatCannotStartIsAnError()
{
    QCOMPARE(run({.program = u"/nonexistent/program"_s}).error, u"not_started"_s);
}

void tst_CommandJob::whatTakesTooLongEndsWithItsChildren()
{
    const QTemporaryDir directory;
    const QString note = directory.filePath(u"child"_s);
    // The child would outlive its parent by far.
    const QString script = u"sleep 600 & echo $! > '%1'; wait"_s.arg(note);
    const Result result = run(
        {.program = u"sh"_s, .arguments = {u"-c"_s, script}, .timeLimit = std::chrono::seconds(1)});
    QCOMPARE(result.error, u"timeout"_s);
    QFile file(note);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto child = static_cast<pid_t>(file.readAll().trimmed().toInt());
    QVERIFY(child > 1);
    // Gone, or dead and waiting for whoever adopts it to notice.
    QTRY_VERIFY_WITH_TIMEOUT(
        [child] {
            QFile status(u"/proc/%1/stat"_s.arg(child));
            return kill(child, 0) != 0
                || (status.open(QIODevice::ReadOnly) && status.readAll().contains(") Z"));
        }(),
        30'000);
}

void tst_CommandJob::whatWritesWithoutEndIsEnded()
{
    QCOMPARE(run({.program = u"yes"_s, .timeLimit = std::chrono::seconds(60)}).error,
             u"too large"_s);
}

void tst_CommandJob::aCommandLineReadsAsItIsTyped_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringList{u"-a"_s, u"/tmp/x.txt"_s} << u"p -a /tmp/x.txt"_s;
    QTest::newRow("a space") << QStringList{u"a b"_s} << u"p 'a b'"_s;
    QTest::newRow("two words") << QStringList{u"a"_s, u"b"_s} << u"p a b"_s;
    QTest::newRow("empty") << QStringList{QString()} << u"p ''"_s;
    QTest::newRow("a quote") << QStringList{u"it's"_s} << u"p 'it'\\''s'"_s;
    QTest::newRow("a shell's marks") << QStringList{u"$(id)"_s} << u"p '$(id)'"_s;
}

void tst_CommandJob::aCommandLineReadsAsItIsTyped()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, text);
    QCOMPARE(textOf(CommandLine{.program = u"p"_s, .arguments = arguments}), text);
}

QTEST_GUILESS_MAIN(tst_CommandJob)
#include "tst_commandjob.moc"
