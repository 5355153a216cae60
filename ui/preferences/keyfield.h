// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLineEdit>

class QAction;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::preferences {

//! \return the key in what people paste: without "Authorization:", "Bearer", quotes, spaces and
//!         line breaks around or within.
QString cleanedKey(const QString &pasted);

//! \brief A field for a secret: masked, with an eye to look at it, forgiving about what is pasted.
class KeyField final : public QLineEdit
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit KeyField(theme::Theme &theme, QWidget *parent = nullptr);

    QString key() const { return cleanedKey(text()); }

private:
    void setRevealed(bool revealed);

    theme::Theme &m_theme;
    QAction *m_eye = nullptr; // child
    bool m_isRevealed = false;
};

} // namespace polylogue::ui::preferences
