// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/composer.h"

#include "ui/composer/chiprow.h"
#include "ui/composer/composer_p.h"
#include "ui/composer/contextchoice.h"
#include "ui/composer/deliveries.h"
#include "ui/composer/deliverymenu.h"
#include "ui/composer/editbar.h"
#include "ui/composer/messageedit.h"
#include "ui/composer/pastedtexts.h"
#include "ui/composer/promptpopup.h"
#include "ui/composer/queuerow.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

using app::attachments::Attachment;
using app::attachments::AttachmentId;
using app::attachments::Draft;

constexpr int WidthHint = theme::Metrics::ReadingColumn + 40;
constexpr qsizetype LongestName = 30; // in the narrow room beside Send

} // namespace

void Composer::Private::connectParts()
{
    QObject::connect(&theme, &theme::Theme::changed, &q, [this] { dress(); });
    QObject::connect(edit, &QPlainTextEdit::textChanged, &q, [this] { onContentChanged(); });
    QObject::connect(edit, &MessageEdit::focusChanged, &q, [this] { q.update(); });
    QObject::connect(edit, &MessageEdit::sendPressed, &q, [this] {
        if (isEditing())
            saveEdit(true);
        else if (isRunning)
            enqueue();
        else
            submit(&Composer::submitted);
    });
    QObject::connect(edit, &MessageEdit::notePressed, &q,
                     [this] { submit(&Composer::noteSubmitted); });
    QObject::connect(edit, &MessageEdit::upPressedInEmptyText, &q, [this] {
        if (!isEditing())
            Q_EMIT q.recallRequested();
    });
    QObject::connect(edit, &MessageEdit::attachablesReceived, &q, &Composer::attach);

    QObject::connect(chips, &ChipRow::changed, &q, [this] {
        orderTabs();
        onContentChanged();
    });
    QObject::connect(chips, &ChipRow::removed, &q,
                     [this](const AttachmentId &id) { loader.remove(id); });
    QObject::connect(chips, &ChipRow::previewRequested, &q, &Composer::previewRequested);
    QObject::connect(chips, &ChipRow::emptied, &q, [this] { edit->setFocus(); });
    QObject::connect(&loader, &app::attachments::AttachmentLoader::changed, &q,
                     [this](const Attachment &attachment) { onAttachmentChanged(attachment); });

    QObject::connect(attach, &QPushButton::clicked, &q, &Composer::chooseFiles);
    QObject::connect(tools, &ToolsButton::chosen, &q, &Composer::toolsChosen);
    QObject::connect(tools, &ToolsButton::managementRequested, &q,
                     &Composer::toolManagementRequested);
    QObject::connect(send, &QPushButton::clicked, edit, &MessageEdit::sendPressed);
    QObject::connect(stop, &QPushButton::clicked, &q, &Composer::stopRequested);
}

void Composer::Private::onContentChanged()
{
    if (isFilling)
        return; // told once, when all is there
    refreshState();
    fitHeight();
    if (!isEditing())
        Q_EMIT q.draftChanged();
}

//! What was set aside while an earlier message is edited goes on being read.
void Composer::Private::onAttachmentChanged(const Attachment &attachment)
{
    if (chips->replace(attachment) || !isEditing())
        return;
    const auto found = std::ranges::find(aside.attachments, attachment.id, &Attachment::id);
    if (found == aside.attachments.end())
        return;
    *found = attachment;
    Q_EMIT q.draftChanged();
}

QString Composer::Private::obstacle() const
{
    const bool asksForAnswer = edited.value_or(EditKind::Question) == EditKind::Question;
    if (asksForAnswer && !blockedReason.isEmpty())
        return blockedReason;
    const QString reason = draftObstacle();
    return asksForAnswer && reason.isEmpty() ? deliveryObstacle() : reason;
}

QString Composer::Private::deliveryObstacle() const
{
    for (const AttachmentChip *chip : chips->chips()) {
        if (chip->attachment().state == Attachment::State::Ready && chip->delivery().isRefused())
            return Composer::tr("%1 does not go to this model: choose another, or remove it")
                .arg(text::oneLine(chip->attachment().fileName, LongestName));
    }
    return {};
}

void Composer::Private::connectDeliveries()
{
    deliveries->setDocuments(loader.documents());
    QObject::connect(deliveries, &Deliveries::changed, &q, [this] {
        chips->refreshDeliveries();
        refreshState();
        fitHeight();
        Q_EMIT q.filesWeightChanged();
    });
    QObject::connect(chips, &ChipRow::passwordRequested, &q,
                     [this](const Attachment &attachment) { unlock(attachment); });
    QObject::connect(chips, &ChipRow::refusalDoubted, &q, &Composer::refusalDoubted);
}

