// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/exportjob.h"
#include "app/transfer/importjob.h"
#include "tests/app/transfer/importfiles.h"
#include "tests/app/transfer/samplechats.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <quazip.h>
#include <quazipfile.h>

using namespace polylogue::app;
using namespace polylogue::app::conversation;
using namespace polylogue::app::store;
using namespace polylogue::app::transfer;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;

using base::ErrorKind;

//! Files that were made to do harm.
class tst_HostileImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsWrittenOutsideTheStore();
    void linksInAnArchiveLeadNowhere();
    void bombsAreRefused();
    void attachmentsThatAreBombsAreMissing();
    void hugeFilesAreRefusedAtOnce_data();
    void hugeFilesAreRefusedAtOnce();
    void valuesOfTheWrongTypeAreContained_data();
    void valuesOfTheWrongTypeAreContained();
    void damagedArchivesAreTold();

private:
    //! \return the path of a file to import.
    QString in(const QString &name) const { return m_directory->filePath(u"in/"_s + name); }
    base::Result<ImportedChats> import(const QString &path) const;
    QStringList files() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<BlobStore> m_blobs;
};

namespace {

const auto png = "\x89PNG\r\n\x1a\n and more"_ba;

//! A conversation that has a file of each of \a names.
QByteArray conversationWith(const QStringList &names)
{
    QJsonArray parts{u"Look"_s};
    for (const QString &name : names)
        parts.append(QJsonObject{{u"asset_pointer"_s, QString(u"x://"_s + name)}});
    const QJsonObject content{{u"content_type"_s, u"multimodal_text"_s}, {u"parts"_s, parts}};
    const QJsonObject message{{u"author"_s, QJsonObject{{u"role"_s, u"user"_s}}},
                              {u"content"_s, content}};
    const QJsonObject mapping{{u"a"_s, QJsonObject{{u"message"_s, message}}}};
    return QJsonDocument(QJsonArray{QJsonObject{{u"mapping"_s, mapping}}}).toJson();
}

int countOf(const QJsonValue &value)
{
    int count = 1;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array)
        count += countOf(each);
    const QJsonObject object = value.toObject();
    for (const QJsonValue &each : object)
        count += countOf(each);
    return count;
}

//! \return \a value with the value that comes after \a before others replaced by \a other.
QJsonValue replaced(const QJsonValue &value, int &before, const QJsonValue &other)
{
    if (before-- == 0)
        return other;
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray all = value.toArray();
        for (const QJsonValue &each : all)
            array.append(replaced(each, before, other));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (const QString &key : object.keys())
            object.insert(key, replaced(object.value(key), before, other));
        return object;
    }
    return value;
}

} // namespace

void tst_HostileImport::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_blobs = std::make_unique<BlobStore>(m_directory->filePath(u"blobs"_s));
    QVERIFY(QDir(m_directory->path()).mkdir(u"in"_s));
}

base::Result<ImportedChats> tst_HostileImport::import(const QString &path) const
{
    return readImport(path, *m_blobs, [](qint64, qint64) { return true; });
}

QStringList tst_HostileImport::files() const
{
    QStringList files;
    QDirIterator entries(m_directory->path(), QDir::Files | QDir::Hidden | QDir::System,
                         QDirIterator::Subdirectories);
    while (entries.hasNext())
        files.append(entries.next());
    return files;
}

void tst_HostileImport::nothingIsWrittenOutsideTheStore()
{
    const QString path =
        zip(in(u"a.zip"_s),
            {{u"../../evil.png"_s, png},
             {u"/tmp/evil-absolute.png"_s, png},
             {u"..\\..\\evil-windows.png"_s, png},
             {u"conversations.json"_s,
              conversationWith({u"evil"_s, u"../../../etc/passwd"_s, u"/etc/passwd"_s})}});

    const auto imported = import(path);

    QVERIFY(imported);
    QCOMPARE(imported->chats.constFirst().messages.size(), 1);
    QCOMPARE(imported->report.missingAttachments, 2);
    QCOMPARE(files().size(), 2); // the archive, and one blob
    QVERIFY(!QFile::exists(u"/tmp/evil-absolute.png"_s));
}

void tst_HostileImport::linksInAnArchiveLeadNowhere()
{
    const QString secret = write(in(u"secret.png"_s), png);
    const QString path = m_directory->filePath(u"in/a.zip"_s);
    {
        QuaZip archive(path);
        QVERIFY(archive.open(QuaZip::mdCreate));
        QuaZipNewInfo link(u"photo.png"_s);
        link.externalAttr = 0120777U << 16U; // a symbolic link
        QuaZipFile file(&archive);
        QVERIFY(file.open(QIODevice::WriteOnly, link));
        file.write(secret.toUtf8());
        file.close();
        QVERIFY(file.open(QIODevice::WriteOnly, QuaZipNewInfo(u"conversations.json"_s)));
        file.write(conversationWith({u"photo"_s}));
    }

    const auto imported = import(path);

    QVERIFY(imported);
    QCOMPARE(imported->report.missingAttachments, 1); // the text of a link is no picture
    QCOMPARE(files().size(), 2);
}

