// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/inspection/inspection.h"

#include <QWidget>

#include <chrono>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::inspector {

//! \brief A step of a call, from one moment to another.
struct Phase
{
    QString name = {};
    std::chrono::milliseconds from = {};
    std::chrono::milliseconds to = {};
};

//! \return what is known of the steps of \a call, in their order; of a call that has ended, up to
//!         its end.
QList<Phase> phasesOf(const app::net::CallRecord &call, bool isRunning);

//! \brief The steps of a call as bars on one axis, and below them the tokens that had come.
class TimingPlot final : public QWidget
{
    Q_OBJECT

public:
    explicit TimingPlot(theme::Theme &theme, QWidget *parent = nullptr);

    void show(const app::inspection::Inspection &inspection);
    void clear();

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintPhases(QPainter &painter, const QRectF &area) const;
    void paintTokens(QPainter &painter, const QRectF &area) const;
    void describe();

    theme::Theme &m_theme;
    QList<Phase> m_phases;
    QList<app::inspection::TokenMark> m_tokens;
    bool m_areCounted = false;
};

} // namespace polylogue::ui::inspector
