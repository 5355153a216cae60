// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/exportjob.h"
#include "tests/app/transfer/samplechats.h"
#include "tests/support/waituntil.h"
#include "ui/transfer/pdfjob.h"

#include <QDir>
#include <QDirIterator>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/mount.h>
#endif

using namespace polylogue;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using app::base::Status;
using app::store::BlobStore;
using app::store::WholeChat;
using app::transfer::ExportFormat;
using app::transfer::ExportRequest;

namespace {

constexpr qint64 PageSize = 4096; // what room is counted in

const auto oldContent = "old"_ba;

bool isFull()
{
    return qEnvironmentVariable("POLYLOGUE_SOAK") == u"full"_s;
}

Status exportText(const ExportRequest &request, const BlobStore &blobs)
{
    const auto report = app::transfer::writeExport(request, blobs, [](qint64) { return true; });
    return report ? Status() : Status(report.error());
}

Status exportPdf(const ExportRequest &request, const BlobStore &blobs)
{
    ui::transfer::PdfJob job(request.chats, request.options, blobs, request.target);
    std::optional<Status> status;
    QObject::connect(&job, &ui::transfer::PdfJob::completed, &job, [&] { status = Status(); });
    QObject::connect(&job, &ui::transfer::PdfJob::failed, &job,
                     [&](const app::base::Error &error) { status = error; });
    waitUntil([&] { return status.has_value(); }, 60'000);
    return status.value_or(app::base::Error{});
}

//! \return all files and folders below \a directory.
QStringList entries(const QString &directory)
{
    QStringList found;
    QDirIterator iterator(directory, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                          QDirIterator::Subdirectories);
    while (iterator.hasNext())
        found.append(iterator.next().mid(directory.size() + 1));
    found.sort();
    return found;
}

//! \return the bytes that files of an export take on a disk.
qint64 roomOf(const QString &path)
{
    if (!QFileInfo(path).isDir())
        return QFileInfo(path).size();
    qint64 room = 0;
    for (const QString &entry : entries(path)) {
        const QFileInfo file(path + u'/' + entry);
        if (file.isFile())
            room += (file.size() + PageSize - 1) / PageSize * PageSize;
    }
    return room;
}

} // namespace

//! Exports to a file system that becomes full meanwhile: all of it is there afterwards, or nothing
//! but what was there before, and the user is told why.
class tst_ExportToFullDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void leavesNothingHalf_data();
    void leavesNothingHalf();

private:
    Status tryOnce(const ExportRequest &request, bool isPdf) const
    {
        return isPdf ? exportPdf(request, *m_blobs) : exportText(request, *m_blobs);
    }
    //! Exports to a disk of its own, mounted with \a limit; tells in m_hasFailed how it went.
    void exportTo(const QByteArray &limit, ExportRequest request, bool isPdf);

    QTemporaryDir m_directory;
    QString m_disk;
    std::unique_ptr<BlobStore> m_blobs;
    bool m_hasFailed = false;
};

void tst_ExportToFullDisk::initTestCase()
{
#ifdef Q_OS_LINUX
    QVERIFY(m_directory.isValid());
    m_disk = m_directory.filePath(u"disk"_s);
    QVERIFY(QDir().mkdir(m_disk));
    m_blobs = std::make_unique<BlobStore>(m_directory.filePath(u"blobs"_s));
    // Mounts are this process's own and go with it.
    if (::unshare(CLONE_NEWNS) != 0
        || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        QSKIP("needs root: nobody else may mount a file system");
#else
    QSKIP("knows how to mount a small file system on Linux only");
#endif
}

void tst_ExportToFullDisk::leavesNothingHalf_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::addColumn<int>("chats");
    QTest::addColumn<bool>("isPdf");

    QTest::newRow("Markdown") << ExportFormat::Markdown << 1 << false;
    QTest::newRow("Markdown of several") << ExportFormat::Markdown << 3 << false;
    QTest::newRow("HTML") << ExportFormat::Html << 1 << false;
    QTest::newRow("HTML of several") << ExportFormat::Html << 3 << false;
    QTest::newRow("JSON") << ExportFormat::Json << 3 << false;
    QTest::newRow("JSON Lines") << ExportFormat::JsonLines << 3 << false;
    QTest::newRow("PDF") << ExportFormat::Html << 1 << true;
}

void tst_ExportToFullDisk::leavesNothingHalf()
{
    QFETCH(const ExportFormat, format);
    QFETCH(const int, chats);
    QFETCH(const bool, isPdf);
    const ExportRequest request{
        .chats = QList<WholeChat>{longChat(isPdf ? 20 : 400), fullChat(*m_blobs), longChat(1)}.mid(
            0, chats),
        .format = format,
        .words = exportWords(),
        .target = m_directory.filePath(QString::fromLatin1(QTest::currentDataTag()))};
    QVERIFY(tryOnce(request, isPdf)); // where there is room
    if (isPdf)
        QVERIFY(tryOnce(request, isPdf)); // Qt's first one in a process is larger
    const qint64 room = roomOf(request.target);
    const qsizetype files = qMax<qsizetype>(entries(request.target).size(), 1);

    int failures = 0;
    int tries = 0;
    const qint64 step = isFull() ? PageSize : qMax(PageSize, room / 4);
    for (qint64 size = PageSize; size < room; size += step) {
        exportTo("size=" + QByteArray::number(size), request, isPdf);
        failures += m_hasFailed;
        ++tries;
    }
    QCOMPARE(failures, tries);
    QVERIFY(failures > 0);
    // Room, but none for more files; the folder itself and what was there are two.
    for (qsizetype inodes = 2; inodes < files + 2; inodes += isFull() ? 1 : files) {
        exportTo("nr_inodes=" + QByteArray::number(inodes), request, isPdf);
        QVERIFY(m_hasFailed);
    }
    exportTo("size=16m", request, isPdf);
    QVERIFY(!m_hasFailed);
    qInfo("%d times full, nothing half", tries);
}

void tst_ExportToFullDisk::exportTo(const QByteArray &limit, ExportRequest request, bool isPdf)
{
#ifdef Q_OS_LINUX
    const QByteArray disk = QFile::encodeName(m_disk);
    QCOMPARE(::mount("tmpfs", disk.constData(), "tmpfs", 0, limit.constData()), 0);
    const auto unmount = qScopeGuard([&disk] { ::umount2(disk.constData(), MNT_DETACH); });
    const bool isFolder = needsFolder(request) && !isPdf;
    request.target = m_disk + u"/chats"_s;
    if (!isFolder) {
        QFile old(request.target);
        QVERIFY(old.open(QIODevice::WriteOnly));
        QCOMPARE(old.write(oldContent), oldContent.size());
    }
    const QStringList before = entries(m_disk);

    const Status status = tryOnce(request, isPdf);

    m_hasFailed = !status;
    if (status) {
        QVERIFY(!entries(m_disk).filter(u"chats"_s).isEmpty());
        QVERIFY(entries(m_disk).filter(u"incoming"_s).isEmpty());
        return;
    }
    QCOMPARE(status.error().kind, app::base::ErrorKind::Disk);
    QCOMPARE(status.error().detail, qt_error_string(ENOSPC));
    QVERIFY(status.error().subject.startsWith(m_disk));
    QCOMPARE(entries(m_disk), before);
    if (!isFolder) {
        QFile old(request.target);
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), oldContent);
    }
#endif
}

QTEST_MAIN(tst_ExportToFullDisk)
#include "tst_exporttofulldisk.moc"
