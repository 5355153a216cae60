// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/heartbeat.h"
#include "ui/math/mathfiles.h"
#include "ui/transfer/pdfjob.h"
#include "ui/transfer/printdocument.h"

#include <QBuffer>
#include <QDir>
#include <QFontDatabase>
#include <QPdfDocument>
#include <QPdfSelection>
#include <QPrinter>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>

#include <csignal>
#endif

using namespace polylogue;
using namespace polylogue::app::conversation;
using namespace polylogue::ui::transfer;
using namespace Qt::StringLiterals;

using app::store::WholeChat;

class tst_PrintDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyLineIsOnOnePage();
    void pagesAreNumberedAndTitled();
    void eachChatBeginsAPage();
    void longCodeIsBrokenNotCut();
    void wideTablesFit();
    void everyKindOfTextIsPrinted();
    void picturesOfAFontArePrinted();
    void namesAndHeadingsAreNotLeftBehind();
    void linksShowWhereTheyLead();
    void optionsLeaveOut();
    void formulasAreSetWhereTheyAreShown();
    void picturesOfAnswersArePrinted();
    void onlyThePagesAskedForArePrinted();
    void nothingStandsBelowThePage();
    void chatsWithoutMessagesAreAPage();
    void longChatsLeaveTheWindowFree();
    void fullDiskLeavesTheOldFile();
    void cancelledJobLeavesNothing();

private:
    QStringList pages(const QList<WholeChat> &chats,
                      const app::transfer::ExportOptions &options = {});

    app::store::BlobStore blobs() const
    {
        return app::store::BlobStore(m_directory->filePath(u"blobs"_s));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

namespace {

Message said(Role role, const QString &text)
{
    return {.id = MessageId::create(),
            .role = role,
            .content = {TextPart{.text = text}},
            .createdAt = QDateTime(QDate(2026, 11, 23), QTime(9, 30), Qt::UTC),
            .model = role == Role::Assistant ? u"model-a"_s : QString()};
}

WholeChat chat(const QString &title, const QList<Message> &messages)
{
    return {.record = {.id = app::store::ConversationId::create(), .title = title},
            .messages = messages,
            .leaf = messages.isEmpty() ? MessageId() : messages.last().id};
}

QString numbered(const QString &word, int count, const QString &separator)
{
    QStringList lines;
    for (int number = 1; number <= count; ++number)
        lines += word + QString::number(number) + u"x"_s;
    return lines.join(separator);
}

} // namespace

void tst_PrintDocument::init()
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_PROGRAM);
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

