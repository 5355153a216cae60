// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/fileheader.h"

#include "app/store/schema.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

constexpr qsizetype headerSize = 100;
constexpr qint64 pageSize = 4096; // SQLite's own choice, which is never changed here
constexpr quint32 maximumVersion = 1000; // of the schema: more there will never be

// Where what stands.
constexpr qsizetype formatVersions = 18; // of who may write and who may read: one byte each
constexpr qsizetype changeCount = 24;
constexpr qsizetype pageCount = 28;
constexpr qsizetype userVersion = 60;
constexpr qsizetype application = 68;
constexpr qsizetype countedAt = 92; // the changeCount to which the pageCount belongs

struct Field
{
    qsizetype at = 0;
    QByteArray bytes = {};
};

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

quint32 numberAt(const QByteArray &header, qsizetype at)
{
    return qFromBigEndian<quint32>(header.constData() + at);
}

//! What is the same in all files of ours that have tables.
const QList<Field> &constantFields()
{
    static const QList<Field> fields = {
        {0, QByteArray("SQLite format 3", 16)},
        {16, bigEndian(pageSize).last(2)},
        {20, QByteArray("\0\x40\x20\x20", 4)}, // bytes kept free on a page; parts of one, of 255
        {44, bigEndian(4)}, // of the schema
        {52, bigEndian(0)}, // no page that tells where others were moved
        {56, bigEndian(1)}, // UTF-8
        {64, bigEndian(0)}, // belongs to 52
        {application, bigEndian(applicationId)},
    };
    return fields;
}

//! \brief The first bytes of a file, and what tells whether they can be right.
struct Beginning
{
    QByteArray header = {};
    qint64 pages = 0; //!< that the file has
    bool hasLog = false; //!< a -wal with something in it, which may know better
};

base::Error fileError(const QFile &file)
{
    return {.kind = base::ErrorKind::Disk,
            .detail = file.errorString(),
            .type = u"not_readable"_s,
            .code = u"SQLITE_CANTOPEN"_s,
            .subject = file.fileName()};
}

base::Result<Beginning> readBeginning(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileError(file);
    // In this order: another program may be taking in its log, which writes the header first.
    Beginning beginning{.hasLog = QFileInfo(path + "-wal"_L1).size() > 0};
    beginning.pages = file.size() / pageSize;
    beginning.header = file.read(headerSize);
    return beginning;
}

bool hasVersion(const QByteArray &header)
{
    const quint32 version = numberAt(header, userVersion);
    return version > 0 && version <= maximumVersion;
}

//! \return the header as it should be.
QByteArray repaired(const Beginning &beginning)
{
    QByteArray header = beginning.header;
    for (const Field &field : constantFields())
        header.replace(field.at, field.bytes.size(), field.bytes);
    const char writeVersion = header.at(formatVersions); // 2 where there is a -wal, in copies 1
    if (writeVersion != header.at(formatVersions + 1) || writeVersion < 1 || writeVersion > 2)
        header.replace(formatVersions, 2, "\x02\x02"_ba);
    if (!hasVersion(header))
        header.replace(userVersion, 4, bigEndian(0));
    if (!beginning.hasLog && numberAt(header, pageCount) < beginning.pages) {
        header.replace(pageCount, 4, bigEndian(static_cast<quint32>(beginning.pages)));
        header.replace(countedAt, 4, header.mid(changeCount, 4));
    }
    return header;
}

bool isDatabase(const QByteArray &header)
{
    const Field &magic = constantFields().constFirst();
    return header.startsWith(magic.bytes);
}

//! \return whether it may be damage that makes the application another one: no two programs have
//!         numbers that are alike.
bool isLikeOurs(const QByteArray &header)
{
    const QByteArray ours = bigEndian(applicationId);
    int same = 0;
    for (int i = 0; i < ours.size(); ++i)
        same += header.at(application + i) == ours.at(i);
    return same >= 2;
}

FileHeader::Kind kindOf(const Beginning &beginning)
{
    const QByteArray &header = beginning.header;
    if (header.size() < headerSize || beginning.pages == 0)
        return FileHeader::Kind::NoDatabase;
    if (isDatabase(header)) {
        // Another program may just be making it.
        const bool isNew = numberAt(header, userVersion) == 0 && numberAt(header, application) == 0
            && (numberAt(header, pageCount) <= 1 || beginning.hasLog);
        if (isNew)
            return FileHeader::Kind::New;
        if (!isLikeOurs(header))
            return FileHeader::Kind::Foreign;
    }
    const bool isAsItShouldBe = hasVersion(header) && repaired(beginning) == header;
    return isAsItShouldBe ? FileHeader::Kind::Ours : FileHeader::Kind::Damaged;
}

} // namespace

base::Result<FileHeader> readFileHeader(const QString &path)
{
    const auto beginning = readBeginning(path);
    if (!beginning)
        return beginning.error();
    FileHeader header{.kind = kindOf(*beginning)};
    if (header.kind != FileHeader::Kind::NoDatabase && hasVersion(beginning->header))
        header.version = static_cast<int>(numberAt(beginning->header, userVersion));
    return header;
}

base::Result<bool> needsHeaderRepair(const QString &path)
{
    const auto beginning = readBeginning(path);
    if (!beginning)
        return beginning.error();
    return beginning->header.size() == headerSize && repaired(*beginning) != beginning->header;
}

base::Status repairFileHeader(const QString &path)
{
    const auto beginning = readBeginning(path);
    if (!beginning)
        return beginning.error();
    if (beginning->header.size() < headerSize)
        return {};
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly)
        || file.write(repaired(*beginning)) != headerSize || !file.flush())
        return fileError(file);
    return {};
}

} // namespace polylogue::app::store
