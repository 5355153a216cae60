// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/inspection/boundedtext.h"

#include <QPlainTextEdit>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::inspector {

//! \brief Foreign text to be read and selected: plain, of a bounded size, in the font of code.
class TextPane final : public QPlainTextEdit
{
    Q_OBJECT

public:
    TextPane(theme::Theme &theme, const QString &accessibleName, QWidget *parent = nullptr);

    //! \brief Shows \a text where it is another; stays where it is being read, at the end where
    //!        that was in view.
    void showText(const app::inspection::BoundedText &text);

private:
    app::inspection::BoundedText m_text;
};

} // namespace polylogue::ui::inspector
