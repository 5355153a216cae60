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

#include <QPushButton>
#include <QTextBlock>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

// What comes and goes in the composer as a whole: drafts of chats, messages that are edited or wait
// for their turn.

namespace polylogue::ui::composer {

namespace {

using app::attachments::Attachment;
using app::attachments::Draft;

const auto BlankLine = u"\n\n"_s;

//! \brief The text of a draft as it stands here.
struct Parts
{
    QString written = {};
    QStringList pasted = {};
};

//! What is sent: what was written, then what was pasted, a blank line apart.
Draft joined(const Parts &parts, const QList<Attachment> &attachments)
{
    if (parts.pasted.isEmpty())
        return {.text = parts.written, .attachments = attachments};
    QStringList texts = parts.pasted;
    if (!parts.written.trimmed().isEmpty())
        texts.prepend(parts.written);
    Draft draft{.text = texts.join(BlankLine), .attachments = attachments};
    for (const QString &pasted : parts.pasted)
        draft.pastedLengths.append(pasted.size());
    return draft;
}

//! The other way round; text that does not end as the lengths say is all written.
Parts split(const Draft &draft)
{
    Parts parts{.written = draft.text};
    for (qsizetype at = draft.pastedLengths.size() - 1; at >= 0; --at) {
        const qsizetype length = draft.pastedLengths.at(at);
        if (length <= 0 || length > parts.written.size())
            return {.written = draft.text};
        parts.pasted.prepend(parts.written.last(length));
        parts.written.chop(length);
        if (parts.written.endsWith(BlankLine))
            parts.written.chop(BlankLine.size());
        else if (!parts.written.isEmpty())
            return {.written = draft.text};
    }
    return parts;
}

} // namespace

Draft Composer::Private::content() const
{
    return joined({.written = edit->toPlainText(), .pasted = pasted->texts()},
                  chips->attachments());
}

bool Composer::Private::isEmpty() const
{
    const auto isBlank = [](const QString &text) {
        return std::ranges::all_of(text, [](QChar character) { return character.isSpace(); });
    };
    if (!chips->chips().isEmpty() || !std::ranges::all_of(pasted->texts(), isBlank))
        return false;
    for (QTextBlock line = edit->document()->begin(); line.isValid(); line = line.next()) {
        if (!isBlank(line.text()))
            return false;
    }
    return true;
}

void Composer::Private::connectEditing()
{
    QObject::connect(editBar, &EditBar::saveRequested, &q, [this] { saveEdit(false); });
    QObject::connect(editBar, &EditBar::cancelRequested, &q, &Composer::cancelEditing);

    QObject::connect(choice, &ContextChoice::leaveOutOldestChosen, &q, [this] {
        fitHeight();
        edit->setFocus();
        Q_EMIT q.leaveOutOldestChosen();
    });
    QObject::connect(choice, &ContextChoice::sendAnywayChosen, &q, [this] {
        fitHeight();
        edit->setFocus();
        Q_EMIT q.sendAnywayChosen();
    });
    QObject::connect(choice, &ContextChoice::cancelled, &q, [this] {
        fitHeight();
        edit->setFocus();
        Q_EMIT q.contextChoiceCancelled();
    });
    QObject::connect(prompts, &PromptPopup::chosen, &q, &Composer::promptChosen);
}

void Composer::Private::connectQueue()
{
    QObject::connect(queue, &QueueRow::sendNowRequested, &q,
                     [this](qsizetype index) { Q_EMIT q.sendNowRequested(takeFromQueue(index)); });
    QObject::connect(queue, &QueueRow::editRequested, &q, [this](qsizetype index) {
        q.putBack(takeFromQueue(index));
        edit->setFocus();
    });
    QObject::connect(queue, &QueueRow::removeRequested, &q,
                     [this](qsizetype index) { takeFromQueue(index); });
}

void Composer::Private::connectPasting()
{
    QObject::connect(edit, &MessageEdit::longTextPasted, &q, [this](const QString &text) {
        setPasted(pasted->texts() + QStringList{text});
    });
    QObject::connect(pasted, &PastedTexts::putBackRequested, &q, [this](qsizetype index) {
        QStringList texts = pasted->texts();
        const QString text = texts.takeAt(index);
        edit->setFocus(); // the button goes
        edit->insertPlainText(text);
        setPasted(texts);
    });
    QObject::connect(pasted, &PastedTexts::removeRequested, &q, [this](qsizetype index) {
        QStringList texts = pasted->texts();
        texts.removeAt(index);
        edit->setFocus();
        setPasted(texts);
    });
}

void Composer::Private::setPasted(const QStringList &texts)
{
    if (texts == pasted->texts())
        return;
    pasted->setTexts(texts);
    orderTabs();
    onContentChanged();
}

//! While an answer runs a message waits for its turn, and the next one can be written.
void Composer::Private::enqueue()
{
    if (!obstacle().isEmpty())
        return;
    const QList<Draft> drafts = queue->drafts() + QList<Draft>{content()};
    q.clear();
    q.setQueue(drafts);
    Q_EMIT q.queueChanged();
}

Draft Composer::Private::takeFromQueue(qsizetype index)
{
    QList<Draft> drafts = queue->drafts();
    const Draft taken = drafts.takeAt(index);
    edit->setFocus(); // the button goes
    q.setQueue(drafts);
    Q_EMIT q.queueChanged();
    return taken;
}

//! Replaces what stands here; Ctrl+Z does not lead back into what belongs elsewhere.
void Composer::Private::fill(const Draft &draft)
{
    const Parts parts = split(draft);
    isFilling = true;
    edit->setPlainText(parts.written);
    edit->moveCursor(QTextCursor::End);
    chips->clear();
    QList<Attachment> attachments = draft.attachments;
    for (Attachment &attachment : attachments) {
        if (attachment.thumbnail.isNull() && thumbnails)
            attachment.thumbnail = thumbnails(attachment.blob);
    }
    chips->addFirst(attachments);
    pasted->setTexts(parts.pasted);
    isFilling = false;
    orderTabs();
    refreshState();
    fitHeight();
}

void Composer::Private::saveEdit(bool asksForAnswer)
{
    const bool isAnswer = edited == EditKind::Answer;
    const QString reason = asksForAnswer ? obstacle() : draftObstacle();
    if (isRunning || !isEditing() || !reason.isEmpty())
        return;
    const Draft draft = content();
    endEditing();
    Q_EMIT q.editSaved(draft, asksForAnswer && !isAnswer);
}

//! The draft that was set aside is here again.
void Composer::Private::endEditing()
{
    edited.reset();
    editBar->hide();
    attach->setEnabled(true);
    edit->setSendKey(sendKey);
    edit->setCtrlReturnSends(false);
    edit->setLongPaste(longPaste);
    fill(std::exchange(aside, {}));
    edit->setFocus();
}

Draft Composer::draft() const
{
    Draft draft = d->isEditing() ? d->aside : d->content();
    draft.attachments.removeIf(
        [](const Attachment &attachment) { return attachment.state == Attachment::State::Failed; });
    return draft;
}

app::attachments::FileWeight Composer::filesWeight() const
{
    app::attachments::FileWeight all;
    const auto add = [&all](const app::attachments::FileWeight &file) {
        all.tokens += file.tokens;
        all.bytes += file.bytes;
    };
    if (d->isEditing()) {
        for (const Attachment &attachment : std::as_const(d->aside.attachments))
            add(d->deliveries->of(attachment).weight);
    } else {
        for (const AttachmentChip *chip : d->chips->chips())
            add(chip->delivery().weight);
    }
    return all;
}

void Composer::setDraft(const Draft &draft)
{
    hideContextChoice();
    if (d->isEditing()) {
        d->aside = draft;
        d->endEditing();
        return;
    }
    d->fill(draft);
}

void Composer::beginEditing(const Draft &draft, const QString &title, EditKind kind)
{
    hideContextChoice();
    if (!d->isEditing())
        d->aside = d->content();
    d->edited = kind;
    const bool isAnswer = kind == EditKind::Answer;
    d->editBar->begin(title, !isAnswer);
    d->attach->setEnabled(!isAnswer);
    // An answer has many lines: there Return only begins another.
    d->edit->setSendKey(isAnswer ? app::settings::SendKey::CtrlEnter : d->sendKey);
    d->edit->setCtrlReturnSends(true);
    d->edit->setLongPaste(0); // what is edited is seen as it is
    d->fill(draft);
    d->edit->setFocus();
}

bool Composer::isEditing() const
{
    return d->isEditing();
}

void Composer::cancelEditing()
{
    if (!d->isEditing())
        return;
    d->endEditing();
    Q_EMIT editCancelled();
}

QList<Draft> Composer::queue() const
{
    return d->queue->drafts();
}

void Composer::setQueue(const QList<Draft> &drafts)
{
    d->queue->setDrafts(drafts);
    d->orderTabs();
    d->fitHeight();
}

std::optional<Draft> Composer::takeQueued()
{
    if (d->queue->drafts().isEmpty())
        return {};
    QList<Draft> drafts = d->queue->drafts();
    Draft next = drafts.takeFirst();
    setQueue(drafts);
    Q_EMIT queueChanged();
    return next;
}

void Composer::putBack(const Draft &draft)
{
    const Parts parts = split(draft);
    if (d->isEditing()) {
        const Parts later = split(d->aside);
        QStringList written{parts.written, later.written};
        written.removeAll(QString());
        d->aside = joined({.written = written.join(u'\n'), .pasted = parts.pasted + later.pasted},
                          draft.attachments + d->aside.attachments);
        Q_EMIT draftChanged();
        return;
    }
    d->chips->addFirst(draft.attachments);
    d->setPasted(parts.pasted + d->pasted->texts());
    if (parts.written.isEmpty())
        return;
    QTextCursor cursor(d->edit->document());
    cursor.movePosition(QTextCursor::Start);
    cursor.insertText(d->edit->document()->isEmpty() ? parts.written : parts.written + u'\n');
    d->edit->moveCursor(QTextCursor::End);
}

void Composer::takeBackQueue()
{
    const QList<Draft> waiting = queue();
    if (waiting.isEmpty())
        return;
    setQueue({});
    for (auto draft = waiting.crbegin(); draft != waiting.crend(); ++draft)
        putBack(*draft);
    d->edit->setFocus(); // the row goes
    Q_EMIT queueChanged();
}

} // namespace polylogue::ui::composer
