// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/cli/input.h"

#include <QCoreApplication>
#include <QFile>
#include <QStringDecoder>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace polylogue::ui::cli {

using app::base::Error;
using app::base::ErrorKind;
using app::base::Result;

namespace {

constexpr qint64 maximumSize = 64 * 1024 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandInput)
};

} // namespace

Result<QString> readText(const QString &path)
{
    QFile file(path);
    const bool isOpen =
        path.isEmpty() ? file.open(0, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return Error{.kind = ErrorKind::File, .detail = file.errorString(), .subject = path};
    QByteArray bytes;
    // A pipe has no size: read until it ends.
    for (QByteArray piece = file.read(maximumSize); !piece.isEmpty();
         piece = file.read(maximumSize)) {
        bytes += piece;
        if (bytes.size() > maximumSize)
            return Error{.kind = ErrorKind::File, .type = u"too_large"_s, .subject = path};
    }
    if (file.error() != QFileDevice::NoError)
        return Error{.kind = ErrorKind::File, .detail = file.errorString(), .subject = path};
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return Error{.kind = ErrorKind::File, .type = u"not_text"_s, .subject = path};
    return text;
}

std::optional<bool> askYesOrNo(const QString &question)
{
    if (isatty(0) != 1)
        return {};
    QFile error;
    if (error.open(2, QIODevice::WriteOnly | QIODevice::Unbuffered))
        error.write((question + u' ').toUtf8());
    QFile input;
    if (!input.open(0, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return false;
    return QString::fromLocal8Bit(input.readLine(100))
        .trimmed()
        .startsWith(Words::tr("y", "the beginning of yes"), Qt::CaseInsensitive);
}

QString wordsForInput(const Error &error)
{
    const QString name = error.subject.isEmpty() ? Words::tr("Standard input") : error.subject;
    if (error.type == "not_text"_L1)
        return Words::tr("%1 is no UTF-8 text.").arg(name);
    if (error.type == "too_large"_L1)
        return Words::tr("%1 is larger than 64 MiB.").arg(name);
    return Words::tr("%1 cannot be read: %2").arg(name, error.detail);
}

} // namespace polylogue::ui::cli
