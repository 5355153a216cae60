// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/blobstore.h"
#include "tests/app/attachments/samplefiles.h"
#include "ui/theme/theme.h"
#include "ui/viewer/attachmentviewer.h"
#include "ui/viewer/pageview.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::ui;
using namespace polylogue::app;
using attachments::Attachment;
using attachments::Intake;
using conversation::DeliveryChoice;
using viewer::AttachmentViewer;
using viewer::PageView;

class tst_AttachmentViewer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pagesAreRenderedWhenTheyAreInSight();
    void keysZoom();
    void theTextIsShownAsItIsSent();
    void pagesCanBeChosen();
    void aFileThatGoesAsItIsIsTold();

private:
    Attachment document(const QByteArray &bytes, int pages);
    std::unique_ptr<AttachmentViewer> opened(const Attachment &attachment, const Intake &intake);
    static QString sentText(const AttachmentViewer &viewer);
    static QString told(const AttachmentViewer &viewer);

    QTemporaryDir m_directory;
    store::BlobStore m_blobs{m_directory.path() + u"/blobs"_s};
    attachments::Documents m_documents{m_blobs, m_directory.path() + u"/made"_s};
    theme::Theme m_theme{settings::ThemeMode::Light};
};

void tst_AttachmentViewer::initTestCase()
{
    qputenv("POLYLOGUE_DECODER", POLYLOGUE_DECODER_BUILT);
}

Attachment tst_AttachmentViewer::document(const QByteArray &bytes, int pages)
{
    return {.id = attachments::AttachmentId::create(),
            .state = Attachment::State::Ready,
            .fileName = u"report.pdf"_s,
            .blob = m_blobs.put(bytes, u"application/pdf"_s).value_or({}),
            .pageCount = pages,
            .hasText = true};
}

std::unique_ptr<AttachmentViewer> tst_AttachmentViewer::opened(const Attachment &attachment,
                                                               const Intake &intake)
{
    auto viewer = std::make_unique<AttachmentViewer>(m_theme, attachment, intake, m_documents);
    viewer->resize(500, 600);
    viewer->show();
    return viewer;
}

QString tst_AttachmentViewer::sentText(const AttachmentViewer &viewer)
{
    const auto *box = viewer.findChild<QPlainTextEdit *>();
    return box->isVisible() ? box->toPlainText() : QString();
}

QString tst_AttachmentViewer::told(const AttachmentViewer &viewer)
{
    QString words;
    for (const QLabel *label : viewer.findChildren<QLabel *>()) {
        if (label->isVisible())
            words += label->text() + u'\n';
    }
    return words;
}

void tst_AttachmentViewer::pagesAreRenderedWhenTheyAreInSight()
{
    const QStringList texts(40, u"Page"_s);
    const auto viewer = opened(document(textPdf(texts), 40), {});
    auto *pages = viewer->findChild<PageView *>();
    QSignalSpy shown(pages, &PageView::pageShown);

    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
    QTest::qWait(300); // nothing else is rendered
    QVERIFY2(shown.size() < 6, qPrintable(QString::number(shown.size())));
    QCOMPARE(pages->currentPage(), 0);

    shown.clear();
    QTest::keyClick(pages, Qt::Key_End);
    QVERIFY(pages->currentPage() > 36);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
    QVERIFY(shown.constFirst().constFirst().toInt() > 36);
}

void tst_AttachmentViewer::keysZoom()
{
    const auto viewer = opened(document(textPdf({u"One"_s}), 1), {});
    auto *pages = viewer->findChild<PageView *>();

    QTest::keyClick(pages, Qt::Key_Plus);
    QVERIFY(pages->zoom() > 1.2);
    QTest::keyClick(pages, Qt::Key_Minus);
    QTest::keyClick(pages, Qt::Key_Minus);
    QVERIFY(pages->zoom() < 0.9);
    QTest::keyClick(pages, Qt::Key_0);
    QCOMPARE(pages->zoom(), 1.0);
}

void tst_AttachmentViewer::theTextIsShownAsItIsSent()
{
    const auto viewer =
        opened(document(textPdf({u"Ebb"_s, u"Flood"_s}), 2), {.images = false, .documents = false});
    viewer->showWhatIsSent();

    QTRY_VERIFY_WITH_TIMEOUT(sentText(*viewer).contains("--- Page 2 ---\nFlood"_L1), 20'000);
    QVERIFY(
        sentText(*viewer).startsWith("The document \"report.pdf\" as text, pages 1-2 of 2:"_L1));
}

void tst_AttachmentViewer::pagesCanBeChosen()
{
    const auto viewer = opened(document(textPdf({u"Ebb"_s, u"Flood"_s, u"Slack"_s}), 3),
                               {.images = false, .documents = false});
    viewer->showWhatIsSent();
    QSignalSpy chosen(viewer.get(), &AttachmentViewer::deliveryChosen);
    auto *range = viewer->findChild<QLineEdit *>(u"PageRange"_s);

    range->setText(u"7"_s);
    Q_EMIT range->editingFinished();
    QCOMPARE(chosen.size(), 0);
    QVERIFY2(told(*viewer).contains("Pages from 1 to 3"_L1), qPrintable(told(*viewer)));

    range->setText(u"2-3"_s);
    Q_EMIT range->editingFinished();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.constFirst().constFirst().value<DeliveryChoice>().pages, u"2-3"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sentText(*viewer).contains("pages 2-3 of 3"_L1), 20'000);
    QVERIFY(!sentText(*viewer).contains("Ebb"_L1));
}

void tst_AttachmentViewer::aFileThatGoesAsItIsIsTold()
{
    const auto viewer = opened(document(textPdf({u"One"_s}), 1), {});
    viewer->showWhatIsSent();

    QVERIFY2(told(*viewer).contains("report.pdf, application/pdf"_L1), qPrintable(told(*viewer)));
    QVERIFY(sentText(*viewer).contains("%PDF-1."_L1));
}

QTEST_MAIN(tst_AttachmentViewer)

#include "tst_attachmentviewer.moc"
