// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/delivery.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using attachments::Delivery;
using attachments::Intake;
using conversation::DocumentPart;
using conversation::ImagePart;
using conversation::Rung;
using Cause = Delivery::Cause;

Q_DECLARE_METATYPE(polylogue::app::conversation::DocumentPart)
Q_DECLARE_METATYPE(polylogue::app::attachments::Intake)
Q_DECLARE_METATYPE(polylogue::app::attachments::Delivery)

namespace {

const Intake unknown;
const Intake everything{.images = true, .documents = true, .scans = true};
const Intake picturesOnly{.images = true, .documents = false};
const Intake textOnly{.images = false, .documents = false};

DocumentPart report(int pages = 12)
{
    return {.fileName = u"report.pdf"_s, .pageCount = pages, .hasText = true};
}

DocumentPart scan(int pages = 3)
{
    return {.fileName = u"scan.pdf"_s, .pageCount = pages, .hasText = false};
}

DocumentPart as(DocumentPart document, Rung rung)
{
    document.delivery.rung = rung;
    return document;
}

DocumentPart only(DocumentPart document, const QString &pages)
{
    document.delivery.pages = pages;
    return document;
}

DocumentPart encrypted(DocumentPart document)
{
    document.isEncrypted = true;
    return document;
}

} // namespace

class tst_Delivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDocumentTakesTheHighestRungThatTheModelTakes_data();
    void aDocumentTakesTheHighestRungThatTheModelTakes();
    void anImageGoesAsItIsOrIsRefused();
    void textsAreNeverRefused();
    void rungsThatMakeSenseCanBeChosen();
    void rangesOfPages_data();
    void rangesOfPages();
    void aRangeIsWrittenAsItIsRead();
};

void tst_Delivery::aDocumentTakesTheHighestRungThatTheModelTakes_data()
{
    QTest::addColumn<DocumentPart>("document");
    QTest::addColumn<Intake>("intake");
    QTest::addColumn<Delivery>("expected");
    using D = Delivery;

    QTest::newRow("nothing known") << report() << unknown << D{Rung::Native};
    QTest::newRow("reads documents") << report() << everything << D{Rung::Native};
    QTest::newRow("reads images only")
        << report() << picturesOnly << D{Rung::PageImages, Cause::NotTaken};
    QTest::newRow("reads images only, many pages")
        << report(21) << picturesOnly << D{Rung::Text, Cause::NotTaken};
    QTest::newRow("reads text only") << report() << textOnly << D{Rung::Text, Cause::NotTaken};
    QTest::newRow("no documents, else unknown")
        << report() << Intake{.documents = false} << D{Rung::PageImages, Cause::NotTaken};

    QTest::newRow("refused the file")
        << report() << Intake{.hasRefusedDocuments = true} << D{Rung::PageImages, Cause::Refused};
    QTest::newRow("refused file and images")
        << report() << Intake{.hasRefusedImages = true, .hasRefusedDocuments = true}
        << D{Rung::Text, Cause::Refused};
    QTest::newRow("a refusal outweighs the list of models")
        << report() << Intake{.images = true, .documents = true, .hasRefusedDocuments = true}
        << D{Rung::PageImages, Cause::Refused};
    QTest::newRow("a refusal outweighs what was chosen")
        << as(report(), Rung::Native) << Intake{.hasRefusedDocuments = true}
        << D{Rung::PageImages, Cause::Refused};
    QTest::newRow("from what was chosen it goes down, not up")
        << as(report(), Rung::PageImages) << Intake{.documents = true, .hasRefusedImages = true}
        << D{Rung::Text, Cause::Refused};

    QTest::newRow("chosen") << as(report(), Rung::Text) << everything
                            << D{Rung::Text, Cause::Chosen};
    QTest::newRow("chosen against the list of models")
        << as(report(), Rung::Native) << textOnly << D{Rung::Native, Cause::Chosen};
    QTest::newRow("images of many pages, chosen")
        << as(report(50), Rung::PageImages) << everything << D{Rung::PageImages, Cause::Chosen};

    QTest::newRow("scan, nothing known") << scan() << unknown << D{Rung::Native, Cause::Best, true};
    QTest::newRow("scan, seen") << scan() << everything << D{Rung::Native};
    QTest::newRow("scan, only the text of documents is read")
        << scan() << Intake{.images = true, .documents = true, .scans = false}
        << D{Rung::Native, Cause::Best, true};
    QTest::newRow("scan as images")
        << as(scan(), Rung::PageImages) << unknown << D{Rung::PageImages, Cause::Chosen};
    QTest::newRow("scan, images only")
        << scan() << picturesOnly << D{Rung::PageImages, Cause::NotTaken};
    QTest::newRow("scan of many pages has no text to fall back to")
        << scan(40) << picturesOnly << D{Rung::PageImages, Cause::NotTaken};
    QTest::newRow("scan, text only") << scan() << textOnly << D{std::nullopt, Cause::NotTaken};
    QTest::newRow("scan as text") << as(scan(), Rung::Text) << textOnly
                                  << D{Rung::Text, Cause::Chosen, true};
    QTest::newRow("recognised") << as(scan(), Rung::RecognizedText) << textOnly
                                << D{Rung::RecognizedText, Cause::Chosen};

    QTest::newRow("encrypted") << encrypted(report()) << everything
                               << D{Rung::PageImages, Cause::Encrypted};
    QTest::newRow("encrypted, many pages")
        << encrypted(report(30)) << everything << D{Rung::Text, Cause::Encrypted};
    QTest::newRow("encrypted, as it is")
        << as(encrypted(report()), Rung::Native) << unknown << D{Rung::Native, Cause::Chosen};

    QTest::newRow("some pages") << only(report(), u"2-3"_s) << everything
                                << D{Rung::PageImages, Cause::PartOfPages};
    QTest::newRow("some pages of many") << only(report(500), u"400-410"_s) << picturesOnly
                                        << D{Rung::PageImages, Cause::PartOfPages};
    QTest::newRow("some pages, as they are")
        << as(only(report(), u"2-3"_s), Rung::Native) << everything
        << D{Rung::PageImages, Cause::PartOfPages};
    QTest::newRow("all pages by name")
        << only(report(), u"1-12"_s) << everything << D{Rung::Native};
    QTest::newRow("no range") << only(report(), u"one"_s) << everything << D{Rung::Native};
}

