// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/blobstore.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace polylogue::app;
using namespace polylogue::app::store;
using namespace Qt::StringLiterals;

class tst_BlobStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bytesComeBackUnderTheirHash();
    void sameContentIsStoredOnce();
    void nothingIsWrittenBeforeTheFirstBlob();
    void nobodyElseMayRead();
    void unknownBlobHasNoPath();
    void blobCutOffByACrashIsReplaced();
    void filesAreCopied();
    void onlyRegularFilesAreRead_data();
    void onlyRegularFilesAreRead();
    void largeFilesAreRefusedBeforeReading();
    void fullDiskLeavesNothingBehind();
    void unwritableRootIsTold();

private:
    QString write(const QString &name, const QByteArray &bytes);
    QStringList storedFiles() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<BlobStore> m_blobs;
};

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

constexpr qint64 megabyte = 1024 * 1024;

} // namespace

void tst_BlobStore::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_blobs = std::make_unique<BlobStore>(m_directory->filePath(u"profile/blobs"_s));
}

QString tst_BlobStore::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_directory->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's own disk");
    return file.fileName();
}

QStringList tst_BlobStore::storedFiles() const
{
    QStringList files;
    QDirIterator entries(m_directory->filePath(u"profile"_s), QDir::Files | QDir::Hidden,
                         QDirIterator::Subdirectories);
    while (entries.hasNext())
        files.append(entries.next());
    return files;
}

void tst_BlobStore::bytesComeBackUnderTheirHash()
{
    const QByteArray bytes = QByteArray("0123456789").repeated(20'000); // several blocks

    const auto blob = m_blobs->put(bytes, u"image/png"_s);

    QVERIFY(blob);
    QCOMPARE(blob->sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
    QCOMPARE(blob->size, bytes.size());
    QCOMPARE(blob->mediaType, u"image/png"_s);
    QCOMPARE(contentOf(m_blobs->path(*blob)), bytes);
}

void tst_BlobStore::sameContentIsStoredOnce()
{
    const auto first = m_blobs->put("same", u"image/png"_s);
    const auto second = m_blobs->putFile(write(u"copy"_s, "same"), u"image/png"_s, megabyte);

    QVERIFY(first && second);
    QCOMPARE(first->sha256, second->sha256);
    QCOMPARE(storedFiles(), QStringList(m_blobs->path(*first)));
}

void tst_BlobStore::nothingIsWrittenBeforeTheFirstBlob()
{
    QCOMPARE(m_blobs->path({}), QString());
    QVERIFY(!QFile::exists(m_directory->filePath(u"profile"_s)));
}

void tst_BlobStore::nobodyElseMayRead()
{
#ifdef Q_OS_UNIX
    const QString root = m_directory->filePath(u"profile/blobs"_s);
    QVERIFY(QDir().mkpath(root)); // with the usual permissions
    const mode_t old = ::umask(0);
    const auto restore = qScopeGuard([old] { ::umask(old); });

    const auto blob = m_blobs->put("private", u"image/png"_s);

    QVERIFY(blob);
    const auto modeOf = [](const QString &path) {
        struct stat status = {};
        return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777
                                                                         : 0U;
    };
    const QString path = m_blobs->path(*blob);
    QCOMPARE(modeOf(root), 0700U);
    QCOMPARE(modeOf(QFileInfo(path).path()), 0700U);
    QCOMPARE(modeOf(path), 0600U);
#endif
}

void tst_BlobStore::unknownBlobHasNoPath()
{
    QCOMPARE(m_blobs->path({.sha256 = QByteArray(32, 'x')}), QString());
    QCOMPARE(m_blobs->path({.sha256 = "../../etc/passwd"}), QString());
}

void tst_BlobStore::blobCutOffByACrashIsReplaced()
{
    const auto blob = m_blobs->put("complete", u"image/png"_s);
    QVERIFY(blob);
    QFile file(m_blobs->path(*blob));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("comp");
    file.close();

    const auto again = m_blobs->put("complete", u"image/png"_s);

    QVERIFY(again);
    QCOMPARE(contentOf(m_blobs->path(*again)), "complete"_ba);
}

void tst_BlobStore::filesAreCopied()
{
    const QByteArray bytes = QByteArray("abc").repeated(100'000);

    const auto blob = m_blobs->putFile(write(u"a.pdf"_s, bytes), u"application/pdf"_s, megabyte);

    QVERIFY(blob);
    QCOMPARE(contentOf(m_blobs->path(*blob)), bytes);
    QVERIFY(QFile::remove(m_directory->filePath(u"a.pdf"_s)));
    QCOMPARE(contentOf(m_blobs->path(*blob)), bytes);
}

void tst_BlobStore::onlyRegularFilesAreRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("type");
    QTest::newRow("missing") << u"missing"_s << u"not_found"_s;
    QTest::newRow("directory") << u"."_s << u"directory"_s;
#ifdef Q_OS_UNIX
    QTest::newRow("link") << u"link"_s << u"link"_s;
    QTest::newRow("FIFO without a writer") << u"fifo"_s << u"not_regular"_s;
    QTest::newRow("socket") << u"socket"_s << u"not_regular"_s;
    QTest::newRow("endless device") << u"/dev/zero"_s << u"not_regular"_s;
#endif
}

void tst_BlobStore::onlyRegularFilesAreRead()
{
    QFETCH(QString, path);
    QFETCH(QString, type);
#ifdef Q_OS_UNIX
    QVERIFY(QFile::link(write(u"target"_s, "secret"), m_directory->filePath(u"link"_s)));
    QCOMPARE(::mkfifo(QFile::encodeName(m_directory->filePath(u"fifo"_s)).constData(), 0600), 0);
    sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = {}};
    const QByteArray name = QFile::encodeName(m_directory->filePath(u"socket"_s));
    QVERIFY(size_t(name.size()) < sizeof(address.sun_path));
    std::copy(name.begin(), name.end(), address.sun_path);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    const auto closeSocket = qScopeGuard([socket] { ::close(socket); });
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): that is how the call is made
    QCOMPARE(::bind(socket, reinterpret_cast<sockaddr *>(&address), sizeof(address)), 0);
#endif
    if (!path.startsWith(u'/'))
        path = m_directory->filePath(path);
    QElapsedTimer time;
    time.start();

    const auto blob = m_blobs->putFile(path, u"image/png"_s, megabyte);

    QVERIFY(!blob);
    QCOMPARE(blob.error().kind, base::ErrorKind::File);
    QCOMPARE(blob.error().type, type);
    QVERIFY(time.elapsed() < 1000);
    QCOMPARE(storedFiles(), QStringList());
}

