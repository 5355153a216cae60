// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/store/search.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QListView;

namespace polylogue::app::store {
class ChatStore;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::sidebar {

class HitListModel;

//! \brief What a search found. Results come 60 ms after the last key; until then the former ones
//!        stay, so that nothing flickers.
class SearchPage final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme and \a store outlive this
    SearchPage(theme::Theme &theme, app::store::ChatStore &store, QWidget *parent = nullptr);

    //! \brief Asked for the title of each hit; none: what the store says.
    void setTitleProvider(std::function<QString(const app::store::SearchHit &)> titleOf)
    {
        m_titleOf = std::move(titleOf);
    }
    void search(const QString &typed); //!< blank: forgets what was found
    void focusResults(); //!< nothing where there are none
    //! \brief Shows the hit \a steps rows below the one shown last; nothing at the ends.
    void showHit(int steps);
    void removeChat(const app::conversation::ConversationId &chat);

Q_SIGNALS:
    void hitActivated(const polylogue::app::store::SearchHit &hit, const QStringList &words);
    void leftUpwards(); //!< Up on the first row
    void escaped();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void start();
    void onFound(const app::base::Result<QList<app::store::SearchHit>> &found);
    void showState(const QString &message);
    void activate(const QModelIndex &index);
    bool onKey(int key, Qt::KeyboardModifiers modifiers);

    app::store::ChatStore &m_store;
    std::function<QString(const app::store::SearchHit &)> m_titleOf;
    HitListModel *m_model;
    QListView *m_list;
    QLabel *m_unknown; // the filters that mean nothing
    QLabel *m_more; // that there are more
    QLabel *m_message; // in the place of the list
    QTimer m_pause;
    QString m_typed;
    app::store::SearchQuery m_query;
    int m_searches = 0; // what was asked before the last one is no longer wanted
};

} // namespace polylogue::ui::sidebar
