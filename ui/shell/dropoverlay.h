// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/conversation.h"

#include <QMimeData>
#include <QWidget>

#include <functional>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::shell {

//! \brief Where in the window a drop would go.
struct DropTarget
{
    //! The chat that is shown, where it is null; else one of the list, which would be opened.
    app::conversation::ConversationId chat = {};
    QString title = {}; //!< of the chat; empty: a new one
    QRect area = {}; //!< in the window
    QRect words = {}; //!< where in the window there is room to say it

    bool operator==(const DropTarget &) const = default;
};

//! \brief What dropping \a data would do, in words; told while the drag goes on.
struct DropAnnouncement
{
    QString title = {}; //!< "Attach 2 images and 1 PDF to “Budget”"
    QString refusal = {}; //!< what of it cannot be attached and why; empty for none
    bool isAcceptable = false;

    bool operator==(const DropAnnouncement &) const = default;
};

//! Judges by name only: nothing is read during a drag.
DropAnnouncement announceDrop(const QMimeData *data, const DropTarget &target = {});

//! \brief Covers the whole window during a drag and says what will happen (ui/README.md).
class DropOverlay final : public QWidget
{
    Q_OBJECT

public:
    using TargetFinder = std::function<DropTarget(const QPoint &inWindow)>;

    //! \param window is covered and watched for drags, those over its children too
    DropOverlay(theme::Theme &theme, QWidget *window);

    void setTargetFinder(TargetFinder finder) { m_finder = std::move(finder); }

Q_SIGNALS:
    void dropped(const QMimeData *data, const polylogue::ui::shell::DropTarget &target);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void announce(const QMimeData *dragged, const QPoint &position);
    void paintTarget(QPainter &painter) const;
    void paintWords(QPainter &painter) const;

    theme::Theme &m_theme;
    TargetFinder m_finder;
    DropTarget m_target;
    DropAnnouncement m_announcement;
};

} // namespace polylogue::ui::shell
