// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/attachmentchip.h"

#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
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

} // namespace

QString factsOf(const Attachment &attachment)
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
    if (attachment.isDocument())
        facts << text::pageCount(attachment.pageCount);
    else if (!attachment.pixelSize.isEmpty())
        facts << Chip::tr("%1 × %2").arg(text::count(attachment.pixelSize.width()),
                                         text::count(attachment.pixelSize.height()));
    if (!attachment.hasText.value_or(true))
        //: a PDF that consists of pictures of pages
        facts << Chip::tr("scan");
    facts << text::fileSize(attachment.blob.size);
    if (attachment.detail == ImageDetail::Low)
        facts << Chip::tr("low detail");
    else if (attachment.detail == ImageDetail::High)
        facts << Chip::tr("high detail");
    return facts.join(u" · "_s);
}

AttachmentChip::AttachmentChip(theme::Theme &theme, const Attachment &attachment, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_attachment(attachment)
    , m_name(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_remove(new QToolButton(this))
{
    setObjectName(u"AttachmentChip"_s);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMinimumHeight(PictureSize + 14);
    for (QLabel *label : {m_name, m_facts})
        label->setTextFormat(Qt::PlainText); // names are foreign
    theme::setLook(m_remove, theme::Look::Quiet);
    m_remove->setFixedSize(theme::Metrics::TargetMinimum, theme::Metrics::TargetMinimum);
    m_remove->setIconSize({14, 14});
    m_remove->setFocusPolicy(Qt::NoFocus); // Del does it from the keyboard
    connect(m_remove, &QToolButton::clicked, this, &AttachmentChip::removeRequested);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(10 + PictureSize + 10, 6, 6, 6);
    layout->setHorizontalSpacing(theme::Metrics::Unit);
    layout->setVerticalSpacing(0);
    layout->addWidget(m_name, 0, 0, Qt::AlignBottom);
    layout->addWidget(m_facts, 1, 0, Qt::AlignTop);
    layout->addWidget(m_remove, 0, 1, 2, 1, Qt::AlignVCenter);

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
    const QString facts = factsOf(m_attachment);

    m_name->setText(m_name->fontMetrics().elidedText(name, Qt::ElideMiddle, NameWidth));
    m_facts->setFont(m_theme.metadataFont());
    theme::setLook(m_facts, hasFailed ? theme::Look::Bad : theme::Look::Secondary);
    m_facts->setText(facts);
    m_remove->setIcon(m_theme.icon(u"close"_s));
    m_remove->setAccessibleName(tr("Remove %1").arg(name));
    m_remove->setToolTip(tr("Remove"));
    setAccessibleName(tr("Attachment %1").arg(name));
    setAccessibleDescription(facts);
    setToolTip(u"<p style='white-space:pre'>"_s + (name + u'\n' + facts).toHtmlEscaped()
               + u"</p>"_s);
    updateGeometry();
    update();
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
        });
    }
}

void AttachmentChip::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_attachment.state == Attachment::State::Ready && !m_attachment.isDocument())
        addDetailChoices(menu);
    connect(menu->addAction(tr("Remove")), &QAction::triggered, this,
            &AttachmentChip::removeRequested);
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? mapToGlobal(rect().bottomLeft()) : event->globalPos());
}

void AttachmentChip::keyPressEvent(QKeyEvent *event)
{
    const int forward = layoutDirection() == Qt::LeftToRight ? 1 : -1;
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        Q_EMIT removeRequested();
        return;
    case Qt::Key_Left:
        Q_EMIT stepRequested(-forward);
        return;
    case Qt::Key_Right:
        Q_EMIT stepRequested(forward);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
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
    if (m_attachment.isDocument()) {
        painter.fillRect(rect, tokens.badBg);
        QFont font = m_theme.metadataFont();
        font.setBold(true);
        font.setPointSizeF(font.pointSizeF() * 0.88);
        painter.setFont(font);
        painter.setPen(tokens.bad);
        painter.drawText(rect, Qt::AlignCenter, u"PDF"_s);
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
