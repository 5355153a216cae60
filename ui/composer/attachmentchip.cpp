// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/attachmentchip.h"

#include "ui/composer/deliverymenu.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

using app::attachments::Attachment;
using app::conversation::ImageDetail;
using theme::Metrics::RadiusBlock;
using theme::Metrics::RadiusMark;

constexpr int PictureSize = 34;
constexpr int NameWidth = 220;
constexpr qsizetype LongestName = 200;

struct Chip
{
    Q_DECLARE_TR_FUNCTIONS(AttachmentChip)
};

QString pixelsAndBytes(const QSize &size, qint64 bytes)
{
    const QString file = text::fileSize(bytes);
    if (size.isEmpty())
        return file;
    return Chip::tr("%1 × %2").arg(text::count(size.width()), text::count(size.height())) + u" · "_s
        + file;
}

//! What a text file was before; empty where it is text by itself.
QString sourceName(const QString &sourceType)
{
    if (sourceType == "message/rfc822"_L1)
        return Chip::tr("text of an e-mail");
    if (sourceType == "text/html"_L1)
        return Chip::tr("text of a web page");
    if (sourceType.contains("spreadsheet"_L1))
        return Chip::tr("cells as text");
    if (sourceType.contains("presentation"_L1))
        return Chip::tr("text of the slides");
    if (sourceType.startsWith("application/"_L1))
        return Chip::tr("text of the document");
    return Chip::tr("text");
}

QStringList imageFacts(const Attachment &image)
{
    QString facts = pixelsAndBytes(image.pixelSize, image.blob.size);
    if (image.otherForm && image.isFitted) {
        const auto &original = *image.otherForm;
        //: a picture made smaller for the model; both with pixels and bytes
        facts = Chip::tr("%1, fitted from %2")
                    .arg(facts, pixelsAndBytes(original.pixelSize, original.blob.size));
    } else if (image.otherForm) {
        const auto &fitted = *image.otherForm;
        //: a picture that is sent as it is, though it could be smaller
        facts = Chip::tr("%1, original (fitted: %2)")
                    .arg(facts, pixelsAndBytes(fitted.pixelSize, fitted.blob.size));
    }
    QStringList known{facts};
    if (image.detail == ImageDetail::Low)
        known << Chip::tr("low detail");
    else if (image.detail == ImageDetail::High)
        known << Chip::tr("high detail");
    return known;
}

//! "12 pages · scan · 1.9 MB · ≈ 18,000 tokens", "2,048 × 1,536 · 480 kB, fitted from 4,032 × 3,024
//! · 3.1 MB", "reading…", or why it cannot be sent.
QString factsOf(const Attachment &attachment, qint64 tokens)
{
    switch (attachment.state) {
    case Attachment::State::Reading:
        return Chip::tr("reading…");
    case Attachment::State::Failed:
        return attachment.error ? text::errorText(*attachment.error).title
                                : Chip::tr("could not be read");
    case Attachment::State::Ready:
        break;
    }
    QStringList facts;
    if (attachment.isText()) {
        facts << sourceName(attachment.sourceType) << text::fileSize(attachment.blob.size);
    } else if (attachment.isDocument()) {
        facts << text::pageCount(attachment.pageCount);
        if (!attachment.hasText.value_or(true))
            //: a PDF that consists of pictures of pages
            facts << Chip::tr("scan");
        facts << text::fileSize(attachment.blob.size);
    } else {
        facts << imageFacts(attachment);
    }
    if (tokens > 0) // what goes out in no form takes none
        facts << text::estimatedTokenCount(tokens);
    return facts.join(u" · "_s);
}

} // namespace

