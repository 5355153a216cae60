// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/viewer/attachmentviewer.h"

#include "app/session/filedelivery.h"
#include "app/wire/requestbody.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"
#include "ui/viewer/pageview.h"

#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScreen>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::viewer {

using app::attachments::Attachment;
using app::attachments::DecodeRequest;
using app::attachments::DocumentContent;
using app::attachments::DocumentJob;
using app::conversation::DocumentPart;
using app::conversation::Rung;

namespace {

constexpr qsizetype LongestName = 80;
constexpr qint64 ShownBytes = 256; // of a file, as numbers
constexpr qint64 LongestText = 16 * 1024 * 1024; // bytes

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText); // names are foreign
    label->setWordWrap(true);
    return label;
}

QPlainTextEdit *textBox(theme::Theme &theme, QWidget *parent)
{
    auto *box = new QPlainTextEdit(parent);
    box->setReadOnly(true);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setFont(theme.codeFont());
    return box;
}

QByteArray firstBytes(const QString &path, qint64 count)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(count) : QByteArray();
}

//! Sixteen a line, as numbers and as letters.
QString dumpOf(const QByteArray &bytes)
{
    constexpr qsizetype PerLine = 16;
    QString dump;
    for (qsizetype at = 0; at < bytes.size(); at += PerLine) {
        const QByteArray line = bytes.mid(at, PerLine);
        QString letters;
        for (const char byte : line)
            letters += byte >= ' ' && byte <= '~' ? QChar::fromLatin1(byte) : QChar(u'.');
        dump += u"%1  %2  %3\n"_s.arg(at, 6, 16, QChar(u'0'))
                    .arg(QString::fromLatin1(line.toHex(' ')), -int(3 * PerLine - 1))
                    .arg(letters);
    }
    return dump;
}

//! The text as it stands in the request.
QString sentText(const Attachment &attachment, const DocumentContent &content)
{
    const auto part = std::get<DocumentPart>(app::attachments::contentPartOf(attachment));
    QString text;
    for (const auto &sent : app::session::partsOf(part, content)) {
        if (const auto *words = std::get_if<app::wire::ResolvedText>(&sent))
            text += words->text;
    }
    return text;
}

} // namespace

