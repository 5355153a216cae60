// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/textfilesjob.h"
#include "tests/app/attachments/samplefiles.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::session;
using namespace Qt::StringLiterals;
using embeddings::TextFile;

class tst_TextFilesJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void textsAndPagesAreRead();
    void oneDocumentIsRead();
    void whatCannotBeReadIsNamed();
    void nothingReadableIsAFailure();
    void destroyingItIsSilent();

private:
    void write(const QString &name, const QByteArray &bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_TextFilesJob::initTestCase()
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
}

void tst_TextFilesJob::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_TextFilesJob::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void tst_TextFilesJob::textsAndPagesAreRead()
{
    write(u"a.txt"_s, "A note.");
    write(u"b.pdf"_s, textPdf({u"Page one"_s, u"Page two"_s}));
    TextFilesJob job(m_folder->path());
    QSignalSpy finished(&job, &TextFilesJob::finished);

    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);

    const auto files = finished.at(0).at(0).value<QList<TextFile>>();
    QCOMPARE(files.size(), 2);
    QCOMPARE(files.at(0), (TextFile{.name = u"a.txt"_s, .pages = {u"A note."_s}}));
    QCOMPARE(files.at(1).name, u"b.pdf"_s);
    QCOMPARE(files.at(1).pages.size(), 2);
    QVERIFY(files.at(1).pages.at(1).contains(u"Page two"_s));
    QVERIFY(finished.at(0).at(1).value<QList<UnreadFile>>().isEmpty());
}

void tst_TextFilesJob::oneDocumentIsRead()
{
    write(u"b.pdf"_s, textPdf({u"Page one"_s}));
    TextFilesJob job(m_folder->filePath(u"b.pdf"_s));
    QSignalSpy finished(&job, &TextFilesJob::finished);

    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);

    const auto files = finished.at(0).at(0).value<QList<TextFile>>();
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.at(0).name, u"b.pdf"_s);
}

void tst_TextFilesJob::whatCannotBeReadIsNamed()
{
    write(u"a.txt"_s, "A note.");
    write(u"locked.pdf"_s, encryptedPdf("secret"));
    write(u"scan.pdf"_s, scanPdf());
    write(u"zeros.txt"_s, QByteArray(100, '\0'));
    TextFilesJob job(m_folder->path());
    QSignalSpy finished(&job, &TextFilesJob::finished);

    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);

    QCOMPARE(finished.at(0).at(0).value<QList<TextFile>>().size(), 1);
    QStringList unread;
    for (const UnreadFile &file : finished.at(0).at(1).value<QList<UnreadFile>>())
        unread << file.name + u' ' + file.error.type;
    unread.sort();
    QCOMPARE(unread,
             (QStringList{u"locked.pdf password_needed"_s, u"scan.pdf no_text"_s,
                          u"zeros.txt not_text"_s}));
}

void tst_TextFilesJob::nothingReadableIsAFailure()
{
    write(u"scan.pdf"_s, scanPdf());
    TextFilesJob job(m_folder->path());
    QSignalSpy failed(&job, &TextFilesJob::failed);

    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);

    const auto error = failed.at(0).at(0).value<base::Error>();
    QCOMPARE(error.type, u"no_text"_s);
    QCOMPARE(error.subject, u"scan.pdf"_s);
}

void tst_TextFilesJob::destroyingItIsSilent()
{
    write(u"b.pdf"_s, textPdf({u"Page one"_s}));
    auto job = std::make_unique<TextFilesJob>(m_folder->path());
    QSignalSpy finished(job.get(), &TextFilesJob::finished);
    QCoreApplication::processEvents(); // it has begun, and no process is so quick

    job.reset();

    QTest::qWait(50); // nothing may happen
    QCOMPARE(finished.size(), 0);
}

QTEST_GUILESS_MAIN(tst_TextFilesJob)
#include "tst_textfilesjob.moc"
