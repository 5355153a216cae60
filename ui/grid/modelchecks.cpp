// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/modelchecks.h"

#include "ui/models/modellistmodel.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace polylogue::ui::grid {

namespace {

constexpr int shownModels = 6;
constexpr int idRole = Qt::UserRole;

} // namespace

ModelChecks::ModelChecks(QWidget *parent)
    : QWidget(parent)
    , m_filter(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    m_filter->setPlaceholderText(tr("Filter, or type a model's name and press Enter"));
    m_filter->setAccessibleName(tr("Filter models"));
    m_filter->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Models to ask"));
    m_list->setUniformItemSizes(true);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(theme::Metrics::Unit / 2);
    rows->addWidget(m_filter);
    rows->addWidget(m_list);
    m_list->setFixedHeight(shownModels * (theme::Metrics::TargetMinimum + 4));
    connect(m_filter, &QLineEdit::textChanged, this, &ModelChecks::filter);
    connect(m_filter, &QLineEdit::returnPressed, this, &ModelChecks::addTyped);
    connect(m_list, &QListWidget::itemChanged, this, &ModelChecks::checkedChanged);
}

void ModelChecks::add(const QString &id, const QString &name, bool isChecked)
{
    auto *item = new QListWidgetItem(name, m_list);
    item->setData(idRole, id);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(isChecked ? Qt::Checked : Qt::Unchecked);
}

void ModelChecks::setModels(const QList<app::endpoint::ModelInfo> &models, const QString &preferred)
{
    QStringList ticked = checked();
    if (ticked.isEmpty() && !preferred.isEmpty())
        ticked = {preferred};
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        for (const app::endpoint::ModelInfo &model : models) {
            if (!models::isEmbeddingModel(model))
                add(model.id, model.name.isEmpty() ? model.id : model.name,
                    ticked.removeOne(model.id));
        }
        for (const QString &other : std::as_const(ticked))
            add(other, other, true);
        filter(m_filter->text());
    }
    Q_EMIT checkedChanged();
}

QStringList ModelChecks::checked() const
{
    QStringList ids;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            ids.append(m_list->item(row)->data(idRole).toString());
    }
    return ids;
}

void ModelChecks::filter(const QString &text)
{
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        item->setHidden(!item->text().contains(text.trimmed(), Qt::CaseInsensitive)
                        && item->checkState() != Qt::Checked);
    }
}

//! The one model that is left, or what was typed where there is none of that name.
void ModelChecks::addTyped()
{
    const QString typed = m_filter->text().trimmed();
    if (typed.isEmpty())
        return;
    const QList<QListWidgetItem *> found = m_list->findItems(typed, Qt::MatchContains);
    if (found.size() == 1)
        found.constFirst()->setCheckState(Qt::Checked);
    else if (m_list->findItems(typed, Qt::MatchFixedString).isEmpty())
        add(typed, typed, true);
    m_filter->clear();
    Q_EMIT checkedChanged();
}

} // namespace polylogue::ui::grid
