// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/mainwindow.h"
#include "ui/shell/notifier.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <vector>

namespace polylogue::ui::grid {
class GridWindow;
}

namespace polylogue::ui::shell {

//! \brief All windows of the program. They show the same library, so one chat may stand in several.
class Windows final : public QObject
{
    Q_OBJECT

public:
    //! \param services outlive this
    explicit Windows(const Services &services, QObject *parent = nullptr);
    ~Windows() override;

    //! \brief Opens a window with \a chat; null: with a new one.
    MainWindow &open(const app::conversation::ConversationId &chat = {});
    //! \brief Opens the first window with the chat used last. It is shown when the list of chats
    //!        is there, so that nothing jumps, or after a moment without.
    void openLast();
    //! \brief Another start of the program: the window in use comes to the front, with \a files
    //!        in a new chat.
    void activate(const QStringList &files);
    //! \brief The one window of grid runs, which go on whatever window is closed.
    void showGridRuns();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    MainWindow &make();
    void raise(MainWindow &window);
    app::conversation::ConversationId lastChat() const;
    void showChat(const app::conversation::ConversationId &chat);
    bool mayEnd();
    void onAnswerFinished(const app::conversation::ConversationId &chat,
                          const app::conversation::MessageId &answer);

    Services m_services;
    Notifier m_notifier;
    std::unique_ptr<grid::GridWindow> m_gridWindow; // made when first opened
    std::vector<QPointer<MainWindow>> m_windows; // the one used last at the end
};

} // namespace polylogue::ui::shell
