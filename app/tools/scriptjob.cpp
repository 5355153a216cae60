// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/scriptjob.h"

#include "app/base/helperprocess.h"
#include "app/base/platform.h"
#include "app/tools/scriptprotocol.h"

#include <QProcessEnvironment>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;

namespace polylogue::app::tools {

namespace {

// By the clock: the system ends a script by its processor time, but it may also sleep.
constexpr auto patience = 3 * std::chrono::seconds(scriptSeconds);
constexpr qint64 longestAnswer = 4 * (longestScriptResult + longestScriptLog); // bytes
constexpr qint64 longestComplaint = 4096; // bytes
constexpr int notLocked = 3; // polylogue-script's exit code

} // namespace

class ScriptJob::Private final
{
public:
    Private(ScriptJob *job, const QString &script, const std::optional<QByteArray> &arguments)
        : m_job(job)
        , m_input(script.toUtf8())
        , m_isToRun(arguments.has_value())
    {
        // The script is text: a NUL in it would begin the arguments.
        m_input.replace('\0', "\\0");
        if (arguments)
            m_input += '\0' + *arguments;
    }

    void start();

private:
    void onExit();
    void fail(base::ErrorKind kind, const QString &type, const QString &detail = {});

    ScriptJob *const m_job;
    QByteArray m_input;
    const bool m_isToRun;
    base::ProcessPointer m_process = {};
    QTimer m_watchdog;
    QByteArray m_answer;
    QByteArray m_complaint;
};

void ScriptJob::Private::start()
{
    const QString program = scriptProgram();
    if (program.isEmpty()) {
        fail(base::ErrorKind::File, u"helper_missing"_s);
        return;
    }
    m_process = base::ProcessPointer(new QProcess);
    m_process->setProcessEnvironment(base::helperEnvironment());
    QObject::connect(m_process.get(), &QProcess::readyReadStandardOutput, m_job, [this] {
        m_answer += m_process->readAllStandardOutput();
        if (m_answer.size() > longestAnswer)
            fail(base::ErrorKind::TooLarge, {});
    });
    QObject::connect(m_process.get(), &QProcess::readyReadStandardError, m_job, [this] {
        m_complaint = (m_complaint + m_process->readAllStandardError())
                          .first(qMin<qsizetype>(longestComplaint, m_complaint.size()));
    });
    QObject::connect(m_process.get(), &QProcess::finished, m_job, [this] { onExit(); });
    QObject::connect(
        m_process.get(), &QProcess::errorOccurred, m_job, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                fail(base::ErrorKind::File, u"helper_missing"_s, m_process->errorString());
        });
    m_watchdog.setSingleShot(true);
    QObject::connect(&m_watchdog, &QTimer::timeout, m_job,
                     [this] { fail(base::ErrorKind::File, u"timeout"_s); });
    m_watchdog.start(patience);
    m_process->start(program, {m_isToRun ? u"run"_s : u"describe"_s});
    m_process->write(m_input);
    m_process->closeWriteChannel();
}

void ScriptJob::Private::onExit()
{
    const QString words = QString::fromLocal8Bit(m_complaint).trimmed();
    if (base::wasOutOfProcessorTime(*m_process)) {
        fail(base::ErrorKind::File, u"timeout"_s);
        return;
    }
    const bool isWhole =
        m_process->exitStatus() == QProcess::NormalExit && m_process->exitCode() == 0;
    const auto reply = isWhole ? decodeScriptReply(m_answer) : std::nullopt;
    if (!reply) {
        const bool wasLocked =
            m_process->exitStatus() != QProcess::NormalExit || m_process->exitCode() != notLocked;
        fail(base::ErrorKind::File, wasLocked ? u"crashed"_s : u"no_sandbox"_s, words);
        return;
    }
    m_watchdog.stop();
    m_process.reset();
    Q_EMIT m_job->finished(*reply);
}

void ScriptJob::Private::fail(base::ErrorKind kind, const QString &type, const QString &detail)
{
    m_watchdog.stop();
    m_process.reset();
    Q_EMIT m_job->failed({.kind = kind, .detail = detail, .type = type});
}

ScriptJob::ScriptJob(const QString &script, const std::optional<QByteArray> &arguments,
                     QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, script, arguments))
{
    QMetaObject::invokeMethod(
        this, [this] { d->start(); }, Qt::QueuedConnection);
}

ScriptJob::~ScriptJob() = default;

QString scriptProgram()
{
    return base::helperProgram(u"polylogue-script"_s, "POLYLOGUE_SCRIPT");
}

} // namespace polylogue::app::tools
