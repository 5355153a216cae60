// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/terminal.h"

#include <QTemporaryFile>
#include <QTest>

#include <unistd.h>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::cli;

class tst_Terminal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void controlsNeverReachATerminal_data();
    void controlsNeverReachATerminal();
    void pipesGetEveryByte();
    void notesAndAsidesGoToStandardError();
    void asidesNeedATerminal();
    void linesAreEndedOnce();
    void closedPipeIsNoticed();

private:
    QByteArray output() { return contentOf(*m_output); }
    QByteArray error() { return contentOf(*m_error); }
    static QByteArray contentOf(QTemporaryFile &file)
    {
        QFile again(file.fileName());
        return again.open(QIODevice::ReadOnly) ? again.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryFile> m_output;
    std::unique_ptr<QTemporaryFile> m_error;
};

void tst_Terminal::init()
{
    m_output = std::make_unique<QTemporaryFile>();
    m_error = std::make_unique<QTemporaryFile>();
    QVERIFY(m_output->open() && m_error->open());
}

void tst_Terminal::controlsNeverReachATerminal_data()
{
    QTest::addColumn<QString>("foreign");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("plain") << u"a\tb\nü😀"_s << u"a\tb\nü😀"_s.toUtf8();
    QTest::newRow("colour") << u"\x1b[31mred"_s << "[31mred"_ba;
    QTest::newRow("title") << u"\x1b]0;owned\x07"_s << "]0;owned"_ba;
    QTest::newRow("C1") << u"\u009b31mred\u0085"_s << "31mred"_ba;
    QTest::newRow("line overwritten") << u"safe\revil\b\b"_s << "safeevil"_ba;
    QTest::newRow("zero and delete") << u"a\0b\x7f"_s << "ab"_ba;
}

void tst_Terminal::controlsNeverReachATerminal()
{
    QFETCH(const QString, foreign);
    QFETCH(const QByteArray, shown);
    Terminal terminal(m_output->handle(), true, m_error->handle(), true);

    terminal.write(foreign);

    QCOMPARE(output(), shown);
}

void tst_Terminal::pipesGetEveryByte()
{
    Terminal terminal(m_output->handle(), false, m_error->handle(), false);

    terminal.write(u"\x1b[31mred\r\n"_s);

    QCOMPARE(output(), "\x1b[31mred\r\n"_ba);
}

void tst_Terminal::notesAndAsidesGoToStandardError()
{
    Terminal terminal(m_output->handle(), false, m_error->handle(), true);

    terminal.aside(u"thinking\x07"_s);
    terminal.write(u"answer"_s);
    terminal.note(u"done"_s);

    QCOMPARE(output(), "answer"_ba);
    QCOMPARE(error(), "\x1b[2mthinking\x1b[0m\ndone\n"_ba);
}

void tst_Terminal::asidesNeedATerminal()
{
    Terminal terminal(m_output->handle(), false, m_error->handle(), false);

    terminal.aside(u"thinking"_s);

    QVERIFY(error().isEmpty());
}

void tst_Terminal::linesAreEndedOnce()
{
    Terminal terminal(m_output->handle(), false, m_error->handle(), false);

    terminal.write(u"a"_s);
    terminal.endLines();
    terminal.endLines();
    terminal.write(u"b\n"_s);
    terminal.endLines();

    QCOMPARE(output(), "a\nb\n"_ba);
}

void tst_Terminal::closedPipeIsNoticed()
{
    std::signal(SIGPIPE, SIG_IGN);
    int ends[2] = {-1, -1};
    QCOMPARE(pipe(ends), 0);
    Terminal terminal(ends[1], false, m_error->handle(), false);
    terminal.write(u"taken"_s);
    QVERIFY(!terminal.isBroken());

    ::close(ends[0]);
    terminal.write(u"lost"_s);

    QVERIFY(terminal.isBroken());
    ::close(ends[1]);
}

QTEST_APPLESS_MAIN(tst_Terminal)
#include "tst_terminal.moc"
