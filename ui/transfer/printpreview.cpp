// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/printpreview.h"

#include "ui/transfer/pagesview.h"

#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QPrintDialog>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace polylogue::ui::transfer {

namespace {

constexpr qint64 Slice = 5; // milliseconds of work before the event loop's turn
constexpr int Patience = 5; // milliseconds until it is asked again whether formulas are known
constexpr QSize Size(760, 860);
constexpr qreal Margin = 18; // millimetres, as of a PDF

QPrinter &prepared(QPrinter &printer)
{
    printer.setPageMargins(QMarginsF(Margin, Margin, Margin, Margin), QPageLayout::Millimeter);
    return printer;
}

QSizeF paperOf(const QPrinter &printer)
{
    return printer.pageLayout().fullRect(QPageLayout::Inch).size() * PrintDocument::PixelsPerInch;
}

QMarginsF marginsOf(const QPrinter &printer)
{
    return printer.pageLayout().margins(QPageLayout::Inch) * PrintDocument::PixelsPerInch;
}

} // namespace

PrintPreview::PrintPreview(const QList<app::store::WholeChat> &chats,
                           const app::transfer::ExportOptions &options,
                           const app::store::BlobStore &blobs, QWidget *parent)
    : QDialog(parent)
    , m_chats(chats)
    , m_options(options)
    , m_blobs(blobs)
    , m_printer(QPrinter::HighResolution)
    , m_document(std::make_unique<PrintDocument>(chats, options, blobs,
                                                 paintableSize(prepared(m_printer))))
    , m_view(new PagesView(*m_document, paperOf(m_printer), marginsOf(m_printer), this))
    , m_state(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    setWindowTitle(tr("Print"));
    resize(Size.boundedTo(screen()->availableSize() * 0.9));
    if (!chats.isEmpty())
        m_printer.setDocName(chats.constFirst().record.title);
    m_state->setTextFormat(Qt::PlainText);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_printButton = buttons->addButton(tr("Print…"), QDialogButtonBox::ActionRole);
    m_printButton->setDefault(true);
    connect(m_printButton, &QPushButton::clicked, this, &PrintPreview::askAndPrint);
    connect(buttons, &QDialogButtonBox::rejected, this, &PrintPreview::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_view, 1);
    column->addWidget(m_state);
    column->addWidget(m_progress);
    column->addWidget(buttons);
    connect(&m_layingOut, &QTimer::timeout, this, &PrintPreview::layOut);
    m_layingOut.start(0);
}

PrintPreview::~PrintPreview() = default;

void PrintPreview::layOut()
{
    QElapsedTimer time;
    time.start();
    const int pagesBefore = m_document->pageCount();
    do {
        if (!m_document->isReady()) {
            m_layingOut.start(Patience);
            break;
        }
        m_layingOut.start(0);
        if (!m_document->layOutNext())
            m_layingOut.stop();
    } while (m_layingOut.isActive() && time.elapsed() < Slice);
    if (m_document->pageCount() == pagesBefore && m_layingOut.isActive())
        return;
    m_view->pagesChanged(isLaidOut());
    m_state->setText(m_document->pageCount() == 1 ? tr("1 page")
                                                  : tr("%1 pages").arg(m_document->pageCount()));
}

void PrintPreview::askAndPrint()
{
    auto *dialog = new QPrintDialog(&m_printer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (isLaidOut())
        dialog->setMinMax(1, m_document->pageCount());
    connect(dialog, qOverload<>(&QPrintDialog::accepted), this, &PrintPreview::print);
    dialog->open();
}

void PrintPreview::print()
{
    m_printed =
        std::make_unique<PrintDocument>(m_chats, m_options, m_blobs, paintableSize(m_printer));
    m_job = std::make_unique<PaintJob>(*m_printed, m_printer);
    if (m_printer.printRange() == QPrinter::PageRange)
        m_job->setRange({m_printer.fromPage(), m_printer.toPage()});
    connect(m_job.get(), &PaintJob::progressed, this, [this](qint64 done, qint64 total) {
        m_progress->setValue(total > 0 ? static_cast<int>(100 * done / total) : 0);
    });
    connect(m_job.get(), &PaintJob::ended, this, &PrintPreview::onPrinted);
    m_printButton->setEnabled(false);
    m_progress->show();
}

void PrintPreview::onPrinted(bool isWhole)
{
    m_progress->hide();
    m_printButton->setEnabled(true);
    m_state->setText(isWhole ? tr("Handed to the printer.")
                             : tr("The printer did not take all pages."));
    Q_EMIT printed(isWhole);
}

void PrintPreview::reject()
{
    if (m_job && m_job->isRunning()) {
        m_job->cancel();
        m_printer.abort();
        m_progress->hide();
        m_printButton->setEnabled(true);
        m_state->setText(tr("Printing was cancelled."));
        return;
    }
    QDialog::reject();
}

} // namespace polylogue::ui::transfer
