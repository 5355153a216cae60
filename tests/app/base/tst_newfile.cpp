// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/newfile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>

#include <cerrno>
#include <csignal>
#endif

using namespace polylogue::app::base;
using namespace Qt::StringLiterals;

class tst_NewFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isThereOnlyOnceItIsKept();
    void takesTheOldOnesPlace();
    void goesWithTheObjectUnlessItIsKept();
    void isReadBack();
    void changeBehindItsBackIsNoticed();
    void fullDiskLeavesTheOldFile();
    void directoryThatIsNotThereIsTold();

private:
    QString path(const QString &name) const { return m_directory->filePath(name); }
    QStringList entries() const
    {
        return QDir(m_directory->path()).entryList(QDir::Files | QDir::Hidden);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

} // namespace

void tst_NewFile::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void tst_NewFile::isThereOnlyOnceItIsKept()
{
    const QByteArray bytes = QByteArray("0123456789").repeated(30'000); // several blocks and a rest
    NewFile file(m_directory->path());
    QVERIFY(file.open(NewFile::Readers::AsUsual));
    for (qsizetype at = 0; at < bytes.size(); at += 999)
        QVERIFY(file.write(QByteArrayView(bytes).sliced(at, qMin(999, bytes.size() - at))));
    QVERIFY(!QFile::exists(path(u"new"_s)));

    QVERIFY(file.keepAs(path(u"new"_s)));

    QCOMPARE(contentOf(path(u"new"_s)), bytes);
    QCOMPARE(file.size(), bytes.size());
    QCOMPARE(file.sha256(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
    QCOMPARE(entries(), QStringList(u"new"_s));
}

void tst_NewFile::takesTheOldOnesPlace()
{
    for (const QByteArray &bytes : {"old"_ba, "new"_ba}) {
        NewFile file(m_directory->path());
        QVERIFY(file.open(NewFile::Readers::Owner));
        QVERIFY(file.write(bytes));
        QVERIFY(file.keepAs(path(u"name"_s)));
    }

    QCOMPARE(contentOf(path(u"name"_s)), "new"_ba);
    QCOMPARE(entries(), QStringList(u"name"_s));
}

void tst_NewFile::goesWithTheObjectUnlessItIsKept()
{
    {
        NewFile file(m_directory->path());
        QVERIFY(file.open(NewFile::Readers::AsUsual));
        QVERIFY(file.write(QByteArray(100'000, 'x')));
        QCOMPARE(entries().size(), 1);
    }

    QCOMPARE(entries(), QStringList());
}

void tst_NewFile::isReadBack()
{
    NewFile file(m_directory->path());
    QVERIFY(file.open(NewFile::Readers::AsUsual));
    QVERIFY(file.write(QByteArray(200'000, 'x')));

    QVERIFY(file.verify());
    QVERIFY(file.keepAs(path(u"name"_s)));
    QCOMPARE(contentOf(path(u"name"_s)), QByteArray(200'000, 'x'));
}

void tst_NewFile::changeBehindItsBackIsNoticed()
{
    NewFile file(m_directory->path());
    QVERIFY(file.open(NewFile::Readers::AsUsual));
    QVERIFY(file.write(QByteArray(200'000, 'x')));
    QFile other(path(entries().constFirst()));
    QVERIFY(other.open(QIODevice::ReadWrite));
    QCOMPARE(other.write("y"), 1);
    other.close();

    const Status verified = file.verify();

    QVERIFY(!verified);
    QCOMPARE(verified.error().kind, ErrorKind::Disk);
    QCOMPARE(verified.error().type, u"not_as_written"_s);
}

void tst_NewFile::fullDiskLeavesTheOldFile()
{
#ifdef Q_OS_UNIX
    QFile old(path(u"name"_s));
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{.rlim_cur = 100'000, .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    Status written;
    {
        NewFile file(m_directory->path());
        QVERIFY(file.open(NewFile::Readers::AsUsual));
        written = file.write(QByteArray(150'000, 'x'));
        if (written)
            written = file.keepAs(path(u"name"_s));
    }
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, SIG_DFL);

    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Disk);
    QCOMPARE(written.error().detail, qt_error_string(EFBIG));
    QCOMPARE(contentOf(path(u"name"_s)), "old"_ba);
    QCOMPARE(entries(), QStringList(u"name"_s));
#endif
}

void tst_NewFile::directoryThatIsNotThereIsTold()
{
    NewFile file(path(u"nowhere"_s));

    const Status opened = file.open(NewFile::Readers::AsUsual);

    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Disk);
    QCOMPARE(opened.error().subject, path(u"nowhere"_s));
}

QTEST_APPLESS_MAIN(tst_NewFile)
#include "tst_newfile.moc"
