// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::shell {

//! \brief What stands in an empty chat: a greeting and four things to try.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    enum class Example { Question, Markdown, Image, Document };

    explicit EmptyState(theme::Theme &theme, QWidget *parent = nullptr);

    void setHeading(const QString &heading, const QString &explanation);

Q_SIGNALS:
    void exampleChosen(polylogue::ui::shell::EmptyState::Example example);

private:
    QPushButton *addExample(Example example, const QString &icon, const QString &text);
    void applyTheme();

    theme::Theme &m_theme;
    QLabel *m_heading = nullptr;
    QLabel *m_explanation = nullptr;
    QList<std::pair<QPushButton *, QString>> m_examples; // with the icon's name
};

} // namespace polylogue::ui::shell
