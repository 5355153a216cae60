// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/modelinfo.h"
#include "app/store/chatrecord.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QFrame;
class QLabel;
class QLineEdit;
class QListView;
class QModelIndex;

namespace polylogue::ui::commands {
class CommandRegistry;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::shell {

class PaletteModel;

//! \brief Where the palette finds things, asked each time it opens, and where it hands a search to.
struct PaletteSources
{
    std::function<QList<app::store::ChatRecord>()> chats = {}; //!< in any order
    std::function<QList<app::endpoint::ModelInfo>()> models = {};
    std::function<QList<app::store::Prompt>()> prompts = {};
    //! Called once the palette has closed; without it, no search in messages is offered.
    std::function<void(const QString &text)> searchMessages = {};
};

//! \brief A field over the window that finds chats, commands, models and prompts by a few letters
//!        and goes there with Enter. What stands in messages it has searched elsewhere.
class Palette final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme and \a commands outlive this
    //! \param window is covered while the palette is open; its parent
    Palette(theme::Theme &theme, commands::CommandRegistry &commands, PaletteSources sources,
            QWidget *window);

    //! \param text what the field begins with: ">" for commands only, "@" models, "/" prompts,
    //!        "?" the text of messages
    void open(const QString &text = {});
    //! \brief Gives the focus back to where it was.
    void dismiss();

Q_SIGNALS:
    // One of these once the palette has closed.
    void chatChosen(const polylogue::app::conversation::ConversationId &chat);
    void commandChosen(const QString &id); //!< and its action has run
    void modelChosen(const QString &id);
    void promptChosen(const polylogue::app::store::PromptId &prompt);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void dress();
    void fill();
    void onQueryChanged(const QString &query);
    void layOut();
    bool onKey(int key);
    void goTo(int row);
    void choose(const QModelIndex &index);

    theme::Theme &m_theme;
    commands::CommandRegistry &m_commands;
    PaletteSources m_sources;
    PaletteModel *m_model; // this one and the widgets are children
    QFrame *m_panel = nullptr;
    QLabel *m_icon = nullptr;
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
    QPointer<QWidget> m_focusBefore;
};

} // namespace polylogue::ui::shell
