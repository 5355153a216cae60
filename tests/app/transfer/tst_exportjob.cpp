// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/exportjob.h"
#include "tests/app/transfer/samplechats.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>

#include <csignal>
#endif

using namespace polylogue::app;
using namespace polylogue::app::conversation;
using namespace polylogue::app::store;
using namespace polylogue::app::transfer;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;

class tst_ExportJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void markdownHoldsWhatWasSaid();
    void markdownOfABranchWithoutFilesIsOneFile();
    void nothingInAMessageSwallowsWhatFollows();
    void optionsLeaveOut();
    void htmlHoldsNoMarkupOfOthers();
    void htmlFetchesAndRunsNothing();
    void hostileTextIsTextEverywhere();
    void answersBecomeWhatTheRendererMakesOfThem();
    void severalChatsAreAFolderWithSums();
    void missingAttachmentsAreTold();
    void folderInTheWayIsLeftAlone();
    void fullDiskLeavesWhatWasThere_data();
    void fullDiskLeavesWhatWasThere();
    void sumsAreReadByOthers();
    void cancelledExportLeavesNothing();
    void destroyedJobIsSilent();
    void progressIsTold();

private:
    ExportRequest request(ExportFormat format, const QString &target,
                          const QList<WholeChat> &chats) const;
    QByteArray exported(const ExportRequest &request);
    QStringList files() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<BlobStore> m_blobs;
};

namespace {

bool always(qint64)
{
    return true;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void tst_ExportJob::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_profile = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid() && m_profile->isValid());
    m_blobs = std::make_unique<BlobStore>(m_profile->filePath(u"blobs"_s));
}

ExportRequest tst_ExportJob::request(ExportFormat format, const QString &target,
                                     const QList<WholeChat> &chats) const
{
    return {.chats = chats,
            .format = format,
            .words = exportWords(),
            .target = m_directory->filePath(target)};
}

QByteArray tst_ExportJob::exported(const ExportRequest &request)
{
    const auto report = writeExport(request, *m_blobs, always);
    if (!report) {
        qWarning() << report.error();
        return {};
    }
    const QFileInfo info(report->path);
    if (info.isFile())
        return contentOf(info.filePath());
    const QStringList documents =
        QDir(info.filePath()).entryList({u"*.md"_s, u"*.html"_s}, QDir::Files);
    return documents.isEmpty() ? QByteArray()
                               : contentOf(info.filePath() + u'/' + documents.first());
}

QStringList tst_ExportJob::files() const
{
    QStringList files;
    const QDir root(m_directory->path());
    QDirIterator entries(root.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext())
        files.append(root.relativeFilePath(entries.next()));
    files.sort();
    return files;
}

void tst_ExportJob::markdownHoldsWhatWasSaid()
{
    const QString document = QString::fromUtf8(
        exported(request(ExportFormat::Markdown, u"out"_s, {fullChat(*m_blobs)})));

    QCOMPARE(files(),
             (QStringList{u"out/SHA256SUMS"_s, u"out/assets/a picture b.png"_s,
                          u"out/assets/paper (1).pdf"_s, u"out/b Title b of it.md"_s}));
    QVERIFY(document.startsWith(uR"(# \<b\>Title\</b\> / "of" it)"_s));
    QVERIFY(document.contains(u"> Be <brief>."_s));
    QVERIFY(document.contains(u"## 1. You · 2026-11-23 09:30:01 UTC\n"_s));
    QVERIFY(document.contains(uR"(![a "picture" \<b\>.png](assets/a%20picture%20b.png))"_s));
    QVERIFY(document.contains(u"(assets/paper%20%281%29.pdf)"_s));
    QVERIFY(document.contains(u"> **Reasoning**\n>\n> Let me think."_s));
    QVERIFY(document.contains(u"**Calls search**"_s));
    QVERIFY(document.contains(u"found <it>"_s));
    QVERIFY(document.contains(u"**Refused:** I would rather not."_s));
    QVERIFY(document.contains(u"*overloaded*"_s));
    QVERIFY(document.contains(u"*Other version of 4*"_s));
    QVERIFY(document.contains(u"## 5. model-a"_s));
}

void tst_ExportJob::markdownOfABranchWithoutFilesIsOneFile()
{
    ExportRequest wanted = request(ExportFormat::Markdown, u"out.md"_s, {longChat(4)});
    wanted.chats.first().messages.append(message(5, 3, Role::Assistant));
    wanted.scope = ExportScope::Branch;

    const QByteArray document = exported(wanted);

    QCOMPARE(files(), QStringList(u"out.md"_s));
    QVERIFY(document.contains("## You"));
    QVERIFY(document.contains("Message 4\n"));
    QVERIFY(!document.contains("Other version"));
}

