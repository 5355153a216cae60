// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/security/hostilemarkdown.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace polylogue::tests;
using namespace Qt::StringLiterals;

//! Watches every file name, connection and program start of the conversation view while it shows
//! messages that ask for such things.
class tst_HostileMarkdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theWatcherSeesWhatIsTouched();
    void opensNoFileAndNoConnection_data();
    void opensNoFileAndNoConnection();

private:
    struct Run
    {
        int exitCode = -1;
        QByteArray output = {};
        QByteArrayList forbidden = {}; //!< lines of the trace that must not be there
    };

    Run watch(const QString &scale, bool isControl);

    QTemporaryDir m_folder{QDir::tempPath() + u'/' + QLatin1StringView(canaryWord) + u"-XXXXXX"_s};
    QTemporaryDir m_traces;
    QTcpServer m_server; // so that a connection would succeed
};

namespace {

bool isForbidden(const QByteArray &line)
{
    static const QRegularExpression internet(
        uR"(\b(socket|connect|sendto|sendmsg|sendmmsg)\(.*\bAF_INET6?\b)"_s);
    return line.contains(canaryWord) || internet.match(QString::fromLatin1(line)).hasMatch();
}

//! \return what in a trace must not be there; the program's own start is its first line.
QByteArrayList forbiddenLines(QFile &trace)
{
    QByteArrayList lines;
    bool isStarted = false;
    while (!trace.atEnd()) {
        const QByteArray line = trace.readLine().trimmed();
        const bool isStart = line.contains("execve(");
        if (isForbidden(line) || (isStart && isStarted))
            lines.append(line);
        isStarted |= isStart;
    }
    return lines;
}

} // namespace

void tst_HostileMarkdown::initTestCase()
{
    QProcess strace;
    strace.start(u"strace"_s, {u"-f"_s, u"-o"_s, u"/dev/null"_s, u"true"_s});
    if (!strace.waitForFinished() || strace.exitCode() != 0)
        QSKIP("strace is missing or may not watch programs here");

    QVERIFY(m_folder.isValid() && m_traces.isValid());
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::red);
    QVERIFY(picture.save(m_folder.filePath(u"x.png"_s)));
    QVERIFY(picture.save(m_folder.filePath(u"x@2x.png"_s)));
    QFile drawing(m_folder.filePath(u"x.svg"_s));
    QVERIFY(drawing.open(QIODevice::WriteOnly));
    drawing.write("<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>");
    QCOMPARE(::mkfifo(QFile::encodeName(m_folder.filePath(u"fifo"_s)).constData(), 0600), 0);
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

tst_HostileMarkdown::Run tst_HostileMarkdown::watch(const QString &scale, bool isControl)
{
    const QString trace = m_traces.filePath(u"trace"_s);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"POLYLOGUE_CANARY_FOLDER"_s, m_folder.path());
    environment.insert(u"POLYLOGUE_CANARY_PORT"_s, QString::number(m_server.serverPort()));
    environment.insert(u"QT_SCALE_FACTOR"_s, scale);
    // What a sanitizer does in the end cannot be done under a tracer.
    environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s);
    if (isControl)
        environment.insert(u"POLYLOGUE_CANARY_CONTROL"_s, u"1"_s);

    QProcess program;
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(u"strace"_s,
                  {u"-f"_s, u"--seccomp-bpf"_s, u"-qq"_s, u"-s"_s, u"4096"_s, u"-e"_s,
                   u"trace=%file,%network"_s, u"-o"_s, trace,
                   QStringLiteral(SHOW_HOSTILE_MARKDOWN)});
    Run run;
    if (!program.waitForFinished(100'000)) {
        run.output = "not finished: " + program.readAll();
        return run;
    }
    run.exitCode = program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1;
    run.output = program.readAll();
    QFile file(trace);
    if (file.open(QIODevice::ReadOnly))
        run.forbidden = forbiddenLines(file);
    return run;
}

void tst_HostileMarkdown::theWatcherSeesWhatIsTouched()
{
    const Run run = watch(u"1"_s, true);

    QVERIFY2(run.exitCode == 0, run.output.constData());
    const QByteArray seen = run.forbidden.join('\n');
    QVERIFY2(seen.contains("x.png"), seen.constData());
    QVERIFY2(seen.contains("connect("), seen.constData());
}

void tst_HostileMarkdown::opensNoFileAndNoConnection_data()
{
    QTest::addColumn<QString>("scale");

    QTest::newRow("scale factor 1") << u"1"_s;
    QTest::newRow("scale factor 2") << u"2"_s;
}

void tst_HostileMarkdown::opensNoFileAndNoConnection()
{
    QFETCH(QString, scale);

    const Run run = watch(scale, false);

    QVERIFY2(run.exitCode == 0, run.output.constData());
    QVERIFY2(run.output.contains("shown: 375"), run.output.constData());
    QCOMPARE(run.forbidden.join('\n'), QByteArray());
}

QTEST_GUILESS_MAIN(tst_HostileMarkdown)
#include "tst_hostilemarkdown.moc"