void tst_HostileImport::bombsAreRefused()
{
    const QByteArray spaces(40 * 1024 * 1024, ' ');

    const auto imported = import(zip(in(u"a.zip"_s), {{u"conversations.json"_s, spaces}}));

    QVERIFY(!imported);
    QCOMPARE(imported.error().type, u"zip_bomb"_s);
}

void tst_HostileImport::attachmentsThatAreBombsAreMissing()
{
    const QByteArray picture = png + QByteArray(40 * 1024 * 1024, '\0');

    const auto imported = import(zip(
        in(u"a.zip"_s),
        {{u"photo.png"_s, picture}, {u"conversations.json"_s, conversationWith({u"photo"_s})}}));

    QVERIFY(imported);
    QCOMPARE(imported->report.missingAttachments, 1);
    QCOMPARE(files().size(), 1);
}

void tst_HostileImport::hugeFilesAreRefusedAtOnce_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<ErrorKind>("kind");

    QTest::newRow("document") << u"a.json"_s << "[\""_ba << ErrorKind::TooLarge;
    QTest::newRow("lines") << u"a.jsonl"_s << "{}"_ba << ErrorKind::TooLarge;
    QTest::newRow("archive") << u"a.zip"_s << "PK\x03\x04"_ba << ErrorKind::File;
}

void tst_HostileImport::hugeFilesAreRefusedAtOnce()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, head);
    QFETCH(const ErrorKind, kind);
    constexpr qint64 Size = 10LL * 1024 * 1024 * 1024; // most of it a hole
    QFile file(write(in(name), head));
    if (!file.resize(Size))
        QSKIP("files cannot have holes here");
    QElapsedTimer time;
    time.start();

    const auto imported = import(file.fileName());

    QVERIFY(!imported);
    QCOMPARE(imported.error().kind, kind);
    QVERIFY(time.elapsed() < 5'000);
}

void tst_HostileImport::valuesOfTheWrongTypeAreContained_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("frame"); // ours says first what it is

    const QTemporaryDir directory;
    const BlobStore blobs(directory.filePath(u"blobs"_s));
    const ExportRequest request{.chats = {fullChat(blobs)},
                                .format = ExportFormat::Json,
                                .words = exportWords(),
                                .target = directory.filePath(u"own.json"_s)};
    const auto report = writeExport(request, blobs, [](qint64) { return true; });
    QVERIFY(report);
    const QJsonObject own = QJsonDocument::fromJson(contentOf(request.target)).object();
    for (const auto *member : {"chats", "attachments"}) {
        const QJsonArray values = own.value(QLatin1StringView(member)).toArray();
        QTest::newRow(member) << QJsonDocument(values).toJson()
                              << "{\"format\":\"polylogue.chats\",\"version\":1,\""_ba + member
                + "\":%1}";
    }
    for (const auto *name : {"chatgpt", "claude", "request"})
        QTest::newRow(name) << contentOf(dataPath(QString::fromLatin1(name) + u".json"_s))
                            << "%1"_ba;
}

void tst_HostileImport::valuesOfTheWrongTypeAreContained()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, frame);
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonValue whole =
        document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    const QList<QJsonValue> others{QJsonValue(QJsonValue::Null),
                                   -1e300,
                                   true,
                                   u"\u202e<b>\u0000"_s,
                                   QJsonArray{QJsonArray{}, 5},
                                   QJsonObject{{u"role"_s, QJsonObject{}}}};
    const int count = countOf(whole);
    QVERIFY(count > 5);

    int read = 0;
    for (int place = 1; place < count; ++place) {
        int before = place;
        const QJsonValue changed = replaced(whole, before, others.at(place % others.size()));
        const QByteArray text = changed.isArray() ? QJsonDocument(changed.toArray()).toJson()
                                                  : QJsonDocument(changed.toObject()).toJson();
        const auto imported = import(write(in(u"a.json"_s), QByteArray(frame).replace("%1", text)));
        if (!imported) {
            QCOMPARE(imported.error().kind, ErrorKind::File);
            continue;
        }
        ++read;
        QVERIFY(imported->report.read <= imported->report.found);
    }
    QVERIFY(read >= count / 2); // one wrong value spoils little
}

void tst_HostileImport::damagedArchivesAreTold()
{
    const QString path =
        zip(in(u"a.zip"_s), {{u"conversations.json"_s, contentOf(dataPath(u"chatgpt.json"_s))}});
    const QByteArray whole = contentOf(path);
    for (qsizetype at = 0; at < whole.size(); at += 7) {
        QByteArray damaged = whole;
        damaged[at] = static_cast<char>(damaged.at(at) ^ 0x55);

        const auto imported = import(write(in(u"b.zip"_s), damaged));

        if (!imported)
            QVERIFY(imported.error().kind == ErrorKind::File
                    || imported.error().kind == ErrorKind::TooLarge);
    }
    constexpr qsizetype Directory = 22; // the least that has to stand at the end
    for (qsizetype size = 0; size <= whole.size() - Directory; size += 11)
        QVERIFY(!import(write(in(u"b.zip"_s), whole.first(size))));
}

QTEST_GUILESS_MAIN(tst_HostileImport)
#include "tst_hostileimport.moc"
