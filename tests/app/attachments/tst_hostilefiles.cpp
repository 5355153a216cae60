// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decodejob.h"
#include "officefiles.h"
#include "samplefiles.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::attachments;
using namespace Qt::StringLiterals;

using Kind = DecodeRequest::Kind;

//! Mutated files: whatever is in them, their decoder ends with a result or a reason.
//! POLYLOGUE_MUTATIONS says how many (2,000 take some minutes); a few without it.
class tst_HostileFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void mutatedFilesEndCleanly();

private:
    QString outcome(const QByteArray &bytes, Kind kind);

    QTemporaryDir m_directory;
};

void tst_HostileFiles::initTestCase()
{
    QVERIFY(m_directory.isValid());
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
}

namespace {

struct Seed
{
    QByteArray bytes = {};
    Kind kind = Kind::Picture;
};

QList<Seed> seeds()
{
    QList<Seed> all;
    for (const char *format : {"png", "jpeg", "gif", "webp", "bmp", "tiff"})
        all.append({quartersImage({120, 80}, format)});
    all.append({turnedJpeg({120, 80})});
    for (const QByteArray &bytes : {wordDocument(), workbook(), presentation(), openDocument(),
                                    mail(), "<!doctype html><table><tr><td>&lt;<a href='x'>y"_ba})
        all.append({bytes, Kind::FileText});
    for (const Kind kind : {Kind::PdfInfo, Kind::PdfPage, Kind::PdfText}) {
        for (const QByteArray &bytes : {textPdf({u"One"_s, u"Two"_s}), scanPdf()})
            all.append({bytes, kind});
    }
    return all;
}

int below(QRandomGenerator &random, qsizetype bound)
{
    return bound > 0 ? random.bounded(int(bound)) : 0;
}

void mutate(QByteArray &bytes, QRandomGenerator &random)
{
    // What tells the kind stays, or most would end there.
    constexpr qsizetype head = 12;
    const int changes = 1 + random.bounded(8);
    for (int i = 0; i < changes && bytes.size() > head; ++i) {
        const qsizetype at = head + below(random, bytes.size() - head);
        switch (random.bounded(6)) {
        case 0:
            bytes[at] = char(random.bounded(256));
            break;
        case 1:
            bytes[at] = char(uchar(bytes.at(at)) ^ (1U << random.bounded(8)));
            break;
        case 2:
            bytes.truncate(at);
            break;
        case 3:
            bytes.remove(at, 1 + random.bounded(64));
            break;
        case 4:
            bytes.insert(at, bytes.mid(below(random, bytes.size()), 1 + random.bounded(64)));
            break;
        default:
            bytes.replace(at, 4, random.bounded(2) ? "\xff\xff\xff\xff"_ba : "\0\0\0\0"_ba);
            break;
        }
    }
}

} // namespace

QString tst_HostileFiles::outcome(const QByteArray &bytes, Kind kind)
{
    QFile file(m_directory.filePath(u"file"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test's own disk");
    file.close();
    QString ended;
    DecodeJob job({.kind = kind, .path = file.fileName(), .maximumSize = {64, 64}});
    connect(&job, &DecodeJob::finished, this, [&ended] { ended = u"finished"_s; });
    connect(&job, &DecodeJob::failed, this,
            [&ended](const base::Error &error) { ended = error.type + u' ' + error.detail; });
    if (!QTest::qWaitFor([&ended] { return !ended.isEmpty(); }, 60'000))
        return u"nothing"_s;
    return ended;
}

void tst_HostileFiles::mutatedFilesEndCleanly()
{
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("POLYLOGUE_MUTATIONS", &isGiven);
    const int count = isGiven ? given : 52;
    const QList<Seed> all = seeds();
    QRandomGenerator random(20261123);
    QMap<QString, int> outcomes;
    for (int i = 0; i < count; ++i) {
        Seed seed = all.at(i % all.size());
        mutate(seed.bytes, random);
        const QString ended = outcome(seed.bytes, seed.kind);
        const QString type = ended.section(u' ', 0, 0);
        ++outcomes[type];
        const bool isClean = type == "finished"_L1 || type == "damaged"_L1 || type == "too_large"_L1
            || type == "not_supported"_L1 || type == "timeout"_L1 || type == "password_needed"_L1
            || type == "no_pages"_L1;
        if (!isClean) {
            QFile kept(u"unclean-%1"_s.arg(i));
            if (isGiven && kept.open(QIODevice::WriteOnly))
                kept.write(seed.bytes);
        }
        QVERIFY2(isClean, qPrintable(u"%1, seed %2: %3"_s.arg(i).arg(i % all.size()).arg(ended)));
    }
    qInfo() << outcomes;
}

QTEST_GUILESS_MAIN(tst_HostileFiles)
#include "tst_hostilefiles.moc"
