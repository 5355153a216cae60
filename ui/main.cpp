// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/platform.h"
#include "ui/cli/commandline.h"
#include "ui/cli/runcommand.h"
#include "ui/theme/fontsearch.h"
#include "ui/windowprogram.h"

#include <QApplication>
#include <QIcon>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace polylogue::ui;

namespace {

//! Qt ends the program with a message of its own where it finds no display; ours says what to do.
bool hasDisplay()
{
#ifdef Q_OS_LINUX
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

} // namespace

int main(int argc, char *argv[])
{
    polylogue::app::base::prepareProcess();
    QCoreApplication::setApplicationName(u"polylogue"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(POLYLOGUE_VERSION));

    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const cli::Invocation invocation = cli::parseCommandLine(arguments);

    if (const auto *window = std::get_if<cli::WindowInvocation>(&invocation)) {
        if (!hasDisplay()) {
            std::fputs("polylogue: there is no display for the window. \"polylogue ask QUESTION\" "
                       "works in a terminal; \"polylogue --help\" tells more.\n",
                       stderr);
            return 2;
        }
        const theme::FontSearch fontSearch;
        QApplication application(argc, argv);
        QApplication::setDesktopFileName(u"org.polylogue.Polylogue"_s);
        QApplication::setWindowIcon(QIcon(u":/icons/polylogue.svg"_s));
        return runWindow(application, window->profile, window->attachments);
    }
    if (cli::needsFonts(invocation)) {
        qputenv("QT_QPA_PLATFORM",
                "offscreen"); // no display is needed, whether there is one or not
        QGuiApplication application(argc, argv);
        return cli::runCommand(invocation);
    }
    QCoreApplication application(argc, argv);
    return cli::runCommand(invocation);
}
