// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "corpus.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace polylogue::test {

QList<CorpusDocument> corpus()
{
    QList<CorpusDocument> documents;
    const QDir folder(QStringLiteral(POLYLOGUE_TEST_DATA "/markdown"));
    const QStringList names = folder.entryList({u"*.md"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QFile::ReadOnly))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        documents.append({name, QString::fromUtf8(file.readAll()).replace(u"\r\n"_s, u"\n"_s)});
    }
    return documents;
}

} // namespace polylogue::test
