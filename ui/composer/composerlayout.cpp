// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/attachmentchip.h"
#include "ui/composer/chiprow.h"
#include "ui/composer/composer_p.h"
#include "ui/composer/contextchoice.h"
#include "ui/composer/deliveries.h"
#include "ui/composer/editbar.h"
#include "ui/composer/messageedit.h"
#include "ui/composer/pastedtexts.h"
#include "ui/composer/promptpopup.h"
#include "ui/composer/queuerow.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

constexpr int SideMargin = 12;
constexpr int TopMargin = 10;
constexpr int WindowShare = 40; // percent of the window's height that the composer may take
constexpr int LeastStatusRoom = 280; // for the longest file names
constexpr int CompactWidth = 560; // a narrower composer shows the meter's number alone

} // namespace

Composer::Private::Private(Composer &composer, theme::Theme &theme_,
                           app::attachments::AttachmentLoader &loader_)
    : q(composer)
    , theme(theme_)
    , loader(loader_)
    , deliveries(new Deliveries(&q))
    , choice(new ContextChoice(theme, &q))
    , editBar(new EditBar(&q))
    , queue(new QueueRow(&q))
    , chips(new ChipRow(theme, *deliveries, &q))
    , pasted(new PastedTexts(&q))
    , edit(new MessageEdit(&q))
    , attach(new QPushButton(&q))
    , tools(new ToolsButton(theme, &q))
    , meter(new ContextMeter(theme, &q))
    , status(new QLabel(&q))
    , buttons(new QStackedWidget(&q))
    , send(new QPushButton(Composer::tr("Send")))
    , stop(new QPushButton(Composer::tr("Stop")))
    , prompts(new PromptPopup(theme, *edit, &q))
{
    nameParts();
    layOut();
    connectParts();
    connectEditing();
    connectQueue();
    connectPasting();
    connectDeliveries();
    dress();
    refreshState();
}

void Composer::Private::nameParts()
{
    edit->setObjectName(u"Message"_s);
    edit->setAccessibleName(Composer::tr("Message"));
    edit->setPlaceholderText(Composer::tr("Write a message"));
    theme::setLook(edit, theme::Look::Bare);
    q.setFocusProxy(edit);

    attach->setObjectName(u"Attach"_s);
    attach->setText(Composer::tr("Attach"));
    attach->setAccessibleName(Composer::tr("Attach"));
    attach->setToolTip(Composer::tr("Attach images, PDFs, texts and documents"));
    theme::setLook(attach, theme::Look::Quiet);

    status->setObjectName(u"ComposerStatus"_s);
    status->setTextFormat(Qt::PlainText);
    status->setWordWrap(true);
    status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    theme::setLook(status, theme::Look::Secondary);

    send->setObjectName(u"Send"_s);
    theme::setLook(send, theme::Look::Primary);
    stop->setObjectName(u"Stop"_s);
    stop->setAccessibleName(Composer::tr("Stop"));
    stop->setToolTip(Composer::tr("Stop the answer (Esc)"));
    meter->hide(); // until there is something to tell
    tools->hide(); // until there are any
}

void Composer::Private::layOut()
{
    column = new QVBoxLayout(&q);
    row = new QHBoxLayout;
    column->setContentsMargins(SideMargin, TopMargin, SideMargin, TopMargin);
    column->setSpacing(theme::Metrics::Unit);
    column->addWidget(choice);
    column->addWidget(queue);
    column->addWidget(editBar);
    column->addWidget(chips);
    column->addWidget(pasted);
    column->addWidget(edit);
    fillButtonRow();
    column->addLayout(row);
    orderTabs();
}

void Composer::Private::fillButtonRow()
{
    buttons->addWidget(send);
    buttons->addWidget(stop);
    buttons->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->setSpacing(theme::Metrics::Unit);
    row->addWidget(attach);
    row->addWidget(tools);
    row->addWidget(meter);
    row->addStretch(1);
    row->addWidget(buttons);
    placeStatus();
}

