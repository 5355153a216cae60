// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMimeData>
#include <QWidget>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::shell {

//! \brief What dropping \a data would do, in words; told while the drag goes on.
struct DropAnnouncement
{
    QString title = {}; //!< "Attach 2 images and 1 PDF"
    QString refusal = {}; //!< what of it cannot be attached and why; empty for none
    bool isAcceptable = false;

    bool operator==(const DropAnnouncement &) const = default;
};

//! Judges by name only: nothing is read during a drag.
DropAnnouncement announceDrop(const QMimeData *data);

//! \brief Covers the whole window during a drag and says what will happen (ui/README.md).
class DropOverlay final : public QWidget
{
    Q_OBJECT

public:
    //! \param window is covered and watched for drags, those over its children too
    DropOverlay(theme::Theme &theme, QWidget *window);

Q_SIGNALS:
    void dropped(const QMimeData *data);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    theme::Theme &m_theme;
    DropAnnouncement m_announcement;
};

} // namespace polylogue::ui::shell
