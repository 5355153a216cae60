// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

namespace polylogue::ui::preferences {
class KeyField;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::shell {

//! \brief Replaces the endpoint's key in one step: paste, Enter.
class KeyDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \param endpointName the profile the key is for
    //! \param place where the new key will be kept, a whole sentence
    //! \param theme outlives this
    KeyDialog(theme::Theme &theme, const QString &endpointName, const QString &place,
              QWidget *parent = nullptr);

    QString key() const; //!< cleaned of what gets pasted along

private:
    preferences::KeyField *m_field = nullptr;
};

} // namespace polylogue::ui::shell