//! Beside the buttons, or above them where it would be cut off.
void Composer::Private::placeStatus()
{
    const QMargins margins = column->contentsMargins();
    const bool isAbove = isStatusAbove(q.width() - margins.left() - margins.right());
    QBoxLayout *place = isAbove ? static_cast<QBoxLayout *>(column) : row;
    if (place->indexOf(status) >= 0)
        return;
    column->removeWidget(status);
    row->removeWidget(status);
    constexpr int All = 1000; // of the room that the stretch leaves
    place->insertWidget(place->count() - 1, status, isAbove ? 0 : All);
}

void Composer::Private::orderTabs()
{
    QWidget *last = edit;
    const auto follow = [&last](QWidget *next) {
        QWidget::setTabOrder(last, next);
        last = next;
    };
    for (QWidget *chip : chips->chips())
        follow(chip);
    for (QWidget *button : pasted->buttons())
        follow(button);
    for (QWidget *button : std::initializer_list<QWidget *>{attach, tools, send, stop})
        follow(button);
    follow(meter);
    for (QWidget *button : editBar->buttons() + queue->buttons())
        follow(button);
}

void Composer::Private::dress()
{
    edit->setFont(theme.readingFont(readingScale));
    attach->setIcon(theme.icon(u"attach"_s));
    send->setIcon(theme.icon(u"send"_s, theme.tokens().onAccent));
    stop->setIcon(theme.icon(u"stop"_s, theme.tokens().text));
    q.update();
    fitHeight();
}

int Composer::Private::height() const
{
    const QMargins margins = q.layout()->contentsMargins();
    const int spacing = q.layout()->spacing();
    const int inner = q.width() - margins.left() - margins.right();
    int height = margins.top() + edit->height() + spacing + rowHeight(inner) + margins.bottom();
    for (const QWidget *part :
         std::initializer_list<QWidget *>{choice, queue, editBar, chips, pasted}) {
        if (part->isHidden())
            continue;
        const bool depends = part->hasHeightForWidth();
        const int own = depends && part->layout() ? part->layout()->totalHeightForWidth(inner)
            : depends                             ? part->heightForWidth(inner)
                                                  : part->sizeHint().height();
        height += own + spacing;
    }
    return height;
}

int Composer::Private::roomBesideButtons(int width) const
{
    for (const QWidget *part : std::initializer_list<QWidget *>{attach, tools, meter, buttons})
        width -= part->isHidden() ? 0 : part->sizeHint().width() + theme::Metrics::Unit;
    return width;
}

bool Composer::Private::isStatusAbove(int width) const
{
    return !status->text().isEmpty() && roomBesideButtons(width) < LeastStatusRoom
        && status->fontMetrics().horizontalAdvance(status->text()) > roomBesideButtons(width);
}

//! Of the buttons, and of as many lines as what is told needs.
int Composer::Private::rowHeight(int width) const
{
    int height = 0;
    for (const QWidget *part : std::initializer_list<QWidget *>{attach, tools, meter, buttons})
        height = std::max(height, part->isHidden() ? 0 : part->sizeHint().height());
    if (status->text().isEmpty())
        return height;
    return isStatusAbove(width)
        ? height + column->spacing() + status->heightForWidth(width)
        : std::max(height, status->heightForWidth(roomBesideButtons(width)));
}

int Composer::Private::maximumTextHeight() const
{
    const int line = edit->fontMetrics().lineSpacing();
    const int others = height() - edit->height();
    return std::max(3 * line, q.window()->height() * WindowShare / 100 - others);
}

void Composer::Private::fitHeight()
{
    const int line = edit->fontMetrics().lineSpacing();
    const int wanted = std::max(edit->heightOfText(), 2 * line);
    meter->setCompact(q.width() < CompactWidth);
    tools->setCompact(q.width() < CompactWidth);
    placeStatus();
    edit->setFixedHeight(std::min(wanted, maximumTextHeight()));
    if (wanted <= edit->height())
        edit->verticalScrollBar()->setValue(0);
    if (std::exchange(lastHeight, height()) == height())
        return;
    q.updateGeometry();
    Q_EMIT q.heightChanged();
}

} // namespace polylogue::ui::composer