AttachmentViewer::AttachmentViewer(theme::Theme &theme, const Attachment &attachment,
                                   const app::attachments::Intake &intake,
                                   app::attachments::Documents &documents, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_attachment(attachment)
    , m_intake(intake)
    , m_documents(documents)
    , m_tabs(new QTabWidget(this))
{
    setObjectName(u"AttachmentViewer"_s);
    setWindowTitle(text::oneLine(attachment.fileName, LongestName));
    resize(QSize(760, 820).boundedTo(screen()->availableSize() * 0.9));
    m_tabs->addTab(makeOriginal(), tr("&Original"));
    m_tabs->addTab(makeSent(), tr("&What is sent"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->addWidget(m_tabs);
    showSent();
    // Page Up and Down are for what is shown, not for the tabs.
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (!m_tabs->tabBar()->hasFocus())
            focusContent();
    });
    focusContent();
}

AttachmentViewer::~AttachmentViewer()
{
    // They lose the focus as they go, and would tell.
    m_tabs->disconnect(this);
    if (m_range)
        m_range->disconnect(this);
}

void AttachmentViewer::focusContent()
{
    QWidget *content = m_tabs->currentIndex() == 0 ? m_tabs->widget(0) : m_sent->currentWidget();
    if (content->focusPolicy() != Qt::NoFocus)
        content->setFocus();
}

void AttachmentViewer::showWhatIsSent()
{
    m_tabs->setCurrentIndex(1);
}

DecodeRequest AttachmentViewer::request(int page, const QString &path) const
{
    if (!m_attachment.isDocument() || path != m_documents.path(m_attachment.blob))
        return {.kind = DecodeRequest::Kind::Image, .path = path};
    return {.kind = DecodeRequest::Kind::PdfPage,
            .path = path,
            .page = page,
            .password = m_documents.password(m_attachment.blob.sha256)};
}

QWidget *AttachmentViewer::makeOriginal()
{
    const bool isOther = m_attachment.isFitted && m_attachment.otherForm;
    const QString path =
        m_documents.path(isOther ? m_attachment.otherForm->blob : m_attachment.blob);
    if (m_attachment.isText()) {
        QPlainTextEdit *box = textBox(m_theme, m_tabs);
        box->setAccessibleName(tr("The text of the file"));
        box->setPlainText(QString::fromUtf8(firstBytes(path, LongestText)));
        return box;
    }
    auto *pages = new PageView(m_theme, m_tabs);
    pages->setAccessibleName(m_attachment.isDocument() ? tr("Pages of the document")
                                                       : tr("The picture"));
    QList<PageSource> sources;
    const int count = m_attachment.isDocument() ? m_attachment.pageCount : 1;
    for (int page = 0; page < count; ++page)
        sources.append({request(page, path),
                        m_attachment.isDocument() ? tr("Page %1").arg(page + 1) : tr("Picture")});
    pages->setPages(sources);
    return pages;
}

QWidget *AttachmentViewer::makeSent()
{
    auto *tab = new QWidget(m_tabs);
    m_summary = plainLabel(tab);
    m_sent = new QStackedWidget(tab);
    m_sentPages = new PageView(m_theme, m_sent);
    m_sentPages->setAccessibleName(tr("The pictures that are sent"));
    m_sentText = textBox(m_theme, m_sent);
    m_sentText->setAccessibleName(tr("The text that is sent"));
    m_sentMessage = plainLabel(m_sent);
    m_sentMessage->setAlignment(Qt::AlignCenter);
    for (QWidget *page : {static_cast<QWidget *>(m_sentPages), static_cast<QWidget *>(m_sentText),
                          static_cast<QWidget *>(m_sentMessage)})
        m_sent->addWidget(page);
    auto *layout = new QVBoxLayout(tab);
    if (m_attachment.isDocument())
        layout->addWidget(makeRange());
    layout->addWidget(m_summary);
    layout->addWidget(m_sent, 1);
    return tab;
}

QWidget *AttachmentViewer::makeRange()
{
    auto *row = new QWidget(this);
    auto *label = new QLabel(tr("&Pages:"), row);
    m_range = new QLineEdit(m_attachment.delivery.pages, row);
    m_range->setObjectName(u"PageRange"_s);
    m_range->setPlaceholderText(tr("all, or like 1-3, 7"));
    m_range->setMaximumWidth(200);
    label->setBuddy(m_range);
    m_rangeNote = plainLabel(row);
    theme::setLook(m_rangeNote, theme::Look::Secondary);
    m_rangeNote->setText(tr("A PDF cannot be cut: chosen pages go as images or as text."));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_range);
    layout->addWidget(m_rangeNote, 1);
    connect(m_range, &QLineEdit::editingFinished, this, &AttachmentViewer::chooseRange);
    return row;
}

void AttachmentViewer::chooseRange()
{
    const QString range = m_range->text().trimmed();
    if (range == m_attachment.delivery.pages)
        return;
    const auto pages = app::attachments::pagesOf(range, m_attachment.pageCount);
    theme::setLook(m_rangeNote, pages ? theme::Look::Secondary : theme::Look::Bad);
    m_rangeNote->setText(
        pages ? tr("A PDF cannot be cut: chosen pages go as images or as text.")
              : tr("Pages from 1 to %1, like 1-3, 7").arg(text::count(m_attachment.pageCount)));
    if (!pages)
        return;
    m_attachment.delivery.pages = range;
    Q_EMIT deliveryChosen(m_attachment.delivery);
    showSent();
}

