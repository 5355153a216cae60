// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>
#include <QList>

#include <utility>

class QListView;
class QStandardItemModel;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

class MessageEdit;

//! \brief The prompts that a "/" in an empty message offers; goes by the keyboard of the text
//! field.
//!
//! Up and Down choose, Return and Tab take, Esc closes; what is typed after the slash filters.
class PromptPopup final : public QFrame
{
    Q_OBJECT

public:
    using Prompt = std::pair<QString, QString>; //!< name and text

    //! \param theme and \a edit outlive this
    //! \param anchor what it stands above; the first parent
    PromptPopup(theme::Theme &theme, MessageEdit &edit, QWidget *anchor);

    void setPrompts(const QList<Prompt> &prompts) { m_prompts = prompts; }

Q_SIGNALS:
    //! The slash and what was typed behind it have been taken out of the field.
    void chosen(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onTextChanged();
    void filter(const QString &typed);
    void place();
    bool onKey(int key);
    void choose();

    theme::Theme &m_theme;
    MessageEdit &m_edit;
    QWidget *m_anchor;
    QList<Prompt> m_prompts;
    QStandardItemModel *m_model; // child
    QListView *m_list;
    bool m_wasEmpty = true; // the field, before its last change
    bool m_isCompleting = false; // from a typed slash to the end of it
};

} // namespace polylogue::ui::composer
