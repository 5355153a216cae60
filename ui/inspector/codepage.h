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

//! \brief A request as a program.
class CodePage final : public InspectorPage
{
    Q_OBJECT

public:
    explicit CodePage(theme::Theme &theme, QWidget *parent = nullptr);

    About about() const override { return About::Next; }
    app::snippets::Language language() const;
    void show(const app::inspection::Inspection &inspection) override;
    void showNothing(const QString &words) override;

Q_SIGNALS:
    void languageChanged();

private:
    QComboBox *m_language;
    QPushButton *m_copy;
    QPushButton *m_save;
    QLabel *m_note;
    TextPane *m_text;
    QString m_code;
};

} // namespace polylogue::ui::inspector
