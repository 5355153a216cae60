// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/profilepaths.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::app::settings;

namespace {

unsigned modeOf(const QString &path)
{
    struct stat info = {};
    return stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777U : 0;
}

} // namespace

class tst_ProfilePaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void xdgFoldersAreUsedWithoutAProfile();
    void profileFolderHoldsEverything();
    void foldersAreForTheirOwnerOnlyUnderAnyUmask();
    void openFoldersAreClosed();
    void folderOfTheUserKeepsItsMode();
    void fileInTheWayIsAnErrorThatNamesIt();
};

void tst_ProfilePaths::xdgFoldersAreUsedWithoutAProfile()
{
    const QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(home.filePath(u"c"_s)));
    qputenv("XDG_DATA_HOME", QFile::encodeName(home.filePath(u"d"_s)));
    qputenv("XDG_CACHE_HOME", QFile::encodeName(home.filePath(u"k"_s)));

    const auto paths = profilePaths({});

    QVERIFY(paths);
    QCOMPARE(paths->config, home.filePath(u"c/polylogue"_s));
    QCOMPARE(paths->data, home.filePath(u"d/polylogue"_s));
    QCOMPARE(paths->cache, home.filePath(u"k/polylogue"_s));
    QVERIFY(QFileInfo(paths->cache).isDir());
}

void tst_ProfilePaths::profileFolderHoldsEverything()
{
    const QTemporaryDir home;
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(home.path()));

    const auto paths = profilePaths(u"a/b/"_s);

    QVERIFY(QDir::setCurrent(before));
    QVERIFY(paths);
    const QString root = QFileInfo(home.path()).canonicalFilePath() + u"/a/b"_s;
    QCOMPARE(paths->config, root + u"/config"_s);
    QCOMPARE(paths->data, root + u"/data"_s);
    QCOMPARE(paths->cache, root + u"/cache"_s);
}

void tst_ProfilePaths::foldersAreForTheirOwnerOnlyUnderAnyUmask()
{
    const QTemporaryDir home;
    const mode_t before = umask(0);
    const auto paths = profilePaths(home.filePath(u"profile"_s));
    umask(before);

    QVERIFY(paths);
    QCOMPARE(modeOf(home.filePath(u"profile"_s)), 0700U);
    for (const QString &path : {paths->config, paths->data, paths->cache})
        QCOMPARE(modeOf(path), 0700U);
}

void tst_ProfilePaths::openFoldersAreClosed()
{
    const QTemporaryDir home;
    QVERIFY(QDir().mkpath(home.filePath(u"profile/config"_s)));
    QCOMPARE(chmod(QFile::encodeName(home.filePath(u"profile/config"_s)).constData(), 0755), 0);

    const auto paths = profilePaths(home.filePath(u"profile"_s));

    QVERIFY(paths);
    QCOMPARE(modeOf(paths->config), 0700U);
}

void tst_ProfilePaths::folderOfTheUserKeepsItsMode()
{
    const QTemporaryDir home;
    QCOMPARE(chmod(QFile::encodeName(home.path()).constData(), 0755), 0);

    QVERIFY(profilePaths(home.path()));

    QCOMPARE(modeOf(home.path()), 0755U);
}

void tst_ProfilePaths::fileInTheWayIsAnErrorThatNamesIt()
{
    const QTemporaryDir home;
    QFile file(home.filePath(u"data"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));

    const auto paths = profilePaths(home.path());

    QVERIFY(!paths);
    QCOMPARE(paths.error().kind, base::ErrorKind::Disk);
    QCOMPARE(paths.error().subject, file.fileName());
}

QTEST_APPLESS_MAIN(tst_ProfilePaths)
#include "tst_profilepaths.moc"
