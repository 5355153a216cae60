// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/mcp/stdiotransport.h"

#include "app/base/processgroup.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QPointer>
#include <QStandardPaths>

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::mcp {

using base::Error;
using base::ErrorKind;

namespace {

constexpr qint64 mostUnread = 64 * 1024 * 1024; // bytes that the program leaves in its input
constexpr qsizetype longestLastWords = 2000; // bytes
constexpr std::chrono::milliseconds handOnBudget(8); // of work before the event loop runs
constexpr std::chrono::milliseconds lastPatience(200);

} // namespace

StdioTransport::StdioTransport(const ServerConfig &config, const QByteArray &approval,
                               std::chrono::milliseconds patience)
    : m_config(config)
    , m_approval(approval)
    , m_patience(patience)
    , m_lines(largestMessage)
{
    m_handOn.setSingleShot(true);
    m_handOn.setInterval(0);
    connect(&m_handOn, &QTimer::timeout, this, &StdioTransport::onOutput);
    m_ending.setInterval(m_patience);
    connect(&m_ending, &QTimer::timeout, this, [this] {
        base::signalGroup(m_group,
                          m_step++ == 0 ? base::GroupSignal::Terminate : base::GroupSignal::Kill);
#ifdef Q_OS_WIN
        m_process->kill();
#endif
    });
}

StdioTransport::~StdioTransport()
{
    if (!m_process)
        return;
    m_process->disconnect(this);
    if (m_process->state() != QProcess::NotRunning) {
        m_process->closeWriteChannel();
        m_process->waitForFinished(static_cast<int>(lastPatience.count()));
    }
    base::signalGroup(m_group, base::GroupSignal::Kill);
}

std::optional<Error> StdioTransport::prepare()
{
    if (m_approval.isEmpty() || m_approval != fingerprintOf(m_config))
        return Error{
            .kind = ErrorKind::Forbidden, .type = u"not_approved"_s, .subject = m_config.command};
    QProcessEnvironment environment = serverEnvironment();
    for (const NamedValue &variable : m_config.environment)
        environment.insert(variable.name, variable.value);
    const QString folder = m_config.folder.isEmpty() ? QDir::homePath() : m_config.folder;
    if (!QFileInfo(folder).isDir())
        return Error{.kind = ErrorKind::File, .type = u"not_found"_s, .subject = folder};
    const QStringList paths = environment.value(u"PATH"_s).split(QDir::listSeparator());
    const QString program = QStandardPaths::findExecutable(m_config.command, paths);
    if (program.isEmpty())
        return Error{
            .kind = ErrorKind::File, .type = u"program_missing"_s, .subject = m_config.command};
    m_process = base::ProcessPointer(new QProcess);
    m_process->setProgram(program);
    m_process->setArguments(m_config.arguments);
    m_process->setWorkingDirectory(folder);
    m_process->setProcessEnvironment(environment);
    base::leadOwnGroup(*m_process);
    return {};
}

void StdioTransport::open()
{
    if (const auto error = prepare()) {
        QMetaObject::invokeMethod(
            this, [this, error] { end(error); }, Qt::QueuedConnection);
        return;
    }
    connect(m_process.get(), &QProcess::started, this, [this] {
        m_group = m_process->processId();
        if (!m_isClosing)
            Q_EMIT opened();
    });
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &StdioTransport::onOutput);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, &StdioTransport::onComplaint);
    connect(m_process.get(), &QProcess::finished, this, &StdioTransport::onExit);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(Error{.kind = ErrorKind::File,
                      .detail = m_process->errorString(),
                      .type = u"program_missing"_s,
                      .subject = m_config.command});
    });
    m_process->start();
}

void StdioTransport::send(const Outgoing &message)
{
    if (!m_process || m_hasEnded || m_isClosing)
        return;
    m_process->write(message.bytes + '\n');
    if (m_process->bytesToWrite() > mostUnread)
        QMetaObject::invokeMethod(
            this, [this] { end(Error{.kind = ErrorKind::Incomplete, .type = u"not_reading"_s}); },
            Qt::QueuedConnection);
}

void StdioTransport::close()
{
    if (m_hasEnded || std::exchange(m_isClosing, true))
        return;
    if (!m_process || m_process->state() == QProcess::NotRunning) {
        QMetaObject::invokeMethod(
            this, [this] { end({}); }, Qt::QueuedConnection);
        return;
    }
    m_process->closeWriteChannel();
    m_ending.start();
}

void StdioTransport::onOutput()
{
    QElapsedTimer clock;
    clock.start();
    m_waiting += m_lines.feed(m_process->readAllStandardOutput());
    if (m_lines.takeOverflow())
        Q_EMIT failed(0,
                      Error{.kind = ErrorKind::TooLarge,
                            .type = u"answer_too_large"_s,
                            .subject = m_config.name});
    const QPointer<StdioTransport> alive(this);
    while (alive && !m_hasEnded && !m_waiting.isEmpty()) {
        if (clock.elapsed() >= handOnBudget.count()) {
            m_handOn.start();
            return;
        }
        Q_EMIT received(m_waiting.takeFirst());
    }
}

void StdioTransport::onComplaint()
{
    const QByteArray text = m_process->readAllStandardError();
    m_lastWords = (m_lastWords + text.right(longestLastWords)).right(longestLastWords);
    Q_EMIT logged(text);
}

void StdioTransport::onExit(int exitCode, QProcess::ExitStatus status)
{
    onComplaint();
    const QPointer<StdioTransport> alive(this);
    m_handOn.stop();
    m_waiting += m_lines.feed(m_process->readAllStandardOutput());
    while (alive && !m_hasEnded && !m_waiting.isEmpty())
        Q_EMIT received(m_waiting.takeFirst());
    if (!alive)
        return;
    base::signalGroup(m_group, base::GroupSignal::Kill); // what it started and left
    if (m_isClosing) {
        end({});
        return;
    }
    const bool isNormal = status == QProcess::NormalExit;
    end(Error{.kind = ErrorKind::Incomplete,
              .detail = QString::fromUtf8(m_lastWords).trimmed(),
              .type = isNormal ? u"exited"_s : u"crashed"_s,
              .code = QString::number(exitCode),
              .subject = m_config.command});
}

void StdioTransport::end(const std::optional<Error> &error)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_ending.stop();
    m_handOn.stop();
    base::signalGroup(m_group, base::GroupSignal::Kill);
    Q_EMIT ended(m_isClosing ? std::nullopt : error);
}

} // namespace polylogue::app::mcp
