// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/endpoint/modelinfo.h"

#include <QList>
#include <QToolButton>

#include <memory>
#include <optional>

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

//! \brief A button that names the model and opens a list to choose from: filter as you type, any id
//!        may be typed in. Marks ("image", "PDF", "tools") only from the server's own catalogue
//!        and from what was found out, with the source in the tooltip. Accessible name "Model".
class ModelPicker final : public QToolButton
{
    Q_OBJECT

public:
    explicit ModelPicker(theme::Theme &theme, QWidget *parent = nullptr);
    ~ModelPicker() override;

    void setModels(const QList<app::endpoint::ModelInfo> &models);
    //! \brief Shown in the list where there are no models; manual ids still work.
    void setLoadError(const std::optional<app::base::Error> &error);
    void setLoading(bool loading);
    void setCurrentModel(const QString &id);
    QString currentModel() const;
    //! \return what is known of the current model.
    std::optional<app::endpoint::ModelInfo> currentInfo() const;
    void openList(); //!< Ctrl+L

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void modelChosen(const QString &id);
    void refreshRequested();
    //! What is known of \a model, and finding out more, is asked for.
    void capabilitiesRequested(const QString &model);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::ui::composer
