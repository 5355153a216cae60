// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace polylogue::ui::calls {

//! \brief Places its items beside each other, and goes on in the next row where there is no room.
//!
//! Rows begin at the side where reading begins. An item that is wider than a row has one for itself
//! and is made as narrow as that.
class WrapLayout final : public QLayout
{
    Q_OBJECT

public:
    explicit WrapLayout(QWidget *parent = nullptr);
    ~WrapLayout() override;

    void addItem(QLayoutItem *item) override; //!< takes ownership
    int count() const override;
    QLayoutItem *itemAt(int index) const override; //!< nullptr behind the last
    QLayoutItem *takeAt(int index) override; //!< gives up ownership
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override; //!< the narrowest that shows each item
    QSize sizeHint() const override; //!< all in one row
    void setGeometry(const QRect &rect) override;

private:
    struct Place
    {
        QLayoutItem *item = nullptr;
        QRect rect = {};
    };

    //! \return where the items that are shown stand in \a rect, from left to right.
    std::vector<Place> places(const QRect &rect) const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace polylogue::ui::calls