void Composer::Private::unlock(const Attachment &attachment)
{
    const bool wasWrong = attachment.error && attachment.error->type == "wrong_password"_L1;
    askForPassword(&q, attachment.fileName, wasWrong, [this, attachment](const QString &password) {
        if (!password.isEmpty())
            chips->replace(loader.unlock(attachment, password));
    });
}

QString Composer::Private::requestSizeText() const
{
    const qint64 all = meter->value().bytes;
    const auto &maximum = meter->value().byteLimit;
    if (maximum && all > *maximum)
        return Composer::tr("The request has %1, more than the %2 that this server takes")
            .arg(text::fileSize(all), text::fileSize(*maximum));
    constexpr qint64 WorthTelling = 100'000;
    if (all < WorthTelling && chips->chips().isEmpty())
        return {};
    return maximum
        ? Composer::tr("request %1 of %2").arg(text::fileSize(all), text::fileSize(*maximum))
        : Composer::tr("request %1").arg(text::fileSize(all));
}

QString Composer::Private::draftObstacle() const
{
    const QList<Attachment> attachments = chips->attachments();
    const auto nameOfFirst = [&attachments](Attachment::State state) -> QString {
        const auto found = std::ranges::find(attachments, state, &Attachment::state);
        return found == attachments.end() ? QString() : text::oneLine(found->fileName, LongestName);
    };
    for (const AttachmentChip *chip : chips->chips()) {
        if (chip->needsPassword())
            return Composer::tr("%1 needs its password")
                .arg(text::oneLine(chip->attachment().fileName, LongestName));
    }
    if (const QString name = nameOfFirst(Attachment::State::Failed); !name.isNull())
        return Composer::tr("%1 cannot be sent: remove it").arg(name);
    if (const QString name = nameOfFirst(Attachment::State::Reading); !name.isNull())
        return Composer::tr("Waiting for %1").arg(name);
    if (isEmpty())
        return Composer::tr("Write a message first");
    return {};
}

QString Composer::Private::estimate() const
{
    if (lanes == 0 || isEmpty())
        return requestSizeText();
    const QString requests = lanes == 1 ? Composer::tr("1 request")
                                        : Composer::tr("%1 requests").arg(text::count(lanes));
    return requests + u" · "_s + text::estimatedTokenCount(laneTokens);
}

void Composer::Private::refreshState()
{
    const QString reason = obstacle();
    // An empty field says for itself that there is nothing to send.
    const bool isOnlyEmpty = blockedReason.isEmpty() && isEmpty();
    const QString told = isRunning || isOnlyEmpty || reason.isEmpty() ? estimate() : reason;
    if (status->text() != told) {
        status->setText(told);
        fitHeight();
    }
    QString label =
        lanes > 1 ? Composer::tr("Send to %1").arg(text::count(lanes)) : Composer::tr("Send");
    if (isEditing())
        label =
            *edited == EditKind::Question ? Composer::tr("Save and resend") : Composer::tr("Save");
    send->setText(label);
    send->setAccessibleName(label);
    send->setEnabled(reason.isEmpty());
    send->setAccessibleDescription(reason);
    send->setToolTip(reason.toHtmlEscaped());
    if (isEditing())
        editBar->setObstacle(draftObstacle());
}

bool Composer::Private::takesEscape() const
{
    return isEditing() || isRunning || !queue->drafts().isEmpty();
}

void Composer::Private::submit(void (Composer::*signal)(const Draft &))
{
    if (isRunning || isEditing() || !obstacle().isEmpty())
        return;
    Q_EMIT(q.*signal)(content());
}

