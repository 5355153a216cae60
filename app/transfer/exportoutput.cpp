// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/exportoutput.h"

#include "app/base/platform.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <filesystem>
#include <system_error>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

using base::Error;
using base::ErrorKind;
using base::NewFile;
using base::Status;

namespace {

Error diskError(const QString &path, const QString &type = {})
{
    return {.kind = ErrorKind::Disk, .type = type, .subject = path};
}

std::filesystem::path nativePath(const QString &path)
{
    return {path.toStdU16String()};
}

//! Qt's functions for folders do not tell why they fail.
Status statusOf(const std::error_code &error, const QString &path)
{
    if (!error)
        return {};
    return Error{.kind = ErrorKind::Disk,
                 .detail = QString::fromLocal8Bit(error.message()),
                 .subject = path};
}

} // namespace

ExportOutput::ExportOutput(const QString &target, Form form,
                           std::function<bool(qint64 steps)> goesOn)
    : m_target(QFileInfo(target).absoluteFilePath())
    , m_form(form)
    , m_goesOn(std::move(goesOn))
{
    const QFileInfo info(m_target);
    if (form == Form::File) {
        if (info.isDir())
            take(diskError(m_target, u"directory"_s));
        return;
    }
    if (info.exists() || info.isSymLink()) {
        take(diskError(m_target, u"exists"_s));
        return;
    }
    const QString folder =
        info.path() + "/incoming-"_L1 + QUuid::createUuid().toString(QUuid::Id128);
    std::error_code error;
    std::filesystem::create_directory(nativePath(folder), error);
    take(statusOf(error, info.path()));
    if (isGood())
        m_folder = folder;
}

ExportOutput::~ExportOutput()
{
    m_file.reset();
    if (!m_folder.isEmpty())
        QDir(m_folder).removeRecursively();
}

QString ExportOutput::directory() const
{
    return m_form == Form::Folder ? m_folder : QFileInfo(m_target).path();
}

void ExportOutput::take(const Status &status)
{
    if (!status && !m_error)
        m_error = status.error();
}

Status ExportOutput::status() const
{
    return m_error ? Status(*m_error) : Status();
}

qint64 ExportOutput::bytes() const
{
    qint64 sum = 0;
    for (const ExportedFile &file : m_files)
        sum += file.size;
    return sum;
}

void ExportOutput::begin(const QString &name)
{
    if (!isGood())
        return;
    Q_ASSERT(!m_file);
    m_name = name;
    m_file = std::make_unique<NewFile>(directory());
    take(m_file->open(NewFile::Readers::AsUsual));
}

void ExportOutput::write(QByteArrayView bytes)
{
    if (isGood())
        take(m_file->write(bytes));
}

void ExportOutput::end()
{
    if (!isGood())
        return;
    take(m_file->verify());
    m_files.append(
        ExportedFile{.name = m_name, .size = m_file->size(), .sha256 = m_file->sha256()});
    if (m_form == Form::File)
        return; // gets its name in commit()
    const QString path = m_folder + u'/' + m_name;
    std::error_code error;
    if (isGood())
        std::filesystem::create_directories(nativePath(QFileInfo(path).path()), error);
    take(statusOf(error, path));
    if (isGood())
        take(m_file->keepAs(path));
    m_file.reset();
}

void ExportOutput::step()
{
    ++m_steps;
    if (isGood() && !m_goesOn(m_steps))
        take(Error{.kind = ErrorKind::Cancelled});
}

void ExportOutput::commit()
{
    if (!isGood())
        return;
    if (m_form == Form::File) {
        take(m_file->keepAs(m_target));
        m_file.reset();
        return;
    }
    std::error_code error;
    std::filesystem::rename(nativePath(m_folder), nativePath(m_target), error);
    take(statusOf(error, m_target));
    if (!isGood())
        return;
    m_folder.clear();
    base::syncDirectory(QFileInfo(m_target).path());
}

} // namespace polylogue::app::transfer
