// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/shell/fuzzymatch.h"

#include <QAbstractListModel>
#include <QList>

#include <vector>

namespace polylogue::ui::shell {

//! \brief Something that the palette finds.
struct PaletteItem
{
    enum class Kind {
        Chat,
        Command,
        Model,
        Prompt,
        Messages //!< the search in messages for what is typed; without a text of its own
    };

    Kind kind = Kind::Chat;
    QString id = {};
    QString text = {}; //!< foreign text, in one line
    QString detail = {}; //!< a shortcut, a day, an owner; not searched

    bool operator==(const PaletteItem &) const = default;
};

//! \brief The palette's rows: a heading for each kind of item and, below it, those that match what
//!        was typed, the best first.
//!
//! What begins with > looks among commands only, with @ among models, with / among prompts; what
//! begins with ? is for the search in messages.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IsHeadingRole = Qt::UserRole, //!< bool: no row to choose
        KindRole, //!< int of PaletteItem::Kind
        IdRole, //!< QString; of the search: what is looked for
        DetailRole, //!< QString
        MatchRole, //!< QList<qsizetype>: which characters were typed
    };

    using QAbstractListModel::QAbstractListModel;

    //! \param items of each kind in the order of an empty query
    void setItems(const QList<PaletteItem> &items);
    void setQuery(const QString &query);
    //! \return the row to choose that is \a steps such rows from \a row, or the last on the way;
    //!         -1 where there is none.
    int step(int row, int steps) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        qsizetype item = -1; // into m_items; -1: a heading or a remark
        QString text = {}; // of a heading
        QList<qsizetype> match = {};
    };
    struct Section;

    void rebuild();
    Section findIn(PaletteItem::Kind kind, const FuzzyPattern &pattern, qsizetype limit) const;
    Section offerSearch() const;
    QString textOf(const PaletteItem &item) const;

    QList<PaletteItem> m_items;
    std::vector<FuzzyText> m_texts; // of each item
    QString m_query;
    QString m_wanted; // m_query without what names a kind
    QList<Row> m_rows;
};

} // namespace polylogue::ui::shell
