// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"

#include <QList>
#include <QScrollArea>

#include <memory>

class QSplitter;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::compare {

class LaneView;

//! \brief The lanes beside each other; where there is no room for all it scrolls. One may fill it,
//!        one or more may stand in windows of their own.
class LaneStrip final : public QScrollArea
{
    Q_OBJECT

public:
    explicit LaneStrip(QWidget *parent = nullptr);
    ~LaneStrip() override;

    //! \brief Shows \a lanes in this order and owns them; what was here before and is not among
    //!        them goes.
    void setLanes(const QList<LaneView *> &lanes);
    const QList<LaneView *> &lanes() const { return m_lanes; }
    LaneView *maximised() const { return m_maximised; }
    void toggleMaximised(LaneView *lane);
    void togglePoppedOut(LaneView *lane);
    //! \brief Scrolls so that \a lane is seen, or brings its window to the front.
    void reveal(LaneView *lane);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void takeBack(LaneView *lane);
    void showThose();

    QSplitter *m_splitter = nullptr;
    QList<LaneView *> m_lanes;
    LaneView *m_maximised = nullptr;
    QHash<QWidget *, LaneView *> m_windows; // by their window
};

} // namespace polylogue::ui::compare
