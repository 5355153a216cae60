// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/dropoverlay.h"

#include "ui/composer/composer.h"
#include "ui/text/filekinds.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using theme::Metrics::RadiusComposer;
using theme::Metrics::Unit;

namespace {

constexpr qsizetype LongestTitle = 60;

} // namespace

DropAnnouncement announceDrop(const QMimeData *data, const DropTarget &target)
{
    if (!data || !composer::Composer::canAttach(data))
        return {};
    text::FileKinds kinds;
    const QList<QUrl> urls = data->urls();
    bool hasFiles = false;
    for (const QUrl &url : urls) {
        if (!url.isLocalFile())
            continue; // never fetched; its picture comes along as data
        hasFiles = true;
        text::countFile(url.fileName(), kinds);
    }
    if (!hasFiles)
        text::countFile(composer::Composer::nameOfData(data), kinds);

    DropAnnouncement announcement{.refusal = text::refusalText(kinds),
                                  .isAcceptable = kinds.taken() > 0};
    const QString what = text::fileKindsText(kinds);
    const QString chat = text::oneLine(target.title, LongestTitle);
    if (!announcement.isAcceptable)
        announcement.title = DropOverlay::tr("This cannot be attached");
    else if (!chat.isEmpty())
        announcement.title = DropOverlay::tr("Attach %1 to “%2”").arg(what, chat);
    else
        announcement.title = DropOverlay::tr("Attach %1 to a new chat").arg(what);
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
            announce(enter->mimeData(), target->mapTo(window(), enter->position().toPoint()));
            setGeometry(parentWidget()->rect());
            raise();
            show();
            enter->accept(); // the next move finds the overlay under the pointer
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DropOverlay::announce(const QMimeData *dragged, const QPoint &position)
{
    const DropTarget target = m_finder ? m_finder(position) : DropTarget{.area = rect()};
    if (target == m_target && isVisible() && !m_announcement.title.isEmpty())
        return; // asked for with each movement
    m_target = target;
    m_announcement = announceDrop(dragged, m_target);
    setAccessibleName(m_announcement.title);
    update();
}

void DropOverlay::dragEnterEvent(QDragEnterEvent *event)
{
    m_announcement = {};
    announce(event->mimeData(), event->position().toPoint());
    event->setAccepted(m_announcement.isAcceptable);
}

void DropOverlay::dragMoveEvent(QDragMoveEvent *event)
{
    announce(event->mimeData(), event->position().toPoint());
    event->setAccepted(m_announcement.isAcceptable);
}

void DropOverlay::dragLeaveEvent(QDragLeaveEvent *event)
{
    hide();
    event->accept();
}

void DropOverlay::dropEvent(QDropEvent *event)
{
    announce(event->mimeData(), event->position().toPoint());
    hide();
    if (!m_announcement.isAcceptable)
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT dropped(event->mimeData(), m_target);
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = m_theme.tokens().surface;
    veil.setAlphaF(0.86F);
    QRegion veiled(rect());
    if (!m_target.chat.isNull())
        veiled -= m_target.area; // its title is to be read
    for (const QRect &part : veiled)
        painter.fillRect(part, veil);
    paintTarget(painter);
    paintWords(painter);
}

//! Where it would go: around the chat that is shown, or around a row of the list.
void DropOverlay::paintTarget(QPainter &painter) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const bool isOk = m_announcement.isAcceptable;
    const bool isRow = !m_target.chat.isNull();
    const QRect area = m_target.area.isEmpty() ? rect() : m_target.area;
    const int inset = isRow ? 0 : Unit;
    const int radius = isRow ? theme::Metrics::RadiusControl : RadiusComposer;
    painter.setPen(QPen(isOk ? tokens.accent : tokens.bad, 2));
    if (!isRow)
        painter.setBrush(isOk ? tokens.accentBg : tokens.badBg);
    painter.drawRoundedRect(QRectF(area).adjusted(inset + 1, inset + 1, -inset - 1, -inset - 1),
                            radius, radius);
}

//! On a card of their own where the target is elsewhere.
void DropOverlay::paintWords(QPainter &painter) const
{
    const theme::Tokens &tokens = m_theme.tokens();
    const bool isOk = m_announcement.isAcceptable;
    const QRect area = m_target.words.isEmpty() ? rect() : m_target.words;
    const int width = area.width() - 8 * Unit;
    constexpr int iconSize = 4 * Unit;
    constexpr int gap = 2 * Unit;
    constexpr int wrapped = Qt::AlignHCenter | Qt::TextWordWrap;
    const QRect endless(0, 0, width, QWIDGETSIZE_MAX);
    const QSize title = QFontMetrics(m_theme.headingFont(1))
                            .boundingRect(endless, wrapped, m_announcement.title)
                            .size();
    const QSize refusal = m_announcement.refusal.isEmpty()
        ? QSize(0, 0)
        : QFontMetrics(m_theme.interfaceFont())
              .boundingRect(endless, wrapped, m_announcement.refusal)
              .size();
    QRect box(0, 0, width, iconSize + gap + title.height() + gap + refusal.height());
    box.moveCenter(area.center());

    if (!m_target.chat.isNull()) {
        QRect card(0, 0, qMax(title.width(), refusal.width()), box.height());
        card.moveCenter(box.center());
        painter.setPen(QPen(isOk ? tokens.accent : tokens.bad, 1));
        painter.setBrush(isOk ? tokens.accentBg : tokens.badBg);
        painter.drawRoundedRect(card.adjusted(-3 * Unit, -2 * Unit, 3 * Unit, Unit), RadiusComposer,
                                RadiusComposer);
    }
    const QPixmap icon = m_theme.pixmap(isOk ? u"attach"_s : u"warning"_s, iconSize,
                                        isOk ? tokens.accent : tokens.bad, devicePixelRatioF());
    painter.drawPixmap(box.center().x() - iconSize / 2, box.top(), icon);
    box.setTop(box.top() + iconSize + gap);
    painter.setPen(tokens.text);
    painter.setFont(m_theme.headingFont(1));
    painter.drawText(box, wrapped, m_announcement.title);
    box.setTop(box.top() + title.height() + gap);
    painter.setPen(tokens.text2);
    painter.setFont(m_theme.interfaceFont());
    painter.drawText(box, wrapped, m_announcement.refusal);
}

} // namespace polylogue::ui::shell
