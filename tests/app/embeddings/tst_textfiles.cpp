// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/textfiles.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app::embeddings;
using namespace Qt::StringLiterals;

class tst_TextFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesAreFoundByTheirNames();
    void folderWithoutTextsIsRefused();
    void whatIsNoTextIsRefused();
    void unitsBecomeTexts();
    void blankLinesDivideParagraphs();
    void shortLinesDivideParagraphsOfPages();
    void headingsGoWithWhatFollows();

private:
    void write(const QString &name, const QByteArray &bytes);

    QTemporaryDir m_folder;
};

void tst_TextFiles::write(const QString &name, const QByteArray &bytes)
{
    const QString path = m_folder.filePath(name);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void tst_TextFiles::filesAreFoundByTheirNames()
{
    write(u"found/b.PDF"_s, "%PDF");
    write(u"found/a.txt"_s, "First.");
    write(u"found/poems/c.md"_s, "Second.");
    write(u"found/d.bin"_s, "no text");

    const auto paths = textFilesBelow(m_folder.filePath(u"found"_s));

    QVERIFY(paths);
    QCOMPARE(*paths,
             (QStringList{m_folder.filePath(u"found/a.txt"_s), m_folder.filePath(u"found/b.PDF"_s),
                          m_folder.filePath(u"found/poems/c.md"_s)}));
    QVERIFY(isPdfName(paths->at(1)));
    QVERIFY(!isPdfName(paths->at(0)));
}

void tst_TextFiles::folderWithoutTextsIsRefused()
{
    write(u"none/d.bin"_s, "no text");

    const auto paths = textFilesBelow(m_folder.filePath(u"none"_s));

    QVERIFY(!paths);
    QCOMPARE(paths.error().type, u"no_texts"_s);
}

void tst_TextFiles::whatIsNoTextIsRefused()
{
    write(u"zeros.txt"_s, QByteArray(100, '\0'));
    write(u"good.txt"_s, "Caf\xc3\xa9");

    const auto zeros = readTextFile(m_folder.filePath(u"zeros.txt"_s));

    QVERIFY(!zeros);
    QCOMPARE(zeros.error().type, u"not_text"_s);
    QCOMPARE(zeros.error().subject, u"zeros.txt"_s);
    QCOMPARE(*readTextFile(m_folder.filePath(u"good.txt"_s)), u"Café"_s);
}

void tst_TextFiles::unitsBecomeTexts()
{
    const QString first = u"The first paragraph of the first page is here."_s;
    const QString second = u"The second paragraph of the first page is here."_s;
    const QList<TextFile> files{
        {.name = u"law/act.pdf"_s, .pages = {first + u"\n\n"_s + second, u"Page two."_s, u" "_s}},
        {.name = u"note.txt"_s, .pages = {u"A note."_s}}};

    const Corpus whole = corpusFromFiles(files, TextUnit::File);
    const Corpus pages = corpusFromFiles(files, TextUnit::Page);
    const Corpus paragraphs = corpusFromFiles(files, TextUnit::Paragraph);

    QCOMPARE(whole.size(), 2);
    QVERIFY(whole.at(0).text.contains(first) && whole.at(0).text.contains(u"Page two."_s));
    QCOMPARE(whole.at(0).label, u"law"_s);
    QCOMPARE(whole.at(0).source, u"law/act.pdf"_s);
    QCOMPARE(whole.at(1),
             (CorpusText{.text = u"A note."_s, .title = u"note"_s, .source = u"note.txt"_s}));
    QCOMPARE(pages.size(), 3); // what is blank is left out
    QCOMPARE(pages.at(1).text, u"Page two."_s);
    QCOMPARE(pages.at(1).title, u"act · 2"_s);
    QCOMPARE(textsOf(paragraphs), (QStringList{first, second, u"Page two."_s, u"A note."_s}));
    QCOMPARE(paragraphs.at(1).title, u"act · 1 · 2"_s);
}

void tst_TextFiles::blankLinesDivideParagraphs()
{
    QCOMPARE(paragraphsOf(u"The first paragraph goes over\r\ntwo lines and ends there.\r\n \r\n\r\n"
                          "The second one is a single line of text."_s),
             (QStringList{u"The first paragraph goes over two lines and ends there."_s,
                          u"The second one is a single line of text."_s}));
}

void tst_TextFiles::shortLinesDivideParagraphsOfPages()
{
    QCOMPARE(
        paragraphsOf(u"This line of a page is as long as most of its lines and is con-\n"
                     "tinued by another one, which is as long as it is, and by a third,\n"
                     "which ends sooner.\n"
                     "The next paragraph begins here and is as long as all these others\n"
                     "and ends with the page, at whose end there is nothing more to say."_s),
        (QStringList{u"This line of a page is as long as most of its lines and is continued by "
                     "another one, which is as long as it is, and by a third, which ends "
                     "sooner."_s,
                     u"The next paragraph begins here and is as long as all these others and "
                     "ends with the page, at whose end there is nothing more to say."_s}));
}

void tst_TextFiles::headingsGoWithWhatFollows()
{
    QCOMPARE(paragraphsOf(u"Chapter 1\n\nIt was a bright cold day in April, they say.\n\n17"_s),
             QStringList{u"Chapter 1 It was a bright cold day in April, they say. 17"_s});
    QCOMPARE(paragraphsOf(u"Short"_s), QStringList{u"Short"_s});
    QCOMPARE(paragraphsOf(u" \n "_s), QStringList());
}

QTEST_APPLESS_MAIN(tst_TextFiles)
#include "tst_textfiles.moc"
