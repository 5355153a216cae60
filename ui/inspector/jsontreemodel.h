// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/json/jsonnode.h"
#include "app/schema/schema.h"
#include "ui/theme/theme.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>

namespace polylogue::ui::inspector {

//! \brief A JSON value as a tree of names and values; what does not fit a schema is marked.
class JsonTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        PointerRole = Qt::UserRole, //!< QString, RFC 6901
        ValueRole, //!< QString: a string's text, all else as JSON
    };

    explicit JsonTreeModel(theme::Theme &theme, QObject *parent = nullptr);
    ~JsonTreeModel() override;

    //! \param violations what they say is shown where they point to
    void setValue(const app::json::JsonNode &value,
                  const QList<app::schema::Violation> &violations);
    //! \return the place that \a pointer leads to; invalid where it leads nowhere.
    QModelIndex indexOf(const QString &pointer) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    struct Item;

    Item *itemOf(const QModelIndex &index) const;
    QString pointerOf(const Item &item) const;
    static QString shownValue(const app::json::JsonNode &node);

    theme::Theme &m_theme;
    app::json::JsonNode m_value;
    QHash<QString, QStringList> m_problems; // by pointer
    std::unique_ptr<Item> m_root; // above the value, which is its only child
};

//! \return what \a violation says, as a sentence without its place.
QString violationText(const app::schema::Violation &violation);

} // namespace polylogue::ui::inspector
