// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

class QLineEdit;

namespace polylogue::ui::map {

//! \brief Lets clusters be called something else.
class ClusterNamesDialog final : public QDialog
{
    Q_OBJECT

public:
    ClusterNamesDialog(const QStringList &names, QWidget *parent);

    //! \return as many as there were; those that were emptied as they were.
    QStringList names() const;

private:
    QStringList m_before;
    QList<QLineEdit *> m_fields; // children
};

} // namespace polylogue::ui::map
