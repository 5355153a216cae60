// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/helperprocess.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace polylogue::app::base {

void ProcessReaper::operator()(QProcess *process) const
{
    process->disconnect();
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
    QObject::connect(process, &QProcess::errorOccurred, process, &QObject::deleteLater);
    process->kill();
}

QString helperProgram(const QString &name, const char *variable)
{
#ifdef Q_OS_WIN
    const QString file = name + ".exe"_L1;
#else
    const QString &file = name;
#endif
    const QString folder = QCoreApplication::applicationDirPath() + u'/';
    for (const QString &path : {qEnvironmentVariable(variable), QString(folder + file),
                                QString(folder + "../libexec/polylogue/"_L1 + file)}) {
        if (!path.isEmpty() && QFileInfo(path).isExecutable())
            return QFileInfo(path).absoluteFilePath();
    }
    return {};
}

QProcessEnvironment helperEnvironment()
{
    const QProcessEnvironment ours = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment environment;
    for (const QString &name :
         {u"LD_LIBRARY_PATH"_s, u"DYLD_LIBRARY_PATH"_s, u"PATH"_s, u"SystemRoot"_s,
          u"QT_PLUGIN_PATH"_s, u"LANG"_s, u"LC_ALL"_s, u"LC_CTYPE"_s, u"ASAN_OPTIONS"_s}) {
        if (ours.contains(name))
            environment.insert(name, ours.value(name));
    }
    environment.insert(u"QT_NO_GLIB"_s, u"1"_s);
    return environment;
}

} // namespace polylogue::app::base
