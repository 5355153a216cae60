// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/inspector/inspectorpage.h"

class QLabel;
class QPushButton;
class QTableView;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::inspector {

class PartsModel;
class TextPane;

//! \brief The body of a request, its parts and what they weigh.
class RequestPage final : public InspectorPage
{
    Q_OBJECT

public:
    explicit RequestPage(theme::Theme &theme, QWidget *parent = nullptr);

    About about() const override { return About::Next; }
    void show(const app::inspection::Inspection &inspection) override;
    void showNothing(const QString &words) override;

private:
    void fitParts();

    QLabel *m_summary;
    QLabel *m_note;
    QPushButton *m_copy;
    PartsModel *m_model;
    QTableView *m_parts;
    TextPane *m_text;
    QString m_whole; // what Copy takes
};

} // namespace polylogue::ui::inspector
