// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/commandjob.h"

#include "app/base/helperprocess.h"
#include "app/base/processgroup.h"

#include <QProcess>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::tools {

namespace {

constexpr qsizetype longestComplaint = 64 << 10; // bytes

QString quoted(const QString &word)
{
    const bool isPlain = !word.isEmpty() && std::ranges::all_of(word, [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || u"-_./:=+,@%"_s.contains(c));
    });
    if (isPlain)
        return word;
    QString inside = word;
    return u'\'' + inside.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

class CommandJob::Private final
{
public:
    Private(CommandJob *commandJob, const CommandLine &commandLine, const QByteArray &standardInput)
        : m_job(commandJob)
        , m_command(commandLine)
        , m_input(standardInput)
    { }
    ~Private() { endProcess(); }

    void start();

private:
    void onExit();
    void endProcess();
    void fail(base::ErrorKind kind, const QString &type, const QString &detail = {});

    CommandJob *const m_job;
    const CommandLine m_command;
    const QByteArray m_input;
    base::ProcessPointer m_process = {};
    qint64 m_group = 0; // 0 before the start
    QTimer m_watchdog;
    CommandReply m_reply;
};

void CommandJob::Private::start()
{
    m_process = base::ProcessPointer(new QProcess);
    QProcess &process = *m_process;
    base::leadOwnGroup(process);
    QObject::connect(&process, &QProcess::readyReadStandardOutput, m_job, [this] {
        m_reply.output += m_process->readAllStandardOutput();
        if (m_reply.output.size() > longestOutput)
            fail(base::ErrorKind::TooLarge, {});
    });
    QObject::connect(&process, &QProcess::readyReadStandardError, m_job, [this] {
        const QByteArray words = m_process->readAllStandardError();
        m_reply.complaint +=
            words.first(qMin(words.size(), longestComplaint - m_reply.complaint.size()));
    });
    QObject::connect(&process, &QProcess::finished, m_job, [this] { onExit(); });
    QObject::connect(
        &process, &QProcess::errorOccurred, m_job, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                fail(base::ErrorKind::File, u"not_started"_s, m_process->errorString());
        });
    m_watchdog.setSingleShot(true);
    QObject::connect(&m_watchdog, &QTimer::timeout, m_job,
                     [this] { fail(base::ErrorKind::File, u"timeout"_s); });
    m_watchdog.start(m_command.timeLimit);
    process.start(m_command.program, m_command.arguments);
    m_group = process.processId();
    process.write(m_input);
    process.closeWriteChannel();
}

void CommandJob::Private::onExit()
{
    m_reply.exitCode = m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
    endProcess();
    const CommandReply reply = m_reply;
    Q_EMIT m_job->finished(reply);
}

//! Whoever it has started ends too.
void CommandJob::Private::endProcess()
{
    m_watchdog.stop();
    base::signalGroup(std::exchange(m_group, 0), base::GroupSignal::Kill);
    m_process.reset();
}

void CommandJob::Private::fail(base::ErrorKind kind, const QString &type, const QString &detail)
{
    endProcess();
    Q_EMIT m_job->failed(
        {.kind = kind, .detail = detail, .type = type, .subject = m_command.program});
}

CommandJob::CommandJob(const CommandLine &command, const QByteArray &input, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, command, input))
{
    QMetaObject::invokeMethod(
        this, [this] { d->start(); }, Qt::QueuedConnection);
}

CommandJob::~CommandJob() = default;

QString textOf(const CommandLine &command)
{
    QStringList words{quoted(command.program)};
    for (const QString &argument : command.arguments)
        words.append(quoted(argument));
    return words.join(u' ');
}

} // namespace polylogue::app::tools
