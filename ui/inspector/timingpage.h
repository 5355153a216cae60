// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/inspector/inspectorpage.h"

class QLabel;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::inspector {

class TimingPlot;

//! \brief Where the time of a call went.
class TimingPage final : public InspectorPage
{
    Q_OBJECT

public:
    explicit TimingPage(theme::Theme &theme, QWidget *parent = nullptr);

    About about() const override { return About::Latest; }
    void show(const app::inspection::Inspection &inspection) override;
    void showNothing(const QString &words) override;

private:
    QLabel *m_summary;
    TimingPlot *m_plot;
    QLabel *m_facts;
};

} // namespace polylogue::ui::inspector
