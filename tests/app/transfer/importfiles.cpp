// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/transfer/importfiles.h"

#include <QFile>
#include <quazip.h>
#include <quazipfile.h>

using namespace Qt::StringLiterals;

namespace polylogue::tests {

QString write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's own disk");
    return path;
}

QString zip(const QString &path, const QList<std::pair<QString, QByteArray>> &entries)
{
    QuaZip archive(path);
    if (!archive.open(QuaZip::mdCreate))
        qFatal("the test's own disk");
    for (const auto &[entry, bytes] : entries) {
        QuaZipFile file(&archive);
        if (!file.open(QIODevice::WriteOnly, QuaZipNewInfo(entry))
            || file.write(bytes) != bytes.size())
            qFatal("the test's own disk");
    }
    return path;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString dataPath(const QString &name)
{
    return QStringLiteral(POLYLOGUE_TEST_DATA) + u"/transfer/"_s + name;
}

} // namespace polylogue::tests
