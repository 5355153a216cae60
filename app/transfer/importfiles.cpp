// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/importfiles.h"

#include "app/base/platform.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <quazip.h>
#include <quazipfileinfo.h>

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr qsizetype maximumNames = 100'000;
// Deflate can reach 1,032; text that people and models write stays far below 100.
constexpr qint64 maximumRatio = 200;
constexpr qint64 smallEnough = 16 * 1024 * 1024; // bytes that no ratio makes dangerous

Error fileError(const QString &name, const QString &type)
{
    return {.kind = ErrorKind::File, .type = type, .subject = name};
}

//! A folder, two levels deep, without what links lead to.
class FolderFiles final : public ImportFiles
{
public:
    explicit FolderFiles(const QString &folder)
        : m_folder(folder)
    {
        addFiles({});
        const QStringList folders =
            m_folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
        for (const QString &each : folders)
            addFiles(each + u'/');
    }

    Result<std::unique_ptr<QIODevice>> open(const QString &name) const override
    {
        Result<std::unique_ptr<QFile>> file = base::openRegularFile(m_folder.filePath(name));
        if (!file)
            return file.error();
        return std::unique_ptr<QIODevice>(std::move(*file));
    }

    qint64 storedSize(const QString &name) const override
    {
        return QFileInfo(m_folder.filePath(name)).size();
    }

private:
    void addFiles(const QString &folder)
    {
        QDirIterator entries(m_folder.filePath(folder), QDir::Files | QDir::NoSymLinks);
        while (entries.hasNext() && m_names.size() < maximumNames) {
            entries.next();
            m_names.append(folder + entries.fileName());
        }
    }

    QDir m_folder;
};

//! An entry, read through an archive of its own, so that several can be read at once.
class ZipEntry final : public QIODevice
{
public:
    explicit ZipEntry(std::unique_ptr<QFile> file)
        : m_file(std::move(file))
        , m_zip(m_file.get())
    { }

    bool openAt(unz64_file_pos place)
    {
        return m_zip.open(QuaZip::mdUnzip) && unzGoToFilePos64(m_zip.getUnzFile(), &place) == UNZ_OK
            && unzOpenCurrentFile(m_zip.getUnzFile()) == UNZ_OK
            && QIODevice::open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maximum) override
    {
        constexpr qint64 Most = 1 << 20;
        const int count = unzReadCurrentFile(m_zip.getUnzFile(), data,
                                             static_cast<unsigned>(qMin(maximum, Most)));
        if (count == 0 && unzCloseCurrentFile(m_zip.getUnzFile()) == UNZ_CRCERROR)
            return -1; // the checksum is known at the end only
        return count;
    }

    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::unique_ptr<QFile> m_file;
    QuaZip m_zip;
};

class ZipFiles final : public ImportFiles
{
public:
    explicit ZipFiles(const QString &path)
        : m_path(path)
    { }

    base::Status readNames()
    {
        Result<std::unique_ptr<QFile>> file = base::openRegularFile(m_path);
        if (!file)
            return file.error();
        QuaZip zip(file->get());
        if (!zip.open(QuaZip::mdUnzip))
            return fileError(QFileInfo(m_path).fileName(), u"zip"_s);
        for (bool isThere = zip.goToFirstFile(); isThere && m_names.size() < maximumNames;
             isThere = zip.goToNextFile()) {
            QuaZipFileInfo64 info;
            Entry entry;
            if (!zip.getCurrentFileInfo(&info)
                || unzGetFilePos64(zip.getUnzFile(), &entry.place) != UNZ_OK)
                break;
            // What an archive says of itself need not be true.
            entry.storedSize = static_cast<qint64>(
                qMin(info.compressedSize, static_cast<quint64>((*file)->size())));
            entry.isEncrypted = info.isEncrypted();
            if (info.name.endsWith(u'/') || m_entries.contains(info.name))
                continue;
            m_names.append(info.name);
            m_entries.insert(info.name, entry);
        }
        return {};
    }

    Result<std::unique_ptr<QIODevice>> open(const QString &name) const override
    {
        const Entry entry = m_entries.value(name);
        if (entry.isEncrypted)
            return fileError(name, u"encrypted"_s);
        Result<std::unique_ptr<QFile>> file = base::openRegularFile(m_path);
        if (!file)
            return file.error();
        auto device = std::make_unique<ZipEntry>(std::move(*file));
        if (!m_entries.contains(name) || !device->openAt(entry.place))
            return fileError(name, u"zip"_s);
        return std::unique_ptr<QIODevice>(std::move(device));
    }

    qint64 storedSize(const QString &name) const override
    {
        return m_entries.value(name).storedSize;
    }

private:
    struct Entry
    {
        unz64_file_pos place = {};
        qint64 storedSize = 0;
        bool isEncrypted = false;
    };

    QString m_path;
    QHash<QString, Entry> m_entries;
};

} // namespace

ImportFiles::~ImportFiles() = default;

Result<std::unique_ptr<ImportFiles>> openImport(const QString &path, QString &document)
{
    const Result<std::unique_ptr<QFile>> file = base::openRegularFile(path);
    if (!file)
        return file.error();
    document.clear();
    if ((*file)->peek(2) == "PK") {
        auto archive = std::make_unique<ZipFiles>(path);
        if (base::Status read = archive->readNames(); !read)
            return read.error();
        return std::unique_ptr<ImportFiles>(std::move(archive));
    }
    const QFileInfo info(path);
    document = info.fileName();
    return std::unique_ptr<ImportFiles>(std::make_unique<FolderFiles>(info.path()));
}

qint64 mostBytesOf(const ImportFiles &files, const QString &name)
{
    return qMax(smallEnough, maximumRatio * files.storedSize(name));
}

Result<QByteArray> readWhole(const ImportFiles &files, const QString &name, qint64 maximum)
{
    const qint64 most = qMin(maximum, mostBytesOf(files, name));
    const Result<std::unique_ptr<QIODevice>> device = files.open(name);
    if (!device)
        return device.error();
    QByteArray bytes;
    QByteArray block(1 << 16, Qt::Uninitialized);
    while (true) {
        const qint64 count = (*device)->read(block.data(), block.size());
        if (count < 0)
            return fileError(name, u"not_readable"_s);
        if (count == 0)
            return bytes;
        bytes += QByteArrayView(block).first(count);
        if (bytes.size() > most)
            return Error{.kind = ErrorKind::TooLarge, .subject = name};
    }
}

} // namespace polylogue::app::transfer
