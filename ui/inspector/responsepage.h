// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/inspector/inspectorpage.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::inspector {

class TextPane;

//! \brief An answer as it came: its events with their times, what they say together, the headers.
class ResponsePage final : public InspectorPage
{
    Q_OBJECT

public:
    explicit ResponsePage(theme::Theme &theme, QWidget *parent = nullptr);

    About about() const override { return About::Latest; }
    void show(const app::inspection::Inspection &inspection) override;
    void showNothing(const QString &words) override;

private:
    enum class View { Events, Assembled, Headers };

    void showView();
    void copy();

    QLabel *m_summary;
    QComboBox *m_view;
    QPushButton *m_copy;
    TextPane *m_text;
    app::inspection::ResponseReport m_report;
};

} // namespace polylogue::ui::inspector
