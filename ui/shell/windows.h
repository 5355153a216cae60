// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/mainwindow.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace polylogue::ui::shell {

//! \brief All windows of the program. They show the same library, so one chat may stand in several.
class Windows final : public QObject
{
    Q_OBJECT

public:
    //! \param services outlive this
    explicit Windows(const Services &services, QObject *parent = nullptr);
    ~Windows() override;

    //! \brief Opens a window with \a chat; null: the one used last, or a new one.
    MainWindow &open(const app::conversation::ConversationId &chat = {});
    //! \brief Another start of the program: the window in use comes to the front, with \a files in
    //! a
    //!        new chat.
    void activate(const QStringList &files);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool mayEnd();
    void onAnswerFinished(const app::conversation::ConversationId &chat);

    Services m_services;
    std::vector<QPointer<MainWindow>> m_windows; // the one used last at the end
};

} // namespace polylogue::ui::shell