void tst_ExportJob::nothingInAMessageSwallowsWhatFollows()
{
    const QByteArray document =
        exported(request(ExportFormat::Markdown, u"out"_s, {fullChat(*m_blobs)}));

    QVERIFY(document.contains("```py\nprint(1)\n```\n\n"));
    QVERIFY(document.contains("> ```\n> open\n> ```\n\n"));
    QVERIFY(document.contains("````\n{\"q\":\"```\"}\n````\n"));
}

void tst_ExportJob::optionsLeaveOut()
{
    for (const ExportFormat format : {ExportFormat::Markdown, ExportFormat::Html}) {
        ExportRequest wanted =
            request(format, u"out."_s + fileSuffix(format), {fullChat(*m_blobs)});
        wanted.options = {.reasoning = false,
                          .toolCalls = false,
                          .timestamps = false,
                          .metadata = true,
                          .attachments = false};

        const QByteArray document = exported(wanted);

        QVERIFY(!document.contains("Reasoning"));
        QVERIFY(!document.contains("Calls"));
        QVERIFY(!document.contains("found"));
        QVERIFY(!document.contains("UTC"));
        QVERIFY(!document.contains("base64,"));
        QVERIFY(document.contains("15 tokens"));
        QVERIFY(document.contains("picture"));
    }
    QCOMPARE(files(), (QStringList{u"out.html"_s, u"out.md"_s}));
}

void tst_ExportJob::htmlHoldsNoMarkupOfOthers()
{
    const QString document = QString::fromUtf8(
        exported(request(ExportFormat::Html, u"out.html"_s, {fullChat(*m_blobs)})));

    QVERIFY(document.contains(u"<title>&lt;b&gt;Title&lt;/b&gt; / &quot;of&quot; it</title>"_s));
    QVERIFY(document.contains(u"Be &lt;brief&gt;."_s));
    QVERIFY(document.contains(u"&lt;script&gt;alert(1)&lt;/script&gt; &amp; done"_s));
    QVERIFY(document.contains(u"found &lt;it&gt;"_s));
    QVERIFY(document.contains(
        u"<img alt=\"a &quot;picture&quot; &lt;b&gt;.png\" src=\"data:image/png;base64,iVBORw0K"_s));
    QVERIFY(document.contains(u"<a download=\"../paper (1).pdf\" href=\"data:application/pdf;"_s));
    QVERIFY(document.trimmed().endsWith(u"</html>"_s));
}

void tst_ExportJob::htmlFetchesAndRunsNothing()
{
    WholeChat hostile = chat({message(1, 0)}, 1);
    hostile.record.title = u"</title><script src=http://x.example></script>"_s;
    hostile.messages.first().content = {
        TextPart{.text = u"<img src=x onerror=alert(1)>"_s},
        ImagePart{.fileName = u"\" onload=\"alert(1)"_s},
    };
    const QByteArray document = exported(request(ExportFormat::Html, u"out.html"_s, {hostile}));

    QVERIFY(document.contains("Content-Security-Policy"));
    QVERIFY(document.contains("default-src 'none'"));
    QVERIFY(!document.contains("<script"));
    QVERIFY(!document.contains("<img"));
    QVERIFY(!document.contains("\" onload"));
}