void tst_Delivery::aDocumentTakesTheHighestRungThatTheModelTakes()
{
    QFETCH(const DocumentPart, document);
    QFETCH(const Intake, intake);
    QFETCH(const Delivery, expected);

    const Delivery delivery = attachments::deliveryOf(document, intake);

    QCOMPARE(delivery.rung, expected.rung);
    QCOMPARE(int(delivery.cause), int(expected.cause));
    QCOMPARE(delivery.mayLookBlank, expected.mayLookBlank);
}

void tst_Delivery::anImageGoesAsItIsOrIsRefused()
{
    const ImagePart image{.fileName = u"seal.png"_s};
    const ImagePart insisted{.delivery = {.rung = Rung::Native}};

    QCOMPARE(attachments::deliveryOf(image, unknown), Delivery{Rung::Native});
    QCOMPARE(attachments::deliveryOf(image, everything), Delivery{Rung::Native});
    QCOMPARE(attachments::deliveryOf(image, textOnly), (Delivery{std::nullopt, Cause::NotTaken}));
    QCOMPARE(attachments::deliveryOf(insisted, textOnly), (Delivery{Rung::Native, Cause::Chosen}));
    QCOMPARE(attachments::deliveryOf(insisted, {.images = true, .hasRefusedImages = true}),
             (Delivery{std::nullopt, Cause::Refused}));
}

void tst_Delivery::textsAreNeverRefused()
{
    QCOMPARE(attachments::deliveryOf(conversation::TextPart{u"hello"_s}, textOnly),
             Delivery{Rung::Native});
}

void tst_Delivery::rungsThatMakeSenseCanBeChosen()
{
    QCOMPARE(attachments::rungsOf(ImagePart{}), QList<Rung>{Rung::Native});
    QCOMPARE(attachments::rungsOf(report()),
             (QList<Rung>{Rung::Native, Rung::PageImages, Rung::Text}));
    QCOMPARE(attachments::rungsOf(scan()),
             (QList<Rung>{Rung::Native, Rung::PageImages, Rung::RecognizedText}));
}

void tst_Delivery::rangesOfPages_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("pages"); // from 0; "-" where it is no range of ten pages

    QTest::newRow("blank") << u" "_s << u"0 1 2 3 4 5 6 7 8 9"_s;
    QTest::newRow("one") << u"7"_s << u"6"_s;
    QTest::newRow("some") << u"1-3, 7"_s << u"0 1 2 6"_s;
    QTest::newRow("in order, once") << u"7,1-3,2"_s << u"0 1 2 6"_s;
    QTest::newRow("to the end") << u"9-"_s << u"8 9"_s;
    QTest::newRow("from the start") << u"-2"_s << u"0 1"_s;
    QTest::newRow("spaces") << u" 4 - 5 "_s << u"3 4"_s;
    for (const char *wrong :
         {"0", "11", "9-11", "3-1", "-", "1,,2", "a", "1-2-3", "1;2", "99999999999"})
        QTest::newRow(wrong) << QString::fromLatin1(wrong) << u"-"_s;
}

void tst_Delivery::rangesOfPages()
{
    QFETCH(const QString, range);
    QFETCH(const QString, pages);

    const auto named = attachments::pagesOf(range, 10);

    QString found;
    for (const int page : named.value_or(QList<int>()))
        found += (found.isEmpty() ? QString() : u" "_s) + QString::number(page);
    QCOMPARE(named ? found : u"-"_s, pages);
}

void tst_Delivery::aRangeIsWrittenAsItIsRead()
{
    QCOMPARE(attachments::rangeOf({}), QString());
    QCOMPARE(attachments::rangeOf({0, 1, 2, 6, 8, 9}), u"1-3, 7, 9-10"_s);
    QCOMPARE(attachments::pagesOf(u"1-3, 7, 9-10"_s, 10), (QList<int>{0, 1, 2, 6, 8, 9}));
}

QTEST_APPLESS_MAIN(tst_Delivery)

#include "tst_delivery.moc"
