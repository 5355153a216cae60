// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/attachment.h"
#include "app/store/blobstore.h"
#include "officefiles.h"
#include "samplefiles.h"

#include <QFile>
#include <QSignalSpy>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app;
using namespace polylogue::app::attachments;
using namespace Qt::StringLiterals;

class tst_AttachedTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void filesGoOutAsText_data();
    void filesGoOutAsText();
    void pagesReadAsTheirReadersSeeThem_data();
    void pagesReadAsTheirReadersSeeThem();
    void whatIsNoTextSaysWhy_data();
    void whatIsNoTextSaysWhy();
    void textsComeBackAsTheyWere();

private:
    Attachment read(const QByteArray &bytes, const QString &name);
    QString textOf(const Attachment &attachment) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::BlobStore> m_blobs;
};

void tst_AttachedTexts::initTestCase()
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
}

void tst_AttachedTexts::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_blobs = std::make_unique<store::BlobStore>(m_directory->filePath(u"blobs"_s));
}

Attachment tst_AttachedTexts::read(const QByteArray &bytes, const QString &name)
{
    AttachmentLoader loader(*m_blobs);
    QList<Attachment> ended;
    connect(&loader, &AttachmentLoader::changed, this,
            [&ended](const Attachment &changed) { ended.append(changed); });
    loader.addData(bytes, name);
    if (!QTest::qWaitFor([&ended] { return !ended.isEmpty(); }, 30'000))
        QTest::qFail("not ended", __FILE__, __LINE__);
    return ended.value(0);
}

QString tst_AttachedTexts::textOf(const Attachment &attachment) const
{
    QFile file(m_blobs->path(attachment.blob));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : u"unreadable"_s;
}

void tst_AttachedTexts::filesGoOutAsText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("sourceType");
    QTest::addColumn<QString>("text");

    const QString plain = u"text/plain"_s;
    QTest::newRow("ASCII") << "int main()\n{}\n"_ba << plain << u"int main()\n{}\n"_s;
    QTest::newRow("UTF-8") << "Gr\xc3\xbc\xc3\x9f"
                              "e"_ba
                           << plain << u"Grüße"_s;
    QTest::newRow("UTF-8 with a mark") << "\xef\xbb\xbf"
                                          "a\r\nb\rc"_ba
                                       << plain << u"a\nb\nc"_s;
    QStringEncoder utf16(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
    QTest::newRow("UTF-16") << QByteArray(utf16(u"Ünïcode"_s)) << plain << u"Ünïcode"_s;
    const QString german = u"Die Prüfung der Verträge für größere Gebäude dauert länger."_s;
    QTest::newRow("Windows 1252") << german.toLatin1() << plain << german;
    QTest::newRow("SVG is source code") << "<svg xmlns='http://www.w3.org/2000/svg'/>"_ba << plain
                                        << u"<svg xmlns='http://www.w3.org/2000/svg'/>"_s;
    QTest::newRow("page") << "<!DOCTYPE html><p>Hello</p>"_ba << u"text/html"_s << u"Hello"_s;
    QTest::newRow("message")
        << mail() << u"message/rfc822"_s
        << u"From: Jürgen <j@example.org>\nTo: staff@example.org\n"
           "Date: Mon, 23 Nov 2026 10:00:00 +0000\nSubject: GrüÞe\n\n"
           "The café is closed.\n\nAttached files (not included): plan.pdf\n"_s;
    QTest::newRow("message with an empty part")
        << "From: j@example.org\nTo: k@example.org\nSubject: Tides\nContent-Type: multipart/mixed; "
           "boundary=b\n\n"
           "--b\n--b\nContent-Type: text/plain\n\nEbb\n--b--\n"_ba
        << u"message/rfc822"_s
        << u"From: j@example.org\nTo: k@example.org\nSubject: Tides\n\nEbb\n"_s;
    const QString office = u"application/vnd.openxmlformats-officedocument."_s;
    QTest::newRow("Word") << wordDocument() << office + u"wordprocessingml.document"_s
                          << u"# Minutes\n\nThe budget was agreed.\n\n- first\n- second\n\n"
                             "| Item | Price |\n| --- | --- |\n| Stapler | 12 \\| 13 |\n"_s;
    QTest::newRow("Excel") << workbook() << office + u"spreadsheetml.sheet"_s
                           << u"## Costs\n\n| Item |  | Price |\n| --- | --- | --- |\n"
                              "| Stapler | 12.5% | 0.3 |\n\n## Days\n\n"
                              "| 2026-11-23 | 2026-11-23 12:00:00 | TRUE |\n"
                              "| --- | --- | --- |\n"_s;
    QTest::newRow("PowerPoint") << presentation() << office + u"presentationml.presentation"_s
                                << u"## Slide 1\n\nShown first\n\nNotes:\n\nSpeak slowly\n\n"
                                   "## Slide 2\n\nShown second\n"_s;
    QTest::newRow("OpenDocument")
        << openDocument() << u"application/vnd.oasis.opendocument.text"_s
        << u"## Report\n\nOne  two\n\n- item\n\n| same | same |\n| --- | --- |\n"_s;
}

void tst_AttachedTexts::filesGoOutAsText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sourceType);
    QFETCH(QString, text);

    const Attachment file = read(bytes, u"named.anything"_s);

    QVERIFY2(file.state == Attachment::State::Ready,
             file.error ? qPrintable(file.error->type + file.error->detail) : "");
    QVERIFY(file.isText());
    QCOMPARE(file.sourceType, sourceType);
    QCOMPARE(textOf(file), text);
    QCOMPARE(file.blob.mediaType, u"text/plain"_s);
    QVERIFY(file.tokens > 0 && file.tokens <= text.size());
}