Composer::Composer(theme::Theme &theme, app::attachments::AttachmentLoader &loader, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, theme, loader))
{
    setObjectName(u"Composer"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Composer::setTools(const QList<OfferedTool> &tools)
{
    d->tools->setTools(tools);
    d->tools->show();
    d->fitHeight();
}

Composer::~Composer()
{
    d->edit->disconnect(this); // it loses the focus as it goes, and would tell
}

void Composer::setSettings(const app::settings::Settings &settings)
{
    d->sendKey = settings.sendKey;
    d->longPaste = settings.longPasteCharacters;
    d->edit->setOfficePaste(settings.officePaste);
    if (!d->isEditing())
        d->edit->setLongPaste(d->longPaste);
    if (d->edited != EditKind::Answer)
        d->edit->setSendKey(settings.sendKey);
    d->readingScale = settings.readingScale;
    d->dress();
}

void Composer::setRunning(bool running)
{
    if (d->isRunning == running)
        return;
    const bool hadFocus = d->buttons->isAncestorOf(focusWidget()) && focusWidget()->hasFocus();
    d->isRunning = running;
    if (hadFocus)
        d->edit->setFocus();
    d->buttons->setCurrentWidget(running ? d->stop : d->send);
    d->refreshState();
}

void Composer::setBlockedReason(const QString &reason)
{
    d->blockedReason = reason;
    d->refreshState();
}

void Composer::setIntake(const app::attachments::Intake &intake)
{
    if (d->deliveries->intake() == intake)
        return;
    d->deliveries->setIntake(intake);
    d->chips->refreshDeliveries();
    d->refreshState();
    d->fitHeight();
}

void Composer::setDelivery(const AttachmentId &id, const app::conversation::DeliveryChoice &choice)
{
    const QList<Attachment> all = d->chips->attachments();
    const auto found = std::ranges::find(all, id, &Attachment::id);
    if (found == all.end())
        return;
    Attachment changed = *found;
    changed.delivery = choice;
    d->chips->replace(changed);
}

void Composer::setThumbnailProvider(ThumbnailProvider provider)
{
    d->thumbnails = std::move(provider);
}

void Composer::setRecipients(int lanes, qint64 tokens)
{
    if (d->lanes == lanes && d->laneTokens == tokens)
        return;
    d->lanes = lanes;
    d->laneTokens = tokens;
    d->refreshState();
}

void Composer::setContextUse(const ContextMeterValue &value)
{
    d->meter->setValue(value);
    d->refreshState();
    if (!d->meter->isHidden())
        return;
    d->meter->show();
    d->fitHeight();
}

void Composer::showContextChoice(const QString &facts)
{
    d->choice->ask(facts.isEmpty() ? contextText(d->meter->value()) : facts);
    d->fitHeight();
}

void Composer::hideContextChoice()
{
    if (d->choice->isHidden())
        return;
    d->choice->hide();
    d->fitHeight();
}

void Composer::setPrompts(const QList<std::pair<QString, QString>> &prompts)
{
    d->prompts->setPrompts(prompts);
}

void Composer::insertText(const QString &text)
{
    d->edit->insertPlainText(text);
    d->edit->ensureCursorVisible();
    d->edit->setFocus();
}

void Composer::send()
{
    d->submit(&Composer::submitted);
}

void Composer::setText(const QString &text)
{
    d->edit->replaceText(text);
}

QString Composer::text() const
{
    return d->edit->toPlainText();
}

void Composer::clear()
{
    // Not QPlainTextEdit::clear(), which forgets what Ctrl+Z would bring back.
    d->edit->replaceText({});
    for (const Attachment &attachment : d->chips->attachments()) {
        if (attachment.state == Attachment::State::Reading)
            d->loader.remove(attachment.id);
    }
    d->setPasted({});
    d->chips->clear();
}

void Composer::focusText()
{
    d->edit->setFocus();
}

QSize Composer::sizeHint() const
{
    return {WidthHint, d->height()};
}

bool Composer::event(QEvent *event)
{
    const auto *key =
        event->type() == QEvent::ShortcutOverride ? static_cast<QKeyEvent *>(event) : nullptr;
    const bool isSave = key && d->isEditing() && key->matches(QKeySequence::Save);
    const bool isEscape = key && key->key() == Qt::Key_Escape && d->takesEscape();
    if (isSave || isEscape) {
        event->accept(); // not a shortcut of the window now
        return true;
    }
    return QWidget::event(event);
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    if (d->isEditing() && event->matches(QKeySequence::Save)) {
        d->saveEdit(false);
        return;
    }
    if (event->key() == Qt::Key_Escape && d->isEditing()) {
        cancelEditing();
        return;
    }
    if (event->key() == Qt::Key_Escape && d->isRunning) {
        Q_EMIT stopRequested();
        return;
    }
    if (event->key() == Qt::Key_Escape && !queue().isEmpty()) {
        takeBackQueue();
        return;
    }
    QWidget::keyPressEvent(event);
}

void Composer::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = d->theme.tokens();
    const bool hasFocus = d->edit->hasFocus();
    const double width = hasFocus ? 1.5 : 1;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus ? tokens.accent : tokens.border, width));
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2),
                            theme::Metrics::RadiusComposer, theme::Metrics::RadiusComposer);
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d->fitHeight();
}

void Composer::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (d->watchedWindow != window()) {
        d->watchedWindow = window();
        d->watchedWindow->installEventFilter(this);
    }
    d->fitHeight();
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == d->watchedWindow && watched != this)
        d->fitHeight();
    return QWidget::eventFilter(watched, event);
}

} // namespace polylogue::ui::composer
