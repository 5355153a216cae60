// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/clusternamesdialog.h"

#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace polylogue::ui::map {

using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize(420, 400);

} // namespace

ClusterNamesDialog::ClusterNamesDialog(const QStringList &names, QWidget *parent)
    : QDialog(parent)
    , m_before(names)
{
    setWindowTitle(tr("Rename clusters"));
    auto *list = new QWidget(this);
    auto *form = new QFormLayout(list);
    for (const QString &name : names) {
        const int number = int(m_fields.size()) + 1;
        auto *field = new QLineEdit(name, list);
        field->setAccessibleName(tr("Name of cluster %1").arg(number));
        form->addRow(QString::number(number), field);
        m_fields.append(field);
    }
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(list);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->addWidget(scroll, 1);
    rows->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    resize(FirstSize);
}

QStringList ClusterNamesDialog::names() const
{
    QStringList names;
    for (qsizetype i = 0; i < m_fields.size(); ++i) {
        const QString name = m_fields.at(i)->text().simplified();
        names.append(name.isEmpty() ? m_before.at(i) : name);
    }
    return names;
}

} // namespace polylogue::ui::map
