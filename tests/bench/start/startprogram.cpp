// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// The program as bench_start measures it: ui/main.cpp with somebody watching its first frame.

#include "app/base/platform.h"
#include "tests/bench/firstframe.h"
#include "tests/bench/start/startfigures.h"
#include "ui/theme/fontsearch.h"
#include "ui/windowprogram.h"

#include <QApplication>
#include <QIcon>
#include <QKeyEvent>
#include <QPlainTextEdit>

#include <cstdio>
#include <cstdlib>

using namespace polylogue;
using namespace Qt::StringLiterals;

namespace {

//! Types into the message being written.
bool takesKey()
{
    auto *text = qobject_cast<QPlainTextEdit *>(QApplication::focusWidget());
    if (!text)
        return false;
    const QString before = text->toPlainText();
    QKeyEvent letter(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, u"a"_s);
    QApplication::sendEvent(text, &letter);
    const bool hasArrived = text->toPlainText() == before + u'a';
    text->setPlainText(before); // no run leaves a draft to the next
    return hasArrived;
}

} // namespace

int main(int argc, char *argv[])
{
    app::base::prepareProcess();
    const ui::theme::FontSearch fontSearch;
    QApplication application(argc, argv);
    QApplication::setDesktopFileName(u"org.polylogue.Polylogue"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/polylogue.svg"_s));
    const QStringList arguments = QApplication::arguments();
    const qint64 startedAt = arguments.value(1).toLongLong();
    const tests::FirstFrame firstFrame(true, [startedAt] {
        if (!takesKey()) {
            std::fputs("the window is painted, but takes no key\n", stderr);
            std::exit(1);
        }
        bench::tellFigures(startedAt);
    });
    return ui::runWindow(application, arguments.value(2), {});
}
