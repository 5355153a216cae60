// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/singleinstance.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using settings::SingleInstance;

class tst_SingleInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void onlyTheFirstIsTheOne();
    void profilesDoNotHinderEachOther();
    void argumentsReachTheFirst_data();
    void argumentsReachTheFirst();
    void handingOverToNobodyFailsInTime();
    void afterTheFirstEndedAnotherIsTheOne();
    void aKilledOneHoldsUpNobody_data();
    void aKilledOneHoldsUpNobody();
    void theSocketIsTheUsersOnly();

private:
    QString path() const { return m_directory->path(); }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_SingleInstance::onlyTheFirstIsTheOne()
{
    SingleInstance first(path());
    SingleInstance second(path());

    QVERIFY(first.claim());
    QVERIFY(!second.claim());
}

void tst_SingleInstance::profilesDoNotHinderEachOther()
{
    const QTemporaryDir other;
    SingleInstance first(path());
    SingleInstance second(other.path());

    QVERIFY(first.claim());
    QVERIFY(second.claim());
    QVERIFY(first.socketName() != second.socketName());
}

void tst_SingleInstance::argumentsReachTheFirst_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("none") << QStringList{};
    QTest::newRow("files") << QStringList{u"/tmp/a b.png"_s, u"/tmp/ü\n%1.pdf"_s};
    QTest::newRow("many") << QStringList(5000, u"/a/path/that/is/not/short.png"_s);
}

void tst_SingleInstance::argumentsReachTheFirst()
{
    QFETCH(const QStringList, arguments);
    SingleInstance first(path());
    QVERIFY(first.claim());
    QSignalSpy spy(&first, &SingleInstance::startedAgain);

    bool isTaken = false;
    const std::unique_ptr<QThread> other(QThread::create([&] {
        SingleInstance second(path());
        isTaken = !second.claim() && second.handOver(arguments).has_value();
    }));
    other->start();

    QTRY_COMPARE(spy.count(), 1);
    QVERIFY(other->wait(5000));
    QVERIFY(isTaken);
    QCOMPARE(spy.first().first().toStringList(), arguments);
}

void tst_SingleInstance::handingOverToNobodyFailsInTime()
{
    const SingleInstance instance(path());
    QElapsedTimer clock;
    clock.start();

    const base::Status status = instance.handOver({});

    QVERIFY(!status);
    QCOMPARE(status.error().kind, base::ErrorKind::Timeout);
    QVERIFY(clock.elapsed() < 5000);
}

void tst_SingleInstance::afterTheFirstEndedAnotherIsTheOne()
{
    auto first = std::make_unique<SingleInstance>(path());
    QVERIFY(first->claim());
    first.reset();

    SingleInstance second(path());
    QVERIFY(second.claim());
}

void tst_SingleInstance::aKilledOneHoldsUpNobody_data()
{
    QTest::addColumn<bool>("isNumberReused");
    QTest::newRow("its process is gone") << false;
    QTest::newRow("another process has its number") << true;
}

void tst_SingleInstance::aKilledOneHoldsUpNobody()
{
    QFETCH(const bool, isNumberReused);
    QProcess process;
    process.start(QStringLiteral(POLYLOGUE_FIRST_INSTANCE), {path()});
    QVERIFY(process.waitForReadyRead(10'000));
    QCOMPARE(process.readAll().trimmed(), "first"_ba);
    process.kill();
    QVERIFY(process.waitForFinished());
    if (isNumberReused) {
        QFile lock(path() + u"/window.lock"_s);
        QVERIFY(lock.open(QIODevice::ReadWrite));
        QByteArrayList lines = lock.readAll().split('\n');
        lines[0] = QByteArray::number(QCoreApplication::applicationPid());
        lines[1] = QFileInfo(QCoreApplication::applicationFilePath()).fileName().toUtf8();
        QVERIFY(lock.resize(0) && lock.seek(0));
        QVERIFY(lock.write(lines.join('\n')) > 0);
    }

    SingleInstance next(path());
    QVERIFY(next.claim());

    QSignalSpy spy(&next, &SingleInstance::startedAgain);
    const std::unique_ptr<QThread> other(
        QThread::create([&] { (void)SingleInstance(path()).handOver({}); }));
    other->start();
    QTRY_COMPARE(spy.count(), 1);
    QVERIFY(other->wait(5000));
}

void tst_SingleInstance::theSocketIsTheUsersOnly()
{
    SingleInstance instance(path());
    QVERIFY(instance.claim());

    const auto permissions = QFileInfo(instance.socketName()).permissions();

    QCOMPARE(permissions & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup),
             QFile::Permissions());
    QCOMPARE(permissions & (QFile::ReadOther | QFile::WriteOther | QFile::ExeOther),
             QFile::Permissions());
}

QTEST_GUILESS_MAIN(tst_SingleInstance)
#include "tst_singleinstance.moc"