void tst_ExportJob::hostileTextIsTextEverywhere()
{
    const QString evil = u"</title></pre></p>\"'><img src=x onerror=alert(1)><script>x</script>"
                         "<!--<style>*{}</style>%1%2&lt;svg/onload=x&gt;"_s;
    const QByteArray before =
        exported(request(ExportFormat::Html, u"before.html"_s, {fullChat(*m_blobs)}));
    WholeChat whole = fullChat(*m_blobs);
    whole.record.title = evil;
    whole.record.setup.systemPrompt = evil;
    for (Message &each : whole.messages) {
        each.model = evil;
        each.error = base::Error{.detail = evil};
        for (ContentPart &part : each.content) {
            if (auto *text = std::get_if<TextPart>(&part))
                text->text = evil;
            else if (auto *reasoning = std::get_if<ReasoningPart>(&part))
                reasoning->text = evil;
            else if (auto *refusal = std::get_if<RefusalPart>(&part))
                refusal->text = evil;
            else if (auto *image = std::get_if<ImagePart>(&part))
                image->fileName = evil;
            else if (auto *document = std::get_if<DocumentPart>(&part))
                document->fileName = evil;
            else if (auto *call = std::get_if<ToolCallPart>(&part))
                call->name = call->arguments = evil;
            else if (auto *result = std::get_if<ToolResultPart>(&part))
                result->content = evil;
        }
    }
    ExportRequest wanted = request(ExportFormat::Html, u"out.html"_s, {whole});
    wanted.options.metadata = true;

    const QByteArray document = exported(wanted);

    QVERIFY(document.count("&lt;img src=x") > 10);
    for (const auto *markup : {"<script", "<img src=x", "<style>*", "<!--", "<svg", "' onerror"})
        QVERIFY2(!document.contains(markup), markup);
    // As many elements as where nothing is hostile, but for the remarks of messages with errors.
    QCOMPARE(document.count("<img "), before.count("<img "));
    QCOMPARE(document.count("<pre>"), before.count("<pre>"));
    QCOMPARE(document.count("<article"), before.count("<article"));
}

void tst_ExportJob::answersBecomeWhatTheRendererMakesOfThem()
{
    ExportRequest wanted = request(ExportFormat::Html, u"out.html"_s, {longChat(2)});
    wanted.htmlOf = [](const QString &markdown) {
        return u"<em>%1</em>"_s.arg(markdown.section(u'\n', 0, 0));
    };

    const QByteArray document = exported(wanted);

    QVERIFY(document.contains("<em>Message 2</em>"));
    QVERIFY(!document.contains("<em>Message 1</em>")); // a user's text is shown as it stands
}

void tst_ExportJob::severalChatsAreAFolderWithSums()
{
    WholeChat empty;
    const ExportRequest wanted =
        request(ExportFormat::Html, u"out"_s, {longChat(2), longChat(3), empty});

    const auto report = writeExport(wanted, *m_blobs, always);

    QVERIFY(report);
    QCOMPARE(report->chats, 3);
    QCOMPARE(report->messages, 5);
    QCOMPARE(files(),
             (QStringList{u"out/SHA256SUMS"_s, u"out/Sample (2).html"_s, u"out/Sample.html"_s,
                          u"out/Untitled.html"_s}));
    qint64 size = 0;
    for (const QString &file : files())
        size += QFileInfo(m_directory->filePath(file)).size();
    QCOMPARE(report->bytes, size);
    const QByteArrayList sums =
        contentOf(m_directory->filePath(u"out/SHA256SUMS"_s)).trimmed().split('\n');
    QCOMPARE(sums.size(), 3);
    for (const QByteArray &sum : sums) {
        const QByteArray content =
            contentOf(m_directory->filePath(u"out/"_s + QString::fromUtf8(sum.mid(66))));
        QCOMPARE(sum.first(64),
                 QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
    }
}

void tst_ExportJob::missingAttachmentsAreTold()
{
    const WholeChat whole = fullChat(*m_blobs);
    const QList<ContentPart> content = whole.messages.first().content;
    QVERIFY(QFile::remove(m_blobs->path(std::get<ImagePart>(content.at(1)).blob)));
    QFile damaged(m_blobs->path(std::get<DocumentPart>(content.at(2)).blob));
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("something else");
    damaged.close();

    const ExportRequest wanted = request(ExportFormat::Html, u"out.html"_s, {whole});
    const auto report = writeExport(wanted, *m_blobs, always);

    QVERIFY(report);
    QCOMPARE(report->missing, (QStringList{u"a \"picture\" <b>.png"_s, u"../paper (1).pdf"_s}));
    QVERIFY(contentOf(wanted.target).contains("../paper (1).pdf is missing"));
}

void tst_ExportJob::folderInTheWayIsLeftAlone()
{
    QVERIFY(QDir(m_directory->path()).mkdir(u"out"_s));
    const auto report = writeExport(
        request(ExportFormat::Html, u"out"_s, {longChat(1), longChat(2)}), *m_blobs, always);

    QVERIFY(!report);
    QCOMPARE(report.error().kind, base::ErrorKind::Disk);
    QCOMPARE(report.error().type, u"exists"_s);
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList(u"out"_s));
    QVERIFY(QDir(m_directory->filePath(u"out"_s)).isEmpty());
}

