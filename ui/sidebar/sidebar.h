// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/chatlibrary.h"
#include "ui/sidebar/placeswitch.h"

#include <QWidget>

#include <memory>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::sidebar {

using app::conversation::ConversationId;
using app::conversation::MessageId;

//! \brief All chats: groups by day, folders, search, trash. Shows and changes the library; what is
//!        to be opened it tells.
//!
//! Accessible names: "New chat", "Chat", "Compare", "Search conversations", "Conversations",
//! "Settings".
class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme, \a library and \a store outlive this
    Sidebar(theme::Theme &theme, app::session::ChatLibrary &library, app::store::ChatStore &store,
            QWidget *parent = nullptr);
    ~Sidebar() override;

    void setCurrentChat(const ConversationId &chat); //!< marks its row; null for none
    void setPlace(Place place);
    void focusSearch();
    void search(const QString &text); //!< as if it were typed into the field
    void focusList();
    //! \brief The chat \a steps rows below the current one (negative: above); null at the ends.
    ConversationId neighbour(int steps) const;
    //! \brief Shows the search hit \a steps below the one shown last, as F3 and Shift+F3 do;
    //! nothing
    //!        where no search is open.
    void showHit(int steps);
    //! \brief The chat whose row is at \a position of this widget; null where there is none.
    //! \param row where that is, in this widget; may be nullptr
    ConversationId chatAt(const QPoint &position, QRect *row) const;
    void setModels(const QStringList &ids); //!< offered for a folder's new chats
    void setMayAnimate(bool mayAnimate); //!< false: the marks of running answers rest

    //! \brief What is folded; opaque, for the settings.
    QByteArray saveState() const;
    void restoreState(const QByteArray &state); //!< what cannot be read is ignored

Q_SIGNALS:
    void chatActivated(const polylogue::app::conversation::ConversationId &chat);
    //! A hit: the chat is to be shown at the message, what matches marked.
    void hitActivated(const polylogue::app::store::SearchHit &hit, const QStringList &words);
    void newChatRequested(const polylogue::app::store::FolderId &folder);
    void newTemporaryChatRequested();
    void placeChosen(polylogue::ui::sidebar::Place place);
    void newWindowRequested(const polylogue::app::conversation::ConversationId &chat);
    //! The chat is to be shown as lanes, and to become some where it is none.
    void comparisonRequested(const polylogue::app::conversation::ConversationId &chat);
    void exportRequested(const QList<polylogue::app::conversation::ConversationId> &chats);
    void settingsRequested();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::ui::sidebar
