// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/settings/settings.h"

#include <QElapsedTimer>
#include <QPlainTextEdit>

namespace polylogue::ui::composer {

//! \brief The text of a message: plain text only, with the send keys of the settings, at peace with
//!        input methods.
class MessageEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit MessageEdit(QWidget *parent = nullptr);

    void setSendKey(app::settings::SendKey key) { m_sendKey = key; }
    //! \brief Whether Ctrl+Return sends besides the key of the settings.
    void setCtrlReturnSends(bool sends) { m_ctrlReturnSends = sends; }
    //! \brief From how many characters a paste is long; 0: none is.
    void setLongPaste(int characters) { m_longPaste = characters; }
    //! \brief What is pasted where the clipboard has text and a picture.
    void setOfficePaste(app::settings::OfficePaste paste) { m_officePaste = paste; }
    bool isComposing() const { return m_isComposing; } //!< an input method does
    //! \brief Replaces all text as one step that Ctrl+Z takes back.
    void replaceText(const QString &text);
    //! \return the height in pixels that shows all lines at the present width.
    int heightOfText() const;

Q_SIGNALS:
    void sendPressed();
    void notePressed(); //!< Alt+Enter
    void upPressedInEmptyText();
    //! Pasted or dropped into the text: files, or pictures that come without text.
    void attachablesReceived(const QMimeData *data);
    //! A long text was pasted; it is not in the field. Ctrl+Shift+V puts any text there.
    void longTextPasted(const QString &text);
    void focusChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    QMimeData *createMimeDataFromSelection() const override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool belongsToInputMethod(const QKeyEvent *event);
    void onReturn(QKeyEvent *event);
    bool isLongPaste(const QString &text) const;
    void askWhatToPaste(const QMimeData *source);
    void insertText(const QMimeData *source);

    app::settings::SendKey m_sendKey = app::settings::SendKey::Enter;
    bool m_ctrlReturnSends = false;
    int m_longPaste = 0;
    app::settings::OfficePaste m_officePaste = app::settings::OfficePaste::Text;
    bool m_pastesInline = false; // whatever its length
    bool m_isComposing = false;
    QElapsedTimer m_sinceComposition; // runs from its end until the Return that ended it
};

} // namespace polylogue::ui::composer