void tst_AttachedTexts::pagesReadAsTheirReadersSeeThem_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("text");

    QTest::newRow("scripts") << u"<p>a<script>alert('<p>')</script>b<style>p{}</style>"_s
                             << u"ab"_s;
    QTest::newRow("blocks") << u"<title>T</title><h2>One</h2><p>two<br>three</p><div>four</div>"_s
                            << u"T\n\n## One\n\ntwo\nthree\n\nfour"_s;
    QTest::newRow("space") << u"<p>a   \n\t b</p><pre>c\n  d</pre>"_s << u"a b\n\nc\n  d"_s;
    QTest::newRow("lists") << u"<ul><li>one<li>two</ul>"_s << u"- one\n- two"_s;
    QTest::newRow("tables") << u"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"_s
                            << u"a | b |\nc |"_s;
    QTest::newRow("entities") << u"&lt;b&gt; &amp;amp; &#65;&#x42; &nosuch; & &Auml;"_s
                              << u"<b> &amp; AB &nosuch; & Ä"_s;
    QTest::newRow("links") << u"<a href=\"https://example.org/?a=1\">here</a> "
                              "<a href='javascript:x'>there</a>"_s
                           << u"here <https://example.org/?a=1> there"_s;
    QTest::newRow("comments") << u"a<!-- <p>b</p> -->c<img alt=\">\">d"_s << u"acd"_s;
    QTest::newRow("less than") << u"1 < 2 and 3 <4"_s << u"1 < 2 and 3 <4"_s;
    QTest::newRow("cut off") << u"text <a href=\"http://x"_s << u"text"_s;
}

void tst_AttachedTexts::pagesReadAsTheirReadersSeeThem()
{
    QFETCH(QString, html);
    QFETCH(QString, text);

    const Attachment page = read(u"<!doctype html>"_s.toUtf8() + html.toUtf8(), u"page.html"_s);

    QCOMPARE(page.state, Attachment::State::Ready);
    QCOMPARE(textOf(page), text);
}

void tst_AttachedTexts::whatIsNoTextSaysWhy_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("type");

    QTest::newRow("old Word") << u"a.doc"_s << "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest"_ba
                              << u"old_office"_s;
    QTest::newRow("RTF") << u"a.rtf"_s << "{\\rtf1 hello}"_ba << u"old_office"_s;
    QTest::newRow("HEIC") << u"a.heic"_s
                          << QByteArray("\0\0\0\x18"
                                        "ftypheic\0\0\0\0",
                                        16)
                          << u"heic"_s;
    QTest::newRow("film") << u"a.mp4"_s
                          << QByteArray("\0\0\0\x18"
                                        "ftypisom\0\0\0\0",
                                        16)
                          << u"audio_video"_s;
    QTest::newRow("compressed") << u"a.gz"_s << "\x1f\x8b\x08 rest"_ba << u"archive"_s;
    QTest::newRow("archive of no document")
        << u"a.zip"_s << zipOf({{u"readme.txt"_s, "hello"}}) << u"not_supported"_s;
    QTest::newRow("cut off document") << u"a.docx"_s << wordDocument().chopped(40) << u"damaged"_s;
    QTest::newRow("document without text")
        << u"a.docx"_s << zipOf({{u"word/document.xml"_s, "<w:document xmlns:w='w'/>"}})
        << u"no_text"_s;
    QTest::newRow("document that is no XML")
        << u"a.docx"_s << zipOf({{u"word/document.xml"_s, "<w:p><w:t>"}}) << u"damaged"_s;
    QTest::newRow("bomb") << u"a.docx"_s << zipBomb(100'000'000) << u"too_large"_s;
    QTest::newRow("entities")
        << u"a.docx"_s
        << zipOf({{u"word/document.xml"_s,
                   "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\">"
                   "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                   "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
                   "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
                   "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">]>"
                   "<d><p><t>&e;&e;&e;&e;&e;</t></p></d>"}})
        << u"damaged"_s;
    QTest::newRow("too much") << u"a.log"_s << QByteArray(5'000'000, 'a') << u"too_much_text"_s;
    QTest::newRow("blank") << u"a.txt"_s << " \n\t\n"_ba << u"no_text"_s;
    QTest::newRow("nulls") << u"a.txt"_s << QByteArray("a\0b", 3) << u"not_supported"_s;
    QTest::newRow("control characters")
        << u"a.bin"_s << QByteArray("\x01\x02\x03\x04 abc").repeated(20) << u"not_supported"_s;
    QTest::newRow("page saved as a picture")
        << u"photo.jpg"_s << "<!doctype html><p>404</p>"_ba << u"not_what_it_says"_s;
}

void tst_AttachedTexts::whatIsNoTextSaysWhy()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, type);

    const Attachment file = read(bytes, name);

    QCOMPARE(file.state, Attachment::State::Failed);
    QVERIFY(file.error.has_value());
    QCOMPARE(file.error->type, type);
    QCOMPARE(file.error->subject, name);
}

void tst_AttachedTexts::textsComeBackAsTheyWere()
{
    const Attachment file = read(mail(), u"note.eml"_s);

    const std::optional<Attachment> again = attachmentOf(contentPartOf(file));

    QVERIFY(again.has_value());
    QVERIFY(again->isText());
    QCOMPARE(again->fileName, u"note.eml"_s);
    QCOMPARE(again->sourceType, u"message/rfc822"_s);
    QCOMPARE(again->tokens, file.tokens);
    QCOMPARE(again->blob, file.blob);
}

QTEST_GUILESS_MAIN(tst_AttachedTexts)
#include "tst_attachedtexts.moc"