//! \return the text of each page of the PDF without its spaces: where a page has few words the
//! reader takes them for a column of letters.
QStringList tst_PrintDocument::pages(const QList<WholeChat> &chats,
                                     const app::transfer::ExportOptions &options)
{
    const QString path = m_directory->filePath(u"out.pdf"_s);
    PdfJob job(chats, options, blobs(), path);
    QSignalSpy completed(&job, &PdfJob::completed);
    if (!completed.wait(60'000))
        return {};
    QPdfDocument document;
    document.load(path);
    QStringList texts;
    for (int page = 0; page < document.pageCount(); ++page)
        texts += document.getAllText(page).text().remove(QRegularExpression(u"\\s"_s));
    return texts;
}

void tst_PrintDocument::everyLineIsOnOnePage()
{
    const QStringList texts =
        pages({chat(u"Long"_s,
                    {said(Role::User, numbered(u"own"_s, 150, u"\n"_s)),
                     said(Role::Assistant,
                          numbered(u"word"_s, 1'500, u" "_s) + u"\n\n```\n"_s
                              + numbered(u"code"_s, 150, u"\n"_s) + u"\n```\n\n|a|\n|---|\n"_s
                              + numbered(u"cell"_s, 150, u"|\n"_s) + u"|\n"_s)})});

    QVERIFY2(texts.size() > 8, qPrintable(QString::number(texts.size())));
    const QString all = texts.join(u'\n');
    const auto check = [&all](const QString &word, int count) {
        for (int number = 1; number <= count; ++number) {
            const QString text = word + QString::number(number) + u'x';
            if (all.count(text) != 1)
                return text + u" stands there %1 times"_s.arg(all.count(text));
        }
        return QString();
    };
    QCOMPARE(check(u"own"_s, 150), QString());
    QCOMPARE(check(u"word"_s, 1'500), QString());
    QCOMPARE(check(u"code"_s, 150), QString());
    QCOMPARE(check(u"cell"_s, 150), QString());
}

void tst_PrintDocument::pagesAreNumberedAndTitled()
{
    const QStringList texts =
        pages({chat(u"The title"_s, {said(Role::Assistant, numbered(u"a"_s, 90, u"\n\n"_s))})});

    QVERIFY(texts.size() >= 2);
    for (qsizetype page = 0; page < texts.size(); ++page) {
        QVERIFY(texts.at(page).contains(u"Thetitle"_s));
        QVERIFY(texts.at(page).contains(u"Page%1of%2"_s.arg(page + 1).arg(texts.size())));
    }
    QVERIFY(texts.constFirst().contains(u"model-a"_s));
}

void tst_PrintDocument::eachChatBeginsAPage()
{
    const QStringList texts = pages({chat(u"First"_s, {said(Role::User, u"one"_s)}),
                                     chat(u"Second"_s, {said(Role::User, u"two"_s)})});

    QCOMPARE(texts.size(), 2);
    QVERIFY(texts.at(0).contains(u"First"_s) && texts.at(0).contains(u"one"_s));
    QVERIFY(texts.at(1).contains(u"Second"_s) && texts.at(1).contains(u"two"_s));
}

void tst_PrintDocument::longCodeIsBrokenNotCut()
{
    const QString text =
        pages(
            {chat({},
                  {said(Role::Assistant, u"```sh\n"_s + numbered(u"_"_s, 100, {}) + u"\n```"_s)})})
            .join(QString());

    QVERIFY(text.contains(numbered(u"_"_s, 100, {})));
    QVERIFY(!text.contains(u"Copy"_s));
}

void tst_PrintDocument::wideTablesFit()
{
    QString row = u"|"_s;
    for (int column = 1; column <= 30; ++column)
        row += u"column%1x|"_s.arg(column);
    const QString text =
        pages(
            {chat({},
                  {said(Role::Assistant, row + u"\n|"_s + u"---|"_s.repeated(30) + u'\n' + row)})})
            .join(QString());

    for (int column = 1; column <= 30; ++column)
        QCOMPARE(text.count(u"column%1x"_s.arg(column)), 2);
}

void tst_PrintDocument::everyKindOfTextIsPrinted()
{
    QString answer =
        u"# Überschrift\n\n你好，世界 — こんにちは 🙂 👩‍👩‍👧 e\u0301\n\n> Zitat\n\n1. eins\n   - zwei\n\n"_s;
    for (int number = 1; number <= 12; ++number) {
        answer += u"## Part %1\n\n"_s.arg(number) + numbered(u"wort"_s, 90, u" "_s)
            + u"\n\n```cpp\nint main() // 中文\n{\n    return %1;\n}\n```\n\n"_s.arg(number)
            + u"| Name | Größe | 数量 |\n|---|--:|:-:|\n| eins | 1 | 一 |\n| zwei | 2 | 二 |\n\n"_s;
    }
    const QList<Message> messages{
        said(Role::User, u"Frage mit 漢字 🙂\n"_s + numbered(u"zeile"_s, 70, u"\n"_s)),
        said(Role::Assistant, answer), said(Role::User, u"Und?"_s)};

    const QString text = pages({chat(u"Alles 全部"_s, messages)}).join(QString());

    for (const QString &each : {u"Überschrift"_s, u"你好"_s, u"こんにちは"_s, u"漢字"_s,
                                u"Part12"_s, u"return12;"_s, u"数量"_s, u"zeile70x"_s, u"Und?"_s})
        QVERIFY2(text.contains(each), qPrintable(each));
}

void tst_PrintDocument::picturesOfAFontArePrinted()
{
    if (QFontDatabase::families().filter(u"Color Emoji"_s).isEmpty())
        QSKIP("no font of coloured pictures");
    pages({chat({}, {said(Role::User, u"🙂"_s)})});
    QPdfDocument document;
    document.load(m_directory->filePath(u"out.pdf"_s));

    const QImage page = document.render(0, QSize(800, 1'100));

    int yellow = 0;
    for (int y = 0; y < page.height(); ++y) {
        for (int x = 0; x < page.width(); ++x) {
            const QColor colour = page.pixelColor(x, y);
            if (colour.red() > 200 && colour.blue() < 100)
                ++yellow;
        }
    }
    QVERIFY(yellow > 20);
}

void tst_PrintDocument::namesAndHeadingsAreNotLeftBehind()
{
    for (int lines = 28; lines < 40; ++lines) {
        const QStringList texts = pages(
            {chat({},
                  {said(Role::User, numbered(u"own"_s, lines, u"\n"_s)),
                   said(Role::Assistant,
                        u"# Heading\n\n## Second\n\n"_s + numbered(u"word"_s, 60, u" "_s))})});
        for (const QString &text : texts)
            QCOMPARE(text.contains(u"model-a"_s), text.contains(u"word1x"_s));
    }
}

void tst_PrintDocument::linksShowWhereTheyLead()
{
    const QString text = pages({chat({},
                                     {said(Role::Assistant,
                                           u"See [the *manual*](https://x.example/m), "
                                           "<https://y.example> and **more**."_s)})})
                             .join(QString());

    QVERIFY2(text.contains(u"themanual(https://x.example/m),https://y.exampleandmore."_s),
             qPrintable(text));
}

void tst_PrintDocument::optionsLeaveOut()
{
    Message answer = said(Role::Assistant, u"answer"_s);
    answer.content.prepend(ReasoningPart{.text = u"pondering"_s});
    answer.content.append(ToolCallPart{.name = u"lookup"_s, .arguments = u"{}"_s});
    answer.usage = Usage{.promptTokens = 11, .completionTokens = 22, .totalTokens = 33};
    const QList<WholeChat> chats{chat({}, {answer})};

    const QString all = pages(chats, {.metadata = true}).join(QString());
    const QString few = pages(chats, {.reasoning = false, .toolCalls = false}).join(QString());

    for (const QString &text : {u"pondering"_s, u"lookup"_s, u"22"_s}) {
        QVERIFY2(all.contains(text), qPrintable(text));
        QVERIFY2(!few.contains(text), qPrintable(text));
    }
    QVERIFY(few.contains(u"answer"_s));
}

void tst_PrintDocument::formulasAreSetWhereTheyAreShown()
{
    const QList<WholeChat> chats{
        chat({}, {said(Role::Assistant, u"Here: $\\frac{a}{b}$ and more"_s)})};

    const QString asText = pages(chats, {.formulas = false}).join(QString());
    QVERIFY2(asText.contains(u"$\\frac{a}{b}$"_s), qPrintable(asText));
    if (!ui::math::findMathFiles().isComplete())
        QSKIP("no KaTeX");
    const QString set = pages(chats).join(QString());
    QVERIFY2(!set.contains(u"frac"_s), qPrintable(set));
    QVERIFY(set.contains(u"Here:"_s) && set.contains(u"andmore"_s));
}

void tst_PrintDocument::picturesOfAnswersArePrinted()
{
    QImage red(300, 200, QImage::Format_RGB32);
    red.fill(QColor(220, 20, 30));
    QByteArray png;
    QBuffer buffer(&png);
    QVERIFY(red.save(&buffer, "png"));
    Message answer = said(Role::Assistant, u"See:"_s);
    answer.content.append(
        ImagePart{.blob = *blobs().put(png, u"image/png"_s), .pixelSize = red.size()});
    QCOMPARE(pages({chat({}, {answer})}).size(), 1);
    QPdfDocument document;
    document.load(m_directory->filePath(u"out.pdf"_s));

    const QImage page = document.render(0, QSize(800, 1'100));

    int count = 0;
    for (int y = 0; y < page.height(); ++y) {
        for (int x = 0; x < page.width(); ++x)
            count += page.pixelColor(x, y) == QColor(220, 20, 30);
    }
    QVERIFY2(count > 30'000, qPrintable(QString::number(count)));
}

void tst_PrintDocument::onlyThePagesAskedForArePrinted()
{
    const QString path = m_directory->filePath(u"printed.pdf"_s);
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(path);
    PrintDocument document({chat(u"T"_s, {said(Role::User, numbered(u"a"_s, 200, u"\n"_s))})}, {},
                           blobs(), paintableSize(printer));
    PaintJob job(document, printer);
    job.setRange({2, 3});
    QSignalSpy ended(&job, &PaintJob::ended);
    QVERIFY(ended.wait(30'000));
    QVERIFY(ended.first().first().toBool());
    QVERIFY(document.pageCount() > 3);

    QPdfDocument printed;
    printed.load(path);
    QCOMPARE(printed.pageCount(), 2);
    const QString first = printed.getAllText(0).text().remove(QRegularExpression(u"\\s"_s));
    QVERIFY2(first.contains(u"Page2of"_s), qPrintable(first));
}

void tst_PrintDocument::nothingStandsBelowThePage()
{
    QImage image(700, 500, QImage::Format_RGB32);
    image.fill(Qt::white);
    PrintDocument document({chat(u"T"_s, {said(Role::User, numbered(u"a"_s, 40, u"\n"_s))})}, {},
                           blobs(), QSizeF(600, 400));
    while (document.layOutNext()) { }
    QVERIFY(document.pageCount() > 1);

    QPainter painter(&image);
    document.paintPage(painter, 0);
    painter.end();

    for (int x = 0; x < image.width(); ++x)
        for (int y = 415; y < image.height(); ++y)
            QVERIFY(image.pixelColor(x, y) == QColor(Qt::white));
}

void tst_PrintDocument::chatsWithoutMessagesAreAPage()
{
    const QStringList texts = pages({chat(u"Nothing said"_s, {})});

    QCOMPARE(texts.size(), 1);
    QVERIFY(texts.constFirst().contains(u"Nothingsaid"_s));
}

void tst_PrintDocument::longChatsLeaveTheWindowFree()
{
    QList<Message> messages;
    for (int number = 0; number < 300; ++number)
        messages.append(
            said(number % 2 == 0 ? Role::User : Role::Assistant, numbered(u"word"_s, 100, u" "_s)));
    const tests::Heartbeat heartbeat;
    PdfJob job({chat(u"Long"_s, messages)}, {}, blobs(), m_directory->filePath(u"out.pdf"_s));
    QSignalSpy completed(&job, &PdfJob::completed);
    QSignalSpy progressed(&job, &PdfJob::progressed);

    QVERIFY(completed.wait(60'000));

    qInfo("the window's thread worked at most %.1f ms at a time", heartbeat.longestWork());
    QVERIFY(heartbeat.longestWork() < 16);
    QVERIFY(progressed.size() > 5);
    qint64 last = 0;
    for (const QList<QVariant> &each : progressed) {
        QVERIFY(each.at(0).toLongLong() >= last);
        last = each.at(0).toLongLong();
        QCOMPARE(each.at(1).toLongLong(), 300);
    }
    QCOMPARE(completed.first().first().value<app::transfer::ExportReport>().messages, 300);
}

void tst_PrintDocument::fullDiskLeavesTheOldFile()
{
#ifdef Q_OS_UNIX
    const QString path = m_directory->filePath(u"out.pdf"_s);
    QFile old(path);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    PdfJob job({chat(u"T"_s, {said(Role::User, u"text"_s)})}, {}, blobs(), path);
    QSignalSpy failed(&job, &PdfJob::failed);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{.rlim_cur = 1'000, .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const bool hasFailed = failed.wait(30'000);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, SIG_DFL);

    QVERIFY(hasFailed);
    QCOMPARE(failed.first().first().value<app::base::Error>().kind, app::base::ErrorKind::Disk);
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), "old"_ba);
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), QStringList(u"out.pdf"_s));
#endif
}

void tst_PrintDocument::cancelledJobLeavesNothing()
{
    PdfJob job({chat(u"T"_s, {said(Role::User, u"text"_s)})}, {}, blobs(),
               m_directory->filePath(u"out.pdf"_s));
    QSignalSpy failed(&job, &PdfJob::failed);

    job.cancel();

    QCOMPARE(failed.size(), 1);
    QTest::qWait(50); // nothing more happens
    QVERIFY(QDir(m_directory->path()).isEmpty());
}

QTEST_MAIN(tst_PrintDocument)
#include "tst_printdocument.moc"
