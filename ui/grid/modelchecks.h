// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/modelinfo.h"

#include <QWidget>

class QLineEdit;
class QListWidget;

namespace polylogue::ui::grid {

//! \brief The models of the server, to be ticked; others can be typed.
class ModelChecks final : public QWidget
{
    Q_OBJECT

public:
    explicit ModelChecks(QWidget *parent = nullptr);

    //! \brief Keeps what is ticked. \param preferred ticked where nothing is yet
    void setModels(const QList<app::endpoint::ModelInfo> &models, const QString &preferred);
    QStringList checked() const;

Q_SIGNALS:
    void checkedChanged();

private:
    void add(const QString &id, const QString &name, bool isChecked);
    void filter(const QString &text);
    void addTyped();

    QLineEdit *m_filter = nullptr; // these are children
    QListWidget *m_list = nullptr;
};

} // namespace polylogue::ui::grid