AttachmentChip::AttachmentChip(theme::Theme &theme, const Attachment &attachment, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_attachment(attachment)
    , m_name(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_form(new QLabel(this))
    , m_offer(new QPushButton(tr("Send page images"), this))
    , m_remove(new QToolButton(this))
{
    setObjectName(u"AttachmentChip"_s);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMinimumHeight(PictureSize + 14);
    for (QLabel *label : {m_name, m_facts, m_form})
        label->setTextFormat(Qt::PlainText); // names are foreign
    theme::setLook(m_remove, theme::Look::Quiet);
    m_remove->setFixedSize(theme::Metrics::TargetMinimum, theme::Metrics::TargetMinimum);
    m_remove->setIconSize({14, 14});
    m_remove->setFocusPolicy(Qt::NoFocus); // Del does it from the keyboard
    connect(m_remove, &QToolButton::clicked, this, &AttachmentChip::removeRequested);

    theme::setLook(m_offer, theme::Look::Link);
    m_offer->setFocusPolicy(Qt::NoFocus); // the menu does it from the keyboard
    connect(m_offer, &QPushButton::clicked, this,
            [this] { choose(app::conversation::Rung::PageImages); });

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(10 + PictureSize + 10, 6, 6, 6);
    layout->setHorizontalSpacing(theme::Metrics::Unit);
    layout->setVerticalSpacing(0);
    layout->addWidget(m_name, 0, 0, Qt::AlignBottom);
    layout->addWidget(m_facts, 1, 0, Qt::AlignTop);
    layout->addWidget(m_form, 2, 0, Qt::AlignTop);
    layout->addWidget(m_offer, 3, 0, Qt::AlignLeft);
    layout->addWidget(m_remove, 0, 1, 4, 1, Qt::AlignVCenter);

    connect(&m_theme, &theme::Theme::changed, this, &AttachmentChip::refresh);
    refresh();
}

void AttachmentChip::setAttachment(const Attachment &attachment)
{
    m_attachment = attachment;
    refresh();
}

void AttachmentChip::refresh()
{
    const bool hasFailed = m_attachment.state == Attachment::State::Failed;
    const QString name = text::oneLine(m_attachment.fileName, LongestName);
    const QString facts = factsOf(m_attachment, m_delivery.weight.tokens);

    m_name->setText(m_name->fontMetrics().elidedText(name, Qt::ElideMiddle, NameWidth));
    m_facts->setFont(m_theme.metadataFont());
    theme::setLook(m_facts, hasFailed ? theme::Look::Bad : theme::Look::Secondary);
    m_facts->setText(facts);
    m_remove->setIcon(m_theme.icon(u"close"_s));
    m_remove->setAccessibleName(tr("Remove %1").arg(name));
    m_remove->setToolTip(tr("Remove"));
    setAccessibleName(tr("Attachment %1").arg(name));
    showDelivery();
    QStringList described{facts, m_form->text()};
    described.removeAll(QString());
    setAccessibleDescription(described.join(u", "_s));
    QStringList words = QStringList{name} + described;
    if (m_attachment.isCleaned)
        words << tr("Camera, place and other metadata were removed.");
    if (m_attachment.state == Attachment::State::Ready && !m_delivery.isRefused())
        words << tr("Adds %1 to each request").arg(text::fileSize(m_delivery.weight.bytes));
    setToolTip(u"<p style='white-space:pre'>"_s + words.join(u'\n').toHtmlEscaped() + u"</p>"_s);
    updateGeometry();
    update();
}

void AttachmentChip::showDelivery()
{
    const QString warning = deliveryWarning(m_attachment, m_delivery);
    const QString form = needsPassword() ? tr("Press Enter to open it with its password")
                                         : deliveryText(m_attachment, m_delivery);
    const bool isReady = m_attachment.state == Attachment::State::Ready;
    m_form->setFont(m_theme.metadataFont());
    theme::setLook(m_form,
                   isReady && m_delivery.isRefused() ? theme::Look::Bad
                       : warning.isEmpty()           ? theme::Look::Secondary
                                                     : theme::Look::Warning);
    m_form->setText(warning.isEmpty() ? form : form + u". "_s + warning);
    m_form->setVisible(!m_form->text().isEmpty());
    m_offer->setVisible(isReady && m_delivery.delivery.mayLookBlank
                        && m_intake.images.value_or(true) && !m_intake.hasRefusedImages);
}

void AttachmentChip::setDelivery(const DeliveryState &delivery,
                                 const app::attachments::Intake &intake)
{
    m_delivery = delivery;
    m_intake = intake;
    refresh();
}

void AttachmentChip::choose(app::conversation::Rung rung)
{
    app::conversation::DeliveryChoice choice = m_attachment.delivery;
    choice.rung = rung;
    Q_EMIT deliveryChosen(choice);
}

bool AttachmentChip::needsPassword() const
{
    return m_attachment.state == Attachment::State::Failed && m_attachment.error
        && (m_attachment.error->type == "password_needed"_L1
            || m_attachment.error->type == "wrong_password"_L1);
}

void AttachmentChip::open()
{
    if (needsPassword())
        Q_EMIT passwordRequested();
    else if (m_attachment.state == Attachment::State::Ready)
        Q_EMIT previewRequested(m_attachment.id);
}

void AttachmentChip::addDeliveryEntries(QMenu *menu)
{
    if (m_attachment.isText())
        return; // goes as what it is, to every model
    addDeliveryChoices(
        *menu, m_attachment, m_intake, this,
        [this](const app::conversation::DeliveryChoice &choice) { Q_EMIT deliveryChosen(choice); });
    if (!m_attachment.isDocument())
        return;
    connect(menu->addAction(tr("Pages to send…")), &QAction::triggered, this, [this] {
        askForPages(this, m_attachment, [this](const QString &pages) {
            app::conversation::DeliveryChoice choice = m_attachment.delivery;
            choice.pages = pages.trimmed();
            Q_EMIT deliveryChosen(choice);
        });
    });
}

void AttachmentChip::addDetailChoices(QMenu *menu)
{
    //: how closely the model is to look at a picture
    QMenu *details = menu->addMenu(tr("Detail"));
    auto *group = new QActionGroup(details);
    const QList<std::pair<ImageDetail, QString>> choices = {
        {ImageDetail::Auto, tr("The model decides")},
        {ImageDetail::Low, tr("Low: fewer tokens")},
        {ImageDetail::High, tr("High: small print, fine drawings")}};
    for (const auto &choice : choices) {
        QAction *action = details->addAction(choice.second);
        group->addAction(action);
        action->setCheckable(true);
        action->setChecked(m_attachment.detail == choice.first);
        const ImageDetail detail = choice.first;
        connect(action, &QAction::triggered, this, [this, detail] {
            m_attachment.detail = detail;
            refresh();
            Q_EMIT edited();
        });
    }
}

void AttachmentChip::addFormChoices(QMenu *menu)
{
    //: how large a picture is sent
    QMenu *forms = menu->addMenu(tr("Size"));
    auto *group = new QActionGroup(forms);
    const app::conversation::ImageForm sent{.blob = m_attachment.blob,
                                            .pixelSize = m_attachment.pixelSize};
    for (const bool isFitted : {true, false}) {
        const bool isSent = isFitted == m_attachment.isFitted;
        const app::conversation::ImageForm form = isSent ? sent : *m_attachment.otherForm;
        const QString size = pixelsAndBytes(form.pixelSize, form.blob.size);
        QAction *action = forms->addAction(isFitted ? tr("Fitted to the model: %1").arg(size)
                                                    : tr("Original: %1").arg(size));
        group->addAction(action);
        action->setCheckable(true);
        action->setChecked(isSent);
        if (!isSent)
            connect(action, &QAction::triggered, this, &AttachmentChip::changeForm);
    }
}

void AttachmentChip::changeForm()
{
    if (!m_attachment.otherForm)
        return;
    app::attachments::switchForm(m_attachment);
    refresh();
    Q_EMIT edited();
}

void AttachmentChip::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (mayOpen()) {
        connect(menu->addAction(tr("Open")), &QAction::triggered, this, &AttachmentChip::open);
        if (m_attachment.otherForm)
            addFormChoices(menu);
        if (m_attachment.isImage())
            addDetailChoices(menu);
        addDeliveryEntries(menu);
    } else if (needsPassword()) {
        connect(menu->addAction(tr("Enter the password…")), &QAction::triggered, this,
                &AttachmentChip::passwordRequested);
    }
    connect(menu->addAction(tr("Remove")), &QAction::triggered, this,
            &AttachmentChip::removeRequested);
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? mapToGlobal(rect().bottomLeft()) : event->globalPos());
}

