// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "officefiles.h"

#include <QBuffer>
#include <quazip.h>
#include <quazipfile.h>

using namespace Qt::StringLiterals;

QByteArray zipOf(const QList<std::pair<QString, QByteArray>> &entries)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QuaZip zip(&buffer);
    if (!zip.open(QuaZip::mdCreate))
        qFatal("no archive");
    for (const auto &entry : entries) {
        QuaZipFile file(&zip);
        if (!file.open(QIODevice::WriteOnly, QuaZipNewInfo(entry.first))
            || file.write(entry.second) != entry.second.size())
            qFatal("no entry");
        file.close();
    }
    zip.close();
    return bytes;
}

QByteArray wordDocument()
{
    return zipOf(
        {{u"[Content_Types].xml"_s, "<Types/>"}, {u"word/document.xml"_s, R"(<?xml version="1.0"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Minutes</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The budget </w:t></w:r><w:r><w:t>was agreed.</w:t></w:r>
<w:del><w:r><w:delText>not</w:delText></w:r></w:del></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>first</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>second</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Item</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>Price</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Stapler</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>12 | 13</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>)"}});
}

QByteArray workbook()
{
    const QByteArray names = R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";
    return zipOf(
        {{u"xl/workbook.xml"_s,
          "<workbook " + names
              + R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Costs" sheetId="1" r:id="rId1"/><sheet name="Days" sheetId="2" r:id="rId2"/>
</sheets></workbook>)"},
         {u"xl/_rels/workbook.xml.rels"_s,
          R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>)"},
         {u"xl/sharedStrings.xml"_s, "<sst " + names + R"(><si><t>Item</t></si>
<si><r><t>Sta</t></r><r><t>pler</t></r><rPh><t>no</t></rPh></si></sst>)"},
         {u"xl/styles.xml"_s, "<styleSheet " + names + R"(>
<numFmts><numFmt numFmtId="170" formatCode="dd&quot; of &quot;mm yyyy"/></numFmts>
<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="10"/><xf numFmtId="22"/></cellXfs>
</styleSheet>)"},
         {u"xl/worksheets/sheet1.xml"_s, "<worksheet " + names + R"(><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Price</t></is></c></row>
<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="2"><v>0.125</v></c>
<c r="C2"><f>SUM(1,2)</f><v>0.30000000000000004</v></c></row>
</sheetData></worksheet>)"},
         {u"xl/worksheets/sheet2.xml"_s, "<worksheet " + names + R"(><sheetData>
<row r="1"><c r="A1" s="1"><v>46349</v></c><c r="B1" s="3"><v>46349.5</v></c>
<c r="C1" t="b"><v>1</v></c></row></sheetData></worksheet>)"}});
}

QByteArray presentation()
{
    const QByteArray drawing = R"(xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main")";
    const auto slide = [&drawing](const QByteArray &text) {
        return "<p:sld xmlns:p=\"p\" " + drawing + "><a:p><a:r><a:t>" + text
            + "</a:t></a:r></a:p></p:sld>";
    };
    return zipOf(
        {{u"ppt/presentation.xml"_s,
          R"(<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>
<p:sldId id="256" r:id="rId9"/><p:sldId id="257" r:id="rId8"/></p:sldIdLst></p:presentation>)"},
         {u"ppt/_rels/presentation.xml.rels"_s,
          R"(<Relationships><Relationship Id="rId8" Target="slides/slide1.xml"/>
<Relationship Id="rId9" Target="slides/slide2.xml"/></Relationships>)"},
         {u"ppt/slides/slide1.xml"_s, slide("Shown second")},
         {u"ppt/slides/slide2.xml"_s, slide("Shown first")},
         {u"ppt/slides/_rels/slide2.xml.rels"_s,
          R"(<Relationships><Relationship Id="rId1" Target="../notesSlides/notesSlide1.xml"/>
</Relationships>)"},
         {u"ppt/notesSlides/notesSlide1.xml"_s, slide("Speak slowly")}});
}

QByteArray openDocument()
{
    return zipOf({{u"mimetype"_s, "application/vnd.oasis.opendocument.text"},
                  {u"content.xml"_s, R"(<office:document-content xmlns:office="o" xmlns:text="t"
xmlns:table="b"><office:body><text:h text:outline-level="2">Report</text:h>
<text:p>One<text:s text:c="2"/>two</text:p>
<text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell table:number-columns-repeated="2">
<text:p>same</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
</office:body></office:document-content>)"}});
}

QByteArray zipBomb(qint64 size)
{
    return zipOf({{u"word/document.xml"_s, QByteArray(size, ' ')}});
}

QByteArray mail()
{
    return "Received: from mail.example by mx.example; Mon, 23 Nov 2026 10:00:00 +0000\r\n"
           "From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>\r\n"
           "To: staff@example.org\r\n"
           "Subject: =?iso-8859-1?B?R3L8?= =?iso-8859-1?B?3mU=?=\r\n"
           "Date: Mon, 23 Nov 2026 10:00:00 +0000\r\n"
           "MIME-Version: 1.0\r\n"
           "Content-Type: multipart/mixed; boundary=\"outer\"\r\n"
           "\r\n"
           "--outer\r\n"
           "Content-Type: multipart/alternative; boundary=inner\r\n"
           "\r\n"
           "--inner\r\n"
           "Content-Type: text/plain; charset=iso-8859-1\r\n"
           "Content-Transfer-Encoding: quoted-printable\r\n"
           "\r\n"
           "The caf=E9 is clo=\r\nsed.\r\n"
           "--inner\r\n"
           "Content-Type: text/html\r\n"
           "\r\n"
           "<p>not this one</p>\r\n"
           "--inner--\r\n"
           "--outer\r\n"
           "Content-Type: application/pdf; name=\"plan.pdf\"\r\n"
           "Content-Disposition: attachment; filename=\"plan.pdf\"\r\n"
           "Content-Transfer-Encoding: base64\r\n"
           "\r\n"
           "JVBERi0xLjQK\r\n"
           "--outer--\r\n";
}
