// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

//! Templates whose variables are the columns of a table. {column} and {{column}} both stand for the
//! row's cell; any other double brace is a single one, as in Python's f-strings
//! (app/session/prompttemplate.h), so that JSON is written {{"answer": ...}}. A column's name may
//! have spaces.
namespace polylogue::app::grid {

//! \brief What a template asks of a table.
struct TemplateUse
{
    QStringList columns = {}; //!< that it names, in the order of the table
    QStringList unknown = {}; //!< variables that are no columns; they stay as they stand

    bool operator==(const TemplateUse &) const = default;
};

TemplateUse templateUse(const QString &text, const QStringList &columns);

//! \return \a text with the cells of \a row, which has one for each of \a columns; what stands in
//!         cells is not looked into.
QString filledTemplate(const QString &text, const QStringList &columns, const QStringList &row);

} // namespace polylogue::app::grid
