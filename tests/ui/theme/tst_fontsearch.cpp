// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/fontsearch.h"

#include <QApplication>
#include <QFontDatabase>
#include <QTest>

using namespace polylogue::ui::theme;

namespace {

QStringList warnings; // of the program's start

void keepWarnings(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type != QtDebugMsg && type != QtInfoMsg)
        warnings.append(message);
}

} // namespace

class tst_FontSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMainThreadStaysTheMainThread();
    void fontsAreFound();
};

void tst_FontSearch::theMainThreadStaysTheMainThread()
{
    const QStringList threads = warnings.filter(QStringLiteral("thread"));
    QVERIFY2(threads.isEmpty(), qPrintable(threads.join(u'\n')));
}

void tst_FontSearch::fontsAreFound()
{
    QVERIFY(!QFontDatabase::families().isEmpty());
}

int main(int argc, char *argv[])
{
    const QtMessageHandler handler = qInstallMessageHandler(keepWarnings);
    const FontSearch fontSearch; // before the application, as the program has it
    const QApplication application(argc, argv);
    qInstallMessageHandler(handler);
    tst_FontSearch test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_fontsearch.moc"
