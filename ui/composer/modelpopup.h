// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/endpoint/modelinfo.h"
#include "ui/composer/popuppanel.h"

#include <optional>

class QLabel;
class QLineEdit;
class QListView;
class QModelIndex;
class QToolButton;

namespace polylogue::ui::models {
class ModelListModel;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::composer {

class ModelDelegate;

//! \brief The list that ModelPicker opens: a filter, the models, and how the list is doing.
class ModelPopup final : public PopupPanel
{
    Q_OBJECT

public:
    //! \param theme outlives this
    ModelPopup(theme::Theme &theme, QWidget *opener);

    void setModels(const QList<app::endpoint::ModelInfo> &models);
    const QList<app::endpoint::ModelInfo> &models() const;
    void setLoadError(const std::optional<app::base::Error> &error);
    void setLoading(bool loading);
    //! \brief Opens with an empty filter and \a current chosen.
    void openAt(const QString &current);

Q_SIGNALS:
    void chosen(const QString &id);
    void refreshRequested();
    void capabilitiesRequested(const QString &model);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void dress();
    void onFilterChanged(const QString &text);
    void selectRow(int row);
    void choose(const QModelIndex &index);
    void askAbout(const QModelIndex &index);
    void refreshStatus();

    theme::Theme &m_theme;
    models::ModelListModel *m_model;
    ModelDelegate *m_delegate;
    QLineEdit *m_filter;
    QListView *m_list;
    QLabel *m_status;
    QToolButton *m_capabilities;
    QToolButton *m_refresh;
    std::optional<app::base::Error> m_loadError;
    bool m_isLoading = false;
    QString m_current;
};

} // namespace polylogue::ui::composer
