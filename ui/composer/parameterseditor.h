// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/parameters.h"

#include <QToolButton>

#include <memory>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

//! \brief A button that names how many parameters are set and opens a panel with all of them, each
//!        "not set" or a value; streaming on, off or default; extra JSON checked while typing.
//!        Accessible name "Parameters".
class ParametersEditor final : public QToolButton
{
    Q_OBJECT

public:
    explicit ParametersEditor(theme::Theme &theme, QWidget *parent = nullptr);
    ~ParametersEditor() override;

    void setParameters(const app::endpoint::Parameters &parameters);
    app::endpoint::Parameters parameters() const;
    //! \brief What the server refused for this model: shown beside the field, with "send again".
    void setRefusedFields(const QStringList &fields);

Q_SIGNALS:
    void parametersChanged(const polylogue::app::endpoint::Parameters &parameters);
    void sendAgainRequested(const QString &field); //!< forget that it was refused

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::ui::composer
