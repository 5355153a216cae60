// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/plot/plot.h"

#include <QList>
#include <QWidget>

class QToolButton;

namespace polylogue::ui::map {

//! \brief One switch for each series, or the scale of a number, and one for each shape that means
//!        something of its own; in as many lines as they need.
class Legend final : public QWidget
{
    Q_OBJECT

public:
    explicit Legend(QWidget *parent = nullptr);

    void showPlot(const plot::Plot &plot);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place(width, false); }
    QSize sizeHint() const override;

Q_SIGNALS:
    void toggled(int series, bool shown);
    void shapeToggled(int shape, bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    //! \return the height that \a width needs.
    int place(int width, bool moves) const;
    QToolButton *addSwitch(const plot::Series &series);
    void addPart(QWidget *part);

    QList<QWidget *> m_parts; // children
};

} // namespace polylogue::ui::map
