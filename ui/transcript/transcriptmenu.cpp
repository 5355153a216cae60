// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/copying.h"
#include "ui/transcript/messageleaves.h"
#include "ui/transcript/transcriptview_p.h"
#include "ui/transcript/wording.h"

#include <QClipboard>
#include <QGuiApplication>

namespace polylogue::ui::transcript {

namespace {

using app::conversation::Message;
using app::conversation::MessageId;
using app::conversation::Role;

bool isVersionStep(MessageAction action)
{
    return action == MessageAction::PreviousVersion || action == MessageAction::NextVersion;
}

} // namespace

//! While an answer is coming in, or before all rows are there, the tree must stay as it is.
bool TranscriptView::Private::isLocked() const
{
    if (!conversation || !conversation->isWhole())
        return true;
    const qsizetype count = conversation->count();
    return count > 0 && app::conversation::isRunning(conversation->at(count - 1));
}

//! \return what pointing at a target tells: where a link leads, what an action would do.
QString TranscriptView::Private::hintOf(const Target &target) const
{
    switch (target.command) {
    case Command::OpenLink:
        return target.link;
    case Command::Message:
        if (isLocked() && changesMessages(target.action))
            return wording::whyLocked(conversation && !conversation->isWhole());
        return wording::actionHint(target.action, column.hidesModels() ? QString() : model);
    case Command::OpenMenu:
        return wording::moreActions();
    default:
        return {};
    }
}

void TranscriptView::Private::perform(MessageAction action, qsizetype row)
{
    const MessageId id = column.message(row).id;
    if (action == MessageAction::Copy) {
        const Message &message = column.message(row);
        if (isMarkdown(message))
            QGuiApplication::clipboard()->setMimeData(mimeDataOf(sourceText(message)).release());
        else
            QGuiApplication::clipboard()->setText(sourceText(message));
        return;
    }
    if (isLocked())
        return;
    if (!isVersionStep(action)) {
        Q_EMIT view.messageActionRequested(id, action);
        return;
    }
    // The arrows stay under the pointer, so that one can go on through the versions.
    const bool isByKeyboard = focused.row == row && focused.target >= 0;
    const qreal end = column.rowTop(row) + column.item(row).height();
    const QPointer<TranscriptView> alive = &view;
    Q_EMIT view.messageActionRequested(id, action);
    if (!alive)
        return;
    if (row >= column.count() || column.message(row).id == id)
        return;
    const std::vector<MessageColumn::Placed> before = column.placed();
    column.sync();
    column.moveToRowEnd(row, end);
    column.place();
    scrollState.scrolledByUser(ScrollState::Direction::Down, column.distanceToEnd());
    afterMove(before);
    view.viewport()->update();
    if (view.viewport()->underMouse()) // still pointed at, another version of it
        hover(view.viewport()->mapFromGlobal(QCursor::pos()));
    if (isByKeyboard)
        focusAction(action, row);
}

//! Gives the keyboard's focus back to an action of a row whose content is another now.
void TranscriptView::Private::focusAction(MessageAction action, qsizetype row)
{
    focusRow = row;
    focused = {};
    for (const TargetPlace &place : visibleTargets(row)) {
        const Target target = targetOf(place);
        if (target.command != Command::Message)
            continue;
        if (target.action == action)
            focused = place;
        else if (focused.target < 0 && isVersionStep(target.action))
            focused = place; // at the last version only the way back is left
    }
    showsFocus = true;
    view.viewport()->update();
}

void TranscriptView::Private::showMenu(const QPoint &globalPosition, qsizetype row,
                                       const TargetPlace &place)
{
    if (row < 0 || row >= column.count())
        return;
    auto *menu = new QMenu(&view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (place.row == row && place.target >= 0) {
        const Target target = targetOf(place);
        if (target.command == Command::OpenFile) {
            Q_EMIT view.fileMenuOpening(column.message(row).id, target.part, menu);
            menu->addSeparator();
        }
    }
    addCopying(*menu, row, place);
    const Role role = column.message(row).role;
    if (role == Role::User || role == Role::Assistant)
        addMessageActions(*menu, column.message(row));
    menu->addSeparator();
    menu->addAction(TranscriptView::tr("Select all"), &view, &TranscriptView::selectAll);
    menu->popup(globalPosition);
}

void TranscriptView::Private::addCopying(QMenu &menu, qsizetype row, const TargetPlace &place)
{
    const MessageId id = column.message(row).id;
    const auto add = [&](const QString &label, const Target &target, const LeafKey &key) {
        menu.addAction(label, &view, [this, id, target, key] {
            const qsizetype current = conversation ? conversation->rowOf(id) : -1;
            if (current >= 0)
                run(target, current, key);
        });
    };
    if (!selection.isEmpty())
        menu.addAction(TranscriptView::tr("Copy selection"), &view, &TranscriptView::copySelection);
    if (!sourceText(column.message(row)).isEmpty()) {
        Target copy;
        copy.command = Command::Message;
        add(isRunning(column.message(row)) ? TranscriptView::tr("Copy what is there so far")
                                           : TranscriptView::tr("Copy message"),
            copy, {});
    }
    if (isMarkdown(column.message(row)) && !sourceText(column.message(row)).isEmpty()) {
        Target source;
        source.command = Command::ToggleSource;
        add(wording::sourceLabel(column.item(row).showsSource()), source, {});
    }
    if (place.row == row && place.key.section == Section::Picture) {
        for (const Command command : {Command::CopyPicture, Command::SavePicture}) {
            Target target;
            target.command = command;
            add(wording::commandLabel(command), target, place.key);
        }
    }
    const size_t leaf = column.built(row).indexOf(place.key);
    const auto *text = std::get_if<TextContent>(&column.item(row).leaves().at(leaf).content);
    if (place.row == row && text && text->block.kind == markdown::BlockKind::Code) {
        for (const Target &target : column.layoutOf(row, leaf).targets()) {
            const bool isCopy = target.command == Command::CopyCode;
            const bool isSave = target.command == Command::SaveCode;
            add(isCopy || isSave ? wording::commandLabel(target.command) : target.label, target,
                place.key);
        }
    }
}

//! All that a message's line offers, and what is needed less often. What cannot be done just now is
//! there, but off.
void TranscriptView::Private::addMessageActions(QMenu &menu, const Message &message)
{
    const bool isPossible = !isLocked();
    const auto add = [&](MessageAction action, const QString &label = {}) {
        QAction *entry = menu.addAction(label.isEmpty() ? wording::actionLabel(action) : label,
                                        &view, [this, id = message.id, action] {
                                            const qsizetype row =
                                                conversation ? conversation->rowOf(id) : -1;
                                            if (row >= 0)
                                                perform(action, row);
                                        });
        entry->setEnabled(isPossible);
        return entry;
    };
    const auto addCheckable = [&](MessageAction action, bool isChecked) {
        QAction *entry = add(action);
        entry->setCheckable(true);
        entry->setChecked(isChecked);
    };
    const bool isAnswer = message.role == Role::Assistant;
    if (!isDamaged(message) && (!isAnswer || !sourceText(message).isEmpty()))
        add(MessageAction::Edit);
    if (isAnswer && !isRunning(message)) {
        add(MessageAction::Regenerate,
            wording::regenerateWith(column.hidesModels() ? QString() : model));
        add(MessageAction::RegenerateWith);
        const bool isLast = conversation->at(conversation->count() - 1).id == message.id;
        if (isLast && canContinue(message))
            add(MessageAction::Continue);
    }
    const qsizetype versions = conversation->siblings(message.id).size();
    if (versions > 1) {
        const qsizetype version = conversation->siblings(message.id).indexOf(message.id);
        menu.addSeparator();
        QAction *previous = add(MessageAction::PreviousVersion);
        previous->setEnabled(isPossible && version > 0);
        QAction *next = add(MessageAction::NextVersion);
        next->setEnabled(isPossible && version + 1 < versions);
    }
    menu.addSeparator();
    add(MessageAction::BranchHere);
    addCheckable(MessageAction::Exclude, message.isExcluded);
    addCheckable(MessageAction::Pin, message.isPinned);
    menu.addSeparator();
    add(MessageAction::DeleteMessage);
    add(MessageAction::DeleteBelow);
    if (versions > 1)
        add(MessageAction::DeleteVersions);
}

} // namespace polylogue::ui::transcript
