// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/bodydevice.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using net::BodyDevice;

class tst_BodyDevice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOutEveryPieceExactly_data();
    void handsOutEveryPieceExactly();
    void sendsAGrownFileInItsFrozenSize();
    void failsOnceWhereAFileShrank();
    void namesTheFileThatCannotBeRead();

private:
    QString writeFile(const QByteArray &bytes);

    QTemporaryDir m_directory;
    int m_files = 0;
};

QString tst_BodyDevice::writeFile(const QByteArray &bytes)
{
    const QString path = m_directory.filePath(u"file%1"_s.arg(++m_files));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
    return path;
}

void tst_BodyDevice::handsOutEveryPieceExactly_data()
{
    QTest::addColumn<int>("fileSize");
    QTest::addColumn<int>("readSize");

    for (const int fileSize : {0, 1, 2, 3, 4, 49151, 49152, 49153, 200000}) {
        for (const int readSize : {1, 1000, 16384, 1 << 20}) {
            if (readSize == 1 && fileSize > 100000)
                continue;
            QTest::addRow("%d bytes, reads of %d", fileSize, readSize) << fileSize << readSize;
        }
    }
}

void tst_BodyDevice::handsOutEveryPieceExactly()
{
    QFETCH(int, fileSize);
    QFETCH(int, readSize);
    QByteArray content(fileSize, Qt::Uninitialized);
    for (int i = 0; i < fileSize; ++i)
        content[i] = static_cast<char>(i * 7 + i / 251);
    const QString path = writeFile(content);
    const wire::RequestBody body{
        .pieces = {"{\"data\":\""_ba, wire::Base64File{.path = path, .size = fileSize},
                   "\",\"again\":\""_ba, wire::Base64File{.path = path, .size = fileSize},
                   "\"}"_ba}};
    const QByteArray expected = "{\"data\":\""_ba + content.toBase64() + "\",\"again\":\""_ba
        + content.toBase64() + "\"}"_ba;

    BodyDevice device(body);
    QByteArray read;
    while (!device.atEnd())
        read += device.read(readSize);

    QCOMPARE(device.totalSize(), expected.size());
    QCOMPARE(read, expected);
    QVERIFY(device.isSequential());
    QCOMPARE(device.read(1), QByteArray());
}

void tst_BodyDevice::sendsAGrownFileInItsFrozenSize()
{
    const QString path = writeFile("abcdefghi"_ba);
    BodyDevice device({.pieces = {wire::Base64File{.path = path, .size = 4}}});

    QCOMPARE(device.readAll(), "abcd"_ba.toBase64());
}

void tst_BodyDevice::failsOnceWhereAFileShrank()
{
    const QString path = writeFile(QByteArray(100, 'x'));
    BodyDevice device({.pieces = {"["_ba, wire::Base64File{.path = path, .size = 101}, "]"_ba}});
    QList<base::Error> errors;
    connect(&device, &BodyDevice::sourceFailed, this,
            [&errors](const base::Error &error) { errors.append(error); });

    QCOMPARE(device.read(1000), "["_ba);
    QCOMPARE(device.read(1000), QByteArray());
    QCOMPARE(device.read(1000), QByteArray());

    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().kind, base::ErrorKind::File);
    QCOMPARE(errors.first().subject, path);
}

void tst_BodyDevice::namesTheFileThatCannotBeRead()
{
    const QString good = writeFile("abc"_ba);
    const QString missing = m_directory.filePath(u"missing"_s);

    QVERIFY(!net::unreadableFile({.pieces = {wire::Base64File{.path = good, .size = 3}}}));
    const auto shrunk =
        net::unreadableFile({.pieces = {wire::Base64File{.path = good, .size = 4}}});
    QVERIFY(shrunk);
    QCOMPARE(shrunk->subject, good);
    const auto gone = net::unreadableFile({.pieces = {wire::Base64File{.path = missing}}});
    QVERIFY(gone);
    QCOMPARE(gone->kind, base::ErrorKind::File);
    QCOMPARE(gone->subject, missing);
}

QTEST_GUILESS_MAIN(tst_BodyDevice)
#include "tst_bodydevice.moc"