void AttachmentChip::keyPressEvent(QKeyEvent *event)
{
    const int forward = layoutDirection() == Qt::LeftToRight ? 1 : -1;
    const bool isMoving = event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    const auto go = [this, isMoving](int direction) {
        if (isMoving)
            Q_EMIT moveRequested(direction);
        else
            Q_EMIT stepRequested(direction);
    };
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        open();
        return;
    case Qt::Key_Space:
        changeForm();
        return;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        Q_EMIT removeRequested();
        return;
    case Qt::Key_Left:
        go(-forward);
        return;
    case Qt::Key_Right:
        go(forward);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void AttachmentChip::mousePressEvent(QMouseEvent *event)
{
    m_isDragged = false;
    m_pressed = event->pos();
    QWidget::mousePressEvent(event);
    event->setAccepted(event->button() == Qt::LeftButton);
}

void AttachmentChip::mouseMoveEvent(QMouseEvent *event)
{
    const bool isPressed = event->buttons() & Qt::LeftButton;
    if (!m_isDragged
        && (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    m_isDragged = isPressed;
    if (isPressed)
        Q_EMIT draggedTo(mapToParent(event->pos()));
}

void AttachmentChip::mouseReleaseEvent(QMouseEvent *event)
{
    m_isDragged = false;
    QWidget::mouseReleaseEvent(event);
}

void AttachmentChip::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        open();
}

void AttachmentChip::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = m_theme.tokens();
    const bool hasFailed = m_attachment.state == Attachment::State::Failed;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);

    const double width = hasFocus() ? 2 : 1;
    painter.setPen(QPen(hasFocus() ? tokens.accent : hasFailed ? tokens.bad : tokens.line, width));
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2),
                            RadiusBlock, RadiusBlock);
    const QRect picture(10, (height() - PictureSize) / 2, PictureSize, PictureSize);
    paintPicture(painter, QStyle::visualRect(layoutDirection(), rect(), picture));
}