void tst_ExportJob::fullDiskLeavesWhatWasThere_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::addColumn<int>("chats");

    QTest::newRow("Markdown") << ExportFormat::Markdown << 1;
    QTest::newRow("Markdown of several") << ExportFormat::Markdown << 2;
    QTest::newRow("HTML") << ExportFormat::Html << 1;
    QTest::newRow("HTML of several") << ExportFormat::Html << 2;
    QTest::newRow("JSON") << ExportFormat::Json << 1;
    QTest::newRow("JSON Lines") << ExportFormat::JsonLines << 1;
}

void tst_ExportJob::fullDiskLeavesWhatWasThere()
{
#ifdef Q_OS_UNIX
    QFETCH(const ExportFormat, format);
    QFETCH(const int, chats);
    const ExportRequest wanted =
        request(format, u"out"_s, QList<WholeChat>{longChat(2'000), longChat(1)}.mid(0, chats));
    QStringList before;
    if (!needsFolder(wanted)) {
        QFile old(wanted.target);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        before = QStringList(u"out"_s);
    }
    // A limit on the size of files ends a write where a full disk does: in its middle.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit usual = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &usual), 0);
    const rlimit small{.rlim_cur = 100'000, .rlim_max = usual.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto report = writeExport(wanted, *m_blobs, always);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &usual), 0);
    std::signal(SIGXFSZ, SIG_DFL);

    QVERIFY(!report);
    QCOMPARE(report.error().kind, base::ErrorKind::Disk);
    QCOMPARE(files(), before);
    if (!before.isEmpty())
        QCOMPARE(contentOf(wanted.target), "old"_ba);
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList());
#endif
}

void tst_ExportJob::sumsAreReadByOthers()
{
    const QString program = QStandardPaths::findExecutable(u"sha256sum"_s);
    if (program.isEmpty())
        QSKIP("no sha256sum");
    for (const ExportFormat format : {ExportFormat::Markdown, ExportFormat::JsonLines}) {
        const ExportRequest wanted =
            request(format, u"out-"_s + fileSuffix(format), {fullChat(*m_blobs)});
        QVERIFY(writeExport(wanted, *m_blobs, always));

        QProcess process;
        process.setWorkingDirectory(wanted.target);
        process.start(program, {u"--check"_s, u"--strict"_s, u"SHA256SUMS"_s});

        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        const QByteArray told = process.readAllStandardOutput().trimmed();
        QCOMPARE(told.count('\n') + 1,
                 files().filter(u"out-"_s + fileSuffix(format)).size() - 1); // but for its own
    }
    const QByteArray manifest = contentOf(m_directory->filePath(u"out-jsonl/manifest.json"_s));
    QVERIFY(manifest.contains("\"messages.jsonl\""));
}

void tst_ExportJob::cancelledExportLeavesNothing()
{
    ExportJob job(request(ExportFormat::Html, u"out"_s, {longChat(20'000), longChat(20'000)}),
                  *m_blobs);
    QSignalSpy failed(&job, &ExportJob::failed);

    job.cancel();

    QVERIFY(failed.wait(30'000)); // a busy machine
    QCOMPARE(failed.first().first().value<base::Error>().kind, base::ErrorKind::Cancelled);
    QCOMPARE(files(), QStringList());
    QVERIFY(QDir(m_directory->path()).isEmpty());
}

void tst_ExportJob::destroyedJobIsSilent()
{
    auto job = std::make_unique<ExportJob>(
        request(ExportFormat::Html, u"out"_s, {longChat(20'000), longChat(20'000)}), *m_blobs);
    QSignalSpy completed(job.get(), &ExportJob::completed);
    QSignalSpy failed(job.get(), &ExportJob::failed);

    job.reset();

    QCOMPARE(completed.size() + failed.size(), 0);
    QVERIFY(QDir(m_directory->path()).isEmpty());
}

void tst_ExportJob::progressIsTold()
{
    ExportJob job(request(ExportFormat::Markdown, u"out.md"_s, {longChat(20'000)}), *m_blobs);
    QSignalSpy completed(&job, &ExportJob::completed);
    QSignalSpy progressed(&job, &ExportJob::progressed);

    QVERIFY(completed.wait(20'000));

    QVERIFY(!progressed.isEmpty());
    for (const QList<QVariant> &each : progressed) {
        QVERIFY(each.at(0).toLongLong() <= each.at(1).toLongLong());
        QCOMPARE(each.at(1).toLongLong(), 20'000);
    }
}

QTEST_GUILESS_MAIN(tst_ExportJob)
#include "tst_exportjob.moc"
