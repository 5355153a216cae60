// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

//! Every case of app/README.md in a session bus of its own; nothing reaches the user's keychain.
class tst_KeychainSecretStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void withoutABusItFailsAtOnce();
    void withoutAServiceItFailsAtOnce();
    void keyIsWrittenReadReplacedAndRemoved();
    void keychainThatHangsIsGivenUp();

private:
    QString runInSession(const QString &script, bool hasServices);

    std::unique_ptr<QTemporaryDir> m_home;
    QProcessEnvironment m_environment;
};

void tst_KeychainSecretStore::initTestCase()
{
    for (const QString &program : {u"dbus-run-session"_s, u"sh"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP(qPrintable(u"%1 is not installed"_s.arg(program)));
    }
}

void tst_KeychainSecretStore::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    m_environment = QProcessEnvironment::systemEnvironment();
    m_environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    m_environment.remove(u"DISPLAY"_s);
    m_environment.remove(u"WAYLAND_DISPLAY"_s);
    m_environment.insert(u"HOME"_s, m_home->path());
    m_environment.insert(u"XDG_DATA_HOME"_s, m_home->filePath(u"share"_s));
    m_environment.insert(u"XDG_RUNTIME_DIR"_s, m_home->path());
    m_environment.insert(u"CLIENT"_s, QStringLiteral(POLYLOGUE_KEYCHAIN_CLIENT));
}

//! Runs \a script in a fresh session bus; without services nothing can be activated there.
QString tst_KeychainSecretStore::runInSession(const QString &script, bool hasServices)
{
    QStringList arguments;
    if (!hasServices) {
        QFile configuration(m_home->filePath(u"bus.conf"_s));
        if (!configuration.open(QIODevice::WriteOnly))
            return u"no bus.conf"_s;
        configuration.write("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                            "<policy context='default'><allow send_destination='*'/>"
                            "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>");
        arguments << u"--config-file="_s + configuration.fileName();
    }
    arguments << u"--"_s << u"sh"_s << u"-c"_s << script;
    QProcess session;
    session.setProcessEnvironment(m_environment);
    session.start(u"dbus-run-session"_s, arguments);
    if (!session.waitForFinished(20'000))
        return u"no end: "_s + QString::fromUtf8(session.readAllStandardOutput());
    return QString::fromUtf8(session.readAllStandardOutput());
}

void tst_KeychainSecretStore::withoutABusItFailsAtOnce()
{
    m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    QProcess client;
    client.setProcessEnvironment(m_environment);
    QElapsedTimer timer;
    timer.start();

    client.start(QStringLiteral(POLYLOGUE_KEYCHAIN_CLIENT),
                 {u"5000"_s, u"write"_s, u"key"_s, u"sesame"_s});

    QVERIFY(client.waitForFinished(10'000));
    QVERIFY2(timer.elapsed() < 4000, "must not wait for the time-out");
    const QByteArray output = client.readAllStandardOutput();
    QVERIFY2(output.startsWith("error keychain "), output.constData());
    QVERIFY2(!output.contains("sesame"), output.constData());
}

void tst_KeychainSecretStore::withoutAServiceItFailsAtOnce()
{
    const QString output =
        runInSession(u"\"$CLIENT\" 5000 write key sesame; \"$CLIENT\" 5000 read key"_s, false);

    const QStringList lines = output.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    for (const QString &line : lines)
        QVERIFY2(line.startsWith(u"error keychain "_s) && !line.contains(u"no answer"_s),
                 qPrintable(output));
}

void tst_KeychainSecretStore::keyIsWrittenReadReplacedAndRemoved()
{
    if (QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty())
        QSKIP("gnome-keyring-daemon is not installed");

    const QString output = runInSession(uR"(
        printf '\n' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
        "$CLIENT" 5000 read key
        "$CLIENT" 5000 write key 'sesame ü'
        "$CLIENT" 5000 read key
        "$CLIENT" 5000 write key second
        "$CLIENT" 5000 read key
        "$CLIENT" 5000 read other
        "$CLIENT" 5000 remove key
        "$CLIENT" 5000 read key
        "$CLIENT" 5000 remove key)"_s,
                                        true);

    QCOMPARE(output, u"ok \nok \nok sesame ü\nok \nok second\nok \nok \nok \nok \n"_s);
}

void tst_KeychainSecretStore::keychainThatHangsIsGivenUp()
{
    // Owns the service's name and never answers.
    if (QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty())
        QSKIP("gnome-keyring-daemon is not installed");

    const QString output = runInSession(uR"(
        printf '\n' | gnome-keyring-daemon --unlock --components=secrets --foreground >/dev/null 2>&1 &
        daemon=$!
        for try in 1 2 3 4 5 6 7 8 9 10; do
            "$CLIENT" 5000 write key first | grep -q '^ok' && break
            sleep 0.2
        done
        kill -STOP $daemon
        "$CLIENT" 500 read key
        "$CLIENT" 500 write key second
        kill -CONT $daemon
        "$CLIENT" 5000 read key
        kill $daemon)"_s,
                                        true);

    const QStringList lines = output.split(u'\n', Qt::SkipEmptyParts);
    QVERIFY2(lines.size() == 3, qPrintable(output));
    QCOMPARE(lines.at(0), u"error keychain no answer"_s);
    QCOMPARE(lines.at(1), u"error keychain no answer"_s);
    QCOMPARE(lines.at(2), u"ok first"_s);
}

QTEST_GUILESS_MAIN(tst_KeychainSecretStore)
#include "tst_keychainsecretstore.moc"
