// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include <QHash>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

class tst_Sandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void onlyHarmlessWaysAreOpen_data();
    void onlyHarmlessWaysAreOpen();
    void processorTimeEnds();

private:
    QHash<QString, QString> m_answers;
};

void tst_Sandbox::initTestCase()
{
    QProcess probe;
    probe.start(QStringLiteral(POLYLOGUE_SANDBOX_PROBE), QStringList());
    QVERIFY(probe.waitForFinished());
    QCOMPARE(probe.exitStatus(), QProcess::NormalExit);
    const QString output = QString::fromLatin1(probe.readAllStandardOutput());
    for (const QString &line : output.split(u'\n', Qt::SkipEmptyParts))
        m_answers.insert(line.section(u' ', 0, 0), line.section(u' ', 1));
}

void tst_Sandbox::onlyHarmlessWaysAreOpen_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("isOpen");
    for (const QString &way : {u"sandbox"_s, u"thread"_s, u"memory-16"_s})
        QTest::newRow(qPrintable(way)) << way << u"yes"_s;
    for (const QString &way :
         {u"inherited"_s, u"memory-128"_s, u"read"_s, u"create"_s, u"socket"_s, u"unix-socket"_s,
          u"fork"_s, u"vfork"_s, u"kill"_s, u"ptrace"_s, u"code"_s, u"remove"_s, u"execute"_s})
        QTest::newRow(qPrintable(way)) << way << u"no"_s;
}

void tst_Sandbox::onlyHarmlessWaysAreOpen()
{
    QFETCH(QString, way);
    QFETCH(QString, isOpen);

    QCOMPARE(m_answers.value(way), isOpen);
}

void tst_Sandbox::processorTimeEnds()
{
    QProcess probe;
    probe.start(QStringLiteral(POLYLOGUE_SANDBOX_PROBE), {u"spin"_s});

    QVERIFY(probe.waitForFinished(20'000));

    QCOMPARE(probe.exitStatus(), QProcess::CrashExit);
}

QTEST_GUILESS_MAIN(tst_Sandbox)
#include "tst_sandbox.moc"
