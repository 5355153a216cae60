// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/messageedit.h"

#include "ui/composer/attachables.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QTextBlock>
#include <QTextDocumentFragment>

#include <cmath>
#include <memory>

namespace polylogue::ui::composer {

namespace {

using app::settings::SendKey;

// Some input methods send the Return that ends a composition after it, as an ordinary key. Nobody
// types a Return of their own so soon behind it.
constexpr qint64 CompositionTailMs = 60;
constexpr qsizetype LongPasteLines = 60; // more are long however few characters they have

bool isReturn(const QKeyEvent *event)
{
    return event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
}

Qt::KeyboardModifiers modifiersOf(const QKeyEvent *event)
{
    return event->modifiers() & ~Qt::KeypadModifier;
}

Qt::KeyboardModifiers modifiersOf(SendKey key)
{
    switch (key) {
    case SendKey::Enter:
        return Qt::NoModifier;
    case SendKey::CtrlEnter:
        return Qt::ControlModifier;
    case SendKey::ShiftEnter:
        return Qt::ShiftModifier;
    }
    return Qt::NoModifier;
}

} // namespace

MessageEdit::MessageEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(0);
}

void MessageEdit::replaceText(const QString &text)
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
    moveCursor(QTextCursor::End);
}

int MessageEdit::heightOfText() const
{
    double height = 2 * document()->documentMargin();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        height += blockBoundingRect(block).height();
    return static_cast<int>(std::ceil(height));
}

void MessageEdit::keyPressEvent(QKeyEvent *event)
{
    if (belongsToInputMethod(event)) {
        event->accept();
        return;
    }
    if (isReturn(event)) {
        onReturn(event);
        return;
    }
    if (event->key() == Qt::Key_V
        && modifiersOf(event) == (Qt::ControlModifier | Qt::ShiftModifier)) {
        m_pastesInline = true;
        paste();
        m_pastesInline = false;
        return;
    }
    if (event->key() == Qt::Key_Up && modifiersOf(event) == Qt::NoModifier
        && document()->isEmpty()) {
        event->accept();
        Q_EMIT upPressedInEmptyText();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        event->ignore(); // whoever is around closes or stops something
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void MessageEdit::onReturn(QKeyEvent *event)
{
    event->accept();
    const Qt::KeyboardModifiers modifiers = modifiersOf(event);
    if (modifiers == Qt::AltModifier) {
        if (!event->isAutoRepeat())
            Q_EMIT notePressed();
    } else if (modifiers == modifiersOf(m_sendKey)
               || (m_ctrlReturnSends && modifiers == Qt::ControlModifier)) {
        if (!event->isAutoRepeat())
            Q_EMIT sendPressed();
    } else {
        textCursor().insertBlock();
        ensureCursorVisible();
    }
}

bool MessageEdit::belongsToInputMethod(const QKeyEvent *event)
{
    if (m_isComposing) {
        switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Escape:
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Tab:
            return true;
        default:
            return false;
        }
    }
    const bool isTail =
        m_sinceComposition.isValid() && m_sinceComposition.elapsed() < CompositionTailMs;
    m_sinceComposition.invalidate();
    return isTail && isReturn(event);
}

void MessageEdit::inputMethodEvent(QInputMethodEvent *event)
{
    const bool wasComposing = m_isComposing;
    m_isComposing = !event->preeditString().isEmpty();
    if (wasComposing && !m_isComposing)
        m_sinceComposition.start();
    QPlainTextEdit::inputMethodEvent(event);
}

bool MessageEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() || hasAttachables(source);
}

void MessageEdit::insertFromMimeData(const QMimeData *source)
{
    const bool hasFiles = hasAttachables(source) && nameOfData(source).isEmpty();
    // Browsers offer the address of a picture as text.
    const bool isAddress = source->hasUrls() && !hasFiles;
    const bool hasBoth = source->hasText() && !isAddress && hasAttachables(source);
    if (hasFiles || (!hasBoth && hasAttachables(source))) {
        Q_EMIT attachablesReceived(source);
        return;
    }
    // Office programs offer a picture of every text.
    if (hasBoth && !m_pastesInline && m_officePaste != app::settings::OfficePaste::Text) {
        if (m_officePaste == app::settings::OfficePaste::Picture)
            Q_EMIT attachablesReceived(source);
        else
            askWhatToPaste(source);
        return;
    }
    insertText(source);
}

//! The source may be gone when the user has chosen: what it has is taken now.
void MessageEdit::askWhatToPaste(const QMimeData *source)
{
    const auto kept = std::make_shared<QMimeData>();
    kept->setText(source->text());
    const Attachables found = attachablesIn(source);
    if (found.image.isNull())
        kept->setData(found.mediaType, found.bytes);
    else
        kept->setImageData(found.image);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *text = menu->addAction(tr("Paste the text"));
    connect(text, &QAction::triggered, this, [this, kept] { insertText(kept.get()); });
    connect(menu->addAction(tr("Attach the picture")), &QAction::triggered, this,
            [this, kept] { Q_EMIT attachablesReceived(kept.get()); });
    menu->setActiveAction(text);
    menu->popup(viewport()->mapToGlobal(cursorRect().bottomLeft()));
}

void MessageEdit::insertText(const QMimeData *source)
{
    // Never as HTML, which could name files and servers.
    const QString text = source->text();
    if (isLongPaste(text)) {
        Q_EMIT longTextPasted(text);
        return;
    }
    insertPlainText(text);
    ensureCursorVisible();
}

bool MessageEdit::isLongPaste(const QString &text) const
{
    if (m_longPaste <= 0 || m_pastesInline)
        return false;
    return text.size() > m_longPaste || text.count(u'\n') >= LongPasteLines;
}

QMimeData *MessageEdit::createMimeDataFromSelection() const
{
    auto *text = new QMimeData; // Qt takes it
    text->setText(textCursor().selection().toPlainText());
    return text;
}

void MessageEdit::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    Q_EMIT focusChanged();
}

void MessageEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged();
}

} // namespace polylogue::ui::composer
