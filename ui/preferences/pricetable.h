// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/settings/settings.h"

#include <QList>
#include <QWidget>

class QGridLayout;
class QLineEdit;
class QPushButton;
class QStringListModel;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::preferences {

//! \brief Models and what they cost, a line each, to be edited in place.
class PriceTable final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme outlives this
    explicit PriceTable(theme::Theme &theme, QWidget *parent = nullptr);

    //! \brief Shows \a prices; nothing happens where they are what is shown.
    void setPrices(const QList<app::settings::ModelPrice> &prices);
    //! \return the lines that name a model; what is no amount counts as 0.
    QList<app::settings::ModelPrice> prices() const;
    void setKnownModels(const QStringList &models); //!< offered while a name is typed

Q_SIGNALS:
    void edited();

private:
    struct Line
    {
        QLineEdit *model = nullptr;
        QLineEdit *input = nullptr;
        QLineEdit *cached = nullptr; // empty: as other input
        QLineEdit *output = nullptr;
        QPushButton *remove = nullptr;
    };

    void addLine(const app::settings::ModelPrice &price);
    void removeLine(const QPushButton *remove);
    void clear();
    QLineEdit *makeAmount(std::optional<double> value, const QString &name);

    theme::Theme &m_theme;
    QStringListModel *m_models; // these are children
    QGridLayout *m_grid;
    QList<Line> m_lines;
    int m_nextRow = 1; // of the grid; below the headings
};

} // namespace polylogue::ui::preferences
