// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QToolButton>

#include <memory>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

//! \brief A button ("System prompt", or "System prompt · its first words") that opens a panel to
//!        write it. Accessible name "System prompt".
class SystemPromptEditor final : public QToolButton
{
    Q_OBJECT

public:
    explicit SystemPromptEditor(theme::Theme &theme, QWidget *parent = nullptr);
    ~SystemPromptEditor() override;

    void setPrompt(const QString &prompt);
    QString prompt() const;

Q_SIGNALS:
    void promptChanged(const QString &prompt); //!< on every keystroke

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::ui::composer
