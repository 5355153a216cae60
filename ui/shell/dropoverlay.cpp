// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/dropoverlay.h"

#include "ui/composer/composer.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QMimeDatabase>
#include <QPainter>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using theme::Metrics::RadiusComposer;
using theme::Metrics::Unit;

namespace {

struct Counts
{
    int images = 0;
    int documents = 0;
    QStringList refused;
};

Counts countFiles(const QList<QUrl> &urls)
{
    static const QStringList images{u"image/png"_s,  u"image/jpeg"_s, u"image/gif"_s,
                                    u"image/webp"_s, u"image/bmp"_s,  u"image/tiff"_s};
    const QMimeDatabase types;
    Counts counts;
    for (const QUrl &url : urls) {
        if (!url.isLocalFile())
            continue; // never fetched; its picture comes along as data
        const QString name = url.fileName();
        const QString type = types.mimeTypeForFile(name, QMimeDatabase::MatchExtension).name();
        if (images.contains(type))
            ++counts.images;
        else if (type == "application/pdf"_L1)
            ++counts.documents;
        else if (type == "application/octet-stream"_L1 && QFileInfo(name).suffix().isEmpty())
            ++counts.images; // no extension says nothing: its content will be looked at
        else
            counts.refused.append(name);
    }
    return counts;
}

} // namespace

DropAnnouncement announceDrop(const QMimeData *data)
{
    if (!data || !composer::Composer::canAttach(data))
        return {};
    Counts counts = countFiles(data->urls());
    if (counts.images + counts.documents == 0 && counts.refused.isEmpty())
        counts.images = 1;

    DropAnnouncement announcement;
    announcement.isAcceptable = counts.images + counts.documents > 0;
    const QString images = counts.images == 1 ? DropOverlay::tr("1 image")
                                              : DropOverlay::tr("%1 images").arg(counts.images);
    const QString documents = counts.documents == 1
        ? DropOverlay::tr("1 PDF")
        : DropOverlay::tr("%1 PDFs").arg(counts.documents);
    if (counts.images > 0 && counts.documents > 0)
        announcement.title = DropOverlay::tr("Attach %1 and %2").arg(images, documents);
    else if (announcement.isAcceptable)
        announcement.title =
            DropOverlay::tr("Attach %1").arg(counts.images > 0 ? images : documents);
    else
        announcement.title = DropOverlay::tr("This cannot be attached");
    if (!counts.refused.isEmpty())
        announcement.refusal =
            DropOverlay::tr("%1: only images (PNG, JPEG, GIF, WebP, BMP, TIFF) and PDF files")
                .arg(counts.refused.first(qMin(counts.refused.size(), 3)).join(u", "_s));
    return announcement;
}

DropOverlay::DropOverlay(theme::Theme &theme, QWidget *window)
    : QWidget(window)
    , m_theme(theme)
{
    setAcceptDrops(true);
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    hide();
    window->setAcceptDrops(true);
    // A drag may come in over any child, and children that take text would get it first.
    qApp->installEventFilter(this);
}

bool DropOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::DragEnter && watched != this && watched->isWidgetType()) {
        const auto *target = qobject_cast<QWidget *>(watched);
        auto *enter = dynamic_cast<QDragEnterEvent *>(event);
        if (target->window() == window() && composer::Composer::canAttach(enter->mimeData())) {
            m_announcement = announceDrop(enter->mimeData());
            setGeometry(parentWidget()->rect());
            raise();
            show();
            enter->accept(); // the next move finds the overlay under the pointer
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DropOverlay::dragEnterEvent(QDragEnterEvent *event)
{
    m_announcement = announceDrop(event->mimeData());
    event->setAccepted(m_announcement.isAcceptable);
    update();
}

void DropOverlay::dragMoveEvent(QDragMoveEvent *event)
{
    event->setAccepted(m_announcement.isAcceptable);
}

void DropOverlay::dragLeaveEvent(QDragLeaveEvent *event)
{
    hide();
    event->accept();
}

void DropOverlay::dropEvent(QDropEvent *event)
{
    hide();
    if (!m_announcement.isAcceptable)
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT
    dropped(event->mimeData());
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = tokens.surface;
    veil.setAlphaF(0.92F);
    painter.fillRect(rect(), veil);

    const bool ok = m_announcement.isAcceptable;
    painter.setPen(QPen(ok ? tokens.accent : tokens.bad, 2));
    painter.setBrush(ok ? tokens.accentBg : tokens.badBg);
    painter.drawRoundedRect(QRectF(rect()).adjusted(2 * Unit, 2 * Unit, -2 * Unit, -2 * Unit),
                            RadiusComposer, RadiusComposer);

    const int iconSize = 4 * Unit;
    const QPixmap icon = m_theme.pixmap(ok ? u"attach"_s : u"warning"_s, iconSize,
                                        ok ? tokens.accent : tokens.bad, devicePixelRatioF());
    painter.drawPixmap(width() / 2 - iconSize / 2, height() / 2 - 8 * Unit, icon);
    painter.setPen(tokens.text);
    painter.setFont(m_theme.headingFont(1));
    const QRect titleBox(4 * Unit, height() / 2 - 3 * Unit, width() - 8 * Unit, 4 * Unit);
    painter.drawText(titleBox, Qt::AlignCenter, m_announcement.title);
    painter.setPen(tokens.text2);
    painter.setFont(m_theme.interfaceFont());
    const QRect refusalBox(4 * Unit, height() / 2 + 2 * Unit, width() - 8 * Unit, 8 * Unit);
    painter.drawText(refusalBox, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     m_announcement.refusal);
}

} // namespace polylogue::ui::shell
