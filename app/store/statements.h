// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/database.h"

#include <QList>

#include <optional>

namespace polylogue::app::store {

struct Statement
{
    QString sql = {};
    QVariantList values = {};
};

//! \brief Runs \a statements in their order until one fails.
base::Status runAll(Database &database, const QList<Statement> &statements);

//! \return the number that a statement gives; not set for NULL or no row.
base::Result<std::optional<qint64>> number(Database &database, const QString &sql,
                                           const QVariantList &values = {});

//! \return the first column of all rows.
base::Result<QList<qint64>> numbers(Database &database, const QString &sql,
                                    const QVariantList &values = {});

} // namespace polylogue::app::store