void AttachmentChip::paintPicture(QPainter &painter, const QRect &rect) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    QPainterPath clip;
    clip.addRoundedRect(rect, RadiusMark, RadiusMark);
    painter.setClipPath(clip);
    if ((m_attachment.isDocument() || m_attachment.isText()) && m_attachment.thumbnail.isNull()) {
        const bool isDocument = m_attachment.isDocument();
        painter.fillRect(rect, isDocument ? tokens.badBg : tokens.accentBg);
        QFont font = m_theme.metadataFont();
        font.setBold(true);
        font.setPointSizeF(font.pointSizeF() * 0.88);
        painter.setFont(font);
        painter.setPen(isDocument ? tokens.bad : tokens.accent);
        painter.drawText(rect, Qt::AlignCenter, isDocument ? u"PDF"_s : u"TXT"_s);
        return;
    }
    if (m_attachment.thumbnail.isNull()) {
        painter.fillRect(rect, tokens.surface2);
        const bool hasFailed = m_attachment.state == Attachment::State::Failed;
        const QPixmap icon =
            m_theme.pixmap(hasFailed ? u"error"_s : u"document"_s, theme::Metrics::IconSize,
                           hasFailed ? tokens.bad : tokens.text2, devicePixelRatioF());
        const int inset = (PictureSize - theme::Metrics::IconSize) / 2;
        painter.drawPixmap(rect.topLeft() + QPoint(inset, inset), icon);
        return;
    }
    painter.fillRect(rect, tokens.surface2);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QSize size =
        m_attachment.thumbnail.size().scaled(rect.size(), Qt::KeepAspectRatioByExpanding);
    QRect target({}, size);
    target.moveCenter(rect.center());
    painter.drawImage(target, m_attachment.thumbnail);
}

void AttachmentChip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void AttachmentChip::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace polylogue::ui::composer
