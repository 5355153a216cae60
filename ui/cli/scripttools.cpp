// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/scripttools.h"

#include "app/base/platform.h"
#include "app/tools/scriptjob.h"
#include "ui/text/errortext.h"

#include <QFile>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::tools::ScriptJob;
using app::tools::ScriptReply;
using app::tools::Tool;

namespace {

constexpr qint64 LargestScript = 1 << 20; // bytes

} // namespace

ScriptTools::ScriptTools(const QStringList &files, QObject *parent)
    : QObject(parent)
    , m_files(files)
{ }

void ScriptTools::start()
{
    QTimer::singleShot(0, this, &ScriptTools::loadNext);
}

void ScriptTools::loadNext()
{
    if (m_tools.size() == m_files.size()) {
        Q_EMIT loaded(m_tools);
        return;
    }
    const QString path = m_files.at(m_tools.size());
    const auto file = app::base::openRegularFile(path);
    if (!file) {
        Q_EMIT failed(path, text::errorText(file.error(), {}).title);
        return;
    }
    if ((*file)->size() > LargestScript) {
        Q_EMIT failed(path, tr("It is larger than 1 MB."));
        return;
    }
    const QString script = QString::fromUtf8((*file)->readAll());
    auto *job = new ScriptJob(script, {}, this);
    connect(job, &ScriptJob::failed, this, [this, job, path](const app::base::Error &error) {
        job->deleteLater();
        Q_EMIT failed(
            path,
            error.type == "timeout"_L1 ? tr("The script does not come to its end.")
                : error.type == "crashed"_L1
                ? tr("The script takes too much memory.")
                : tr("Scripts cannot be run here: the program polylogue-script is missing, "
                     "or the system does not let it lock itself in."));
    });
    connect(job, &ScriptJob::finished, this, [this, job, path, script](const ScriptReply &reply) {
        job->deleteLater();
        const QString &name = reply.definition.name;
        const bool isTaken = std::ranges::any_of(
            m_tools, [&name](const Tool &tool) { return tool.definition.name == name; });
        if (!reply.error.isEmpty())
            Q_EMIT failed(path,
                          reply.line > 0 ? tr("Line %1: %2").arg(reply.line).arg(reply.error)
                                         : reply.error);
        else if (!app::tools::isToolName(name))
            Q_EMIT failed(path, tr("Its name has to be 1 to 64 letters, digits, \"_\" or \"-\"."));
        else if (isTaken)
            Q_EMIT failed(path, tr("There is another tool named \"%1\".").arg(name));
        else {
            m_tools.append(app::tools::scriptTool(reply.definition, script));
            loadNext();
        }
    });
}

} // namespace polylogue::ui::cli