void AttachmentViewer::showSent()
{
    m_job.reset();
    const auto delivery = app::attachments::deliveryOf(m_attachment, m_intake);
    if (!delivery.rung) {
        showMessage(tr("Nothing is sent: the model takes it in no form."));
        return;
    }
    if (m_attachment.isText()) {
        showText();
        return;
    }
    if (!m_attachment.isDocument() || *delivery.rung == Rung::Native) {
        showNative();
        return;
    }
    showMessage(tr("It is being made…"));
    const auto part = std::get<DocumentPart>(app::attachments::contentPartOf(m_attachment));
    m_job = std::make_unique<DocumentJob>(part, *delivery.rung, m_documents);
    connect(m_job.get(), &DocumentJob::progressed, this, [this](int done, int total) {
        showMessage(tr("%1 of %2 pages are made").arg(text::count(done), text::count(total)));
    });
    connect(m_job.get(), &DocumentJob::finished, this, &AttachmentViewer::showContent);
    connect(m_job.get(), &DocumentJob::failed, this, [this](const app::base::Error &error) {
        const text::ErrorText words = text::errorText(error);
        showMessage(words.title + u'\n' + words.advice);
    });
}

void AttachmentViewer::showMessage(const QString &message)
{
    m_summary->clear();
    m_sentMessage->setText(message);
    m_sent->setCurrentWidget(m_sentMessage);
}

void AttachmentViewer::showSentWidget(QWidget *widget)
{
    const bool isLooking = m_tabs->currentIndex() == 1 && isVisible()
        && !m_tabs->tabBar()->hasFocus() && !(m_range && m_range->hasFocus());
    m_sent->setCurrentWidget(widget);
    if (isLooking)
        focusContent();
}

void AttachmentViewer::showText()
{
    const auto part =
        std::get<app::conversation::TextFilePart>(app::attachments::contentPartOf(m_attachment));
    const QString sent =
        app::session::textOf(part, firstBytes(m_documents.path(m_attachment.blob), LongestText));
    m_summary->setText(tr("One text of %1 characters:").arg(text::count(sent.size())));
    m_sentText->setPlainText(sent);
    showSentWidget(m_sentText);
}

void AttachmentViewer::showContent(const DocumentContent &content)
{
    if (content.images.isEmpty()) {
        const QString sent = sentText(m_attachment, content);
        m_summary->setText(tr("One text of %1 characters:").arg(text::count(sent.size())));
        m_sentText->setPlainText(sent);
        showSentWidget(m_sentText);
        return;
    }
    QList<PageSource> sources;
    qint64 bytes = 0;
    for (const app::attachments::PageImage &image : content.images) {
        bytes += image.size;
        const QString label = tr("Page %1").arg(image.page + 1);
        // What may not be written is rendered once more, in the same way.
        DecodeRequest wanted = image.path.isEmpty()
            ? request(image.page, m_documents.path(m_attachment.blob))
            : request(image.page, image.path);
        sources.append({wanted, label});
    }
    m_summary->setText(tr("%1 pictures (JPEG), %2 in all, each after its page number:")
                           .arg(text::count(sources.size()), text::fileSize(bytes)));
    m_sentPages->setPages(sources);
    showSentWidget(m_sentPages);
}

void AttachmentViewer::showNative()
{
    const QString path = m_documents.path(m_attachment.blob);
    m_summary->setText(tr("The file as it is: %1, %2, %3; %4 in the request (base64)")
                           .arg(text::oneLine(m_attachment.fileName, LongestName),
                                m_attachment.blob.mediaType, text::fileSize(m_attachment.blob.size),
                                text::fileSize(app::wire::base64Size(m_attachment.blob.size))));
    if (m_attachment.isImage()) {
        m_sentPages->setPages({{request(0, path), tr("Picture")}});
        showSentWidget(m_sentPages);
        return;
    }
    m_sentText->setPlainText(
        tr("SHA-256 %1\n\n").arg(QString::fromLatin1(m_attachment.blob.sha256.toHex()))
        + dumpOf(firstBytes(path, ShownBytes)));
    showSentWidget(m_sentText);
}

} // namespace polylogue::ui::viewer