void tst_BlobStore::largeFilesAreRefusedBeforeReading()
{
    QFile sparse(m_directory->filePath(u"sparse.pdf"_s));
    QVERIFY(sparse.open(QIODevice::WriteOnly) && sparse.resize(5000 * megabyte));
    sparse.close();
    QElapsedTimer time;
    time.start();

    const auto blob = m_blobs->putFile(sparse.fileName(), u"application/pdf"_s, 100 * megabyte);

    QVERIFY(!blob);
    QCOMPARE(blob.error().kind, base::ErrorKind::TooLarge);
    QCOMPARE(blob.error().subject, u"sparse.pdf"_s);
    QVERIFY(time.elapsed() < 1000);
    QVERIFY(m_blobs->putFile(write(u"exact"_s, QByteArray(1000, 'x')), {}, 1000));
    QVERIFY(!m_blobs->putFile(write(u"over"_s, QByteArray(1001, 'y')), {}, 1000));
}

void tst_BlobStore::fullDiskLeavesNothingBehind()
{
#ifdef Q_OS_UNIX
    // A limit on the size of files ends a write where a full disk does: in its middle.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{.rlim_cur = 100'000, .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto blob = m_blobs->put(QByteArray(megabyte, 'x'), u"image/png"_s);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, SIG_DFL);

    QVERIFY(!blob);
    QCOMPARE(blob.error().kind, base::ErrorKind::Disk);
    QCOMPARE(storedFiles(), QStringList());
#endif
}

void tst_BlobStore::unwritableRootIsTold()
{
    const BlobStore blobs(write(u"a file"_s, "in the way") + u"/blobs"_s);

    const auto blob = blobs.put("bytes", u"image/png"_s);

    QVERIFY(!blob);
    QCOMPARE(blob.error().kind, base::ErrorKind::Disk);
}

QTEST_APPLESS_MAIN(tst_BlobStore)
#include "tst_blobstore.moc"
