// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/layoutdialog.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace polylogue::ui::map {

using app::embeddings::ClusterSetup;
using app::embeddings::LayoutSetup;
using app::projection::Metric;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize(540, 560);

//! A row with what it does below.
void addRow(QFormLayout *form, const QString &name, QWidget *field, const QString &explanation)
{
    field->setAccessibleName(name);
    field->setAccessibleDescription(explanation);
    auto *words = new QLabel(explanation);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    theme::setLook(words, theme::Look::Secondary);
    auto *cell = new QVBoxLayout;
    cell->setSpacing(2);
    cell->addWidget(field);
    cell->addWidget(words);
    form->addRow(name, cell);
}

} // namespace

LayoutDialog::LayoutDialog(const LayoutSetup &layout, const ClusterSetup &clustering,
                           QWidget *parent)
    : QDialog(parent)
    , m_method(new QComboBox)
    , m_neighbours(new QSpinBox)
    , m_distance(new QDoubleSpinBox)
    , m_metric(new QComboBox)
    , m_seed(new QSpinBox)
    , m_epochs(new QSpinBox)
    , m_clusters(new QComboBox)
    , m_smallest(new QSpinBox)
    , m_count(new QSpinBox)
{
    setWindowTitle(tr("Layout"));
    m_method->addItem(tr("UMAP"));
    m_method->addItem(tr("Principal components"));
    m_method->setCurrentIndex(layout.isQuick ? 1 : 0);
    m_neighbours->setRange(2, 200);
    m_neighbours->setValue(layout.umap.neighbours);
    m_distance->setRange(0, 0.99);
    m_distance->setSingleStep(0.05);
    m_distance->setValue(layout.umap.minimumDistance);
    m_metric->addItem(tr("Cosine"), int(Metric::Cosine));
    m_metric->addItem(tr("Euclidean"), int(Metric::Euclidean));
    m_metric->setCurrentIndex(m_metric->findData(int(layout.umap.metric)));
    m_seed->setRange(0, std::numeric_limits<int>::max());
    m_seed->setValue(int(layout.umap.seed));
    m_epochs->setRange(0, 10'000);
    m_epochs->setSpecialValueText(tr("as many as fit"));
    m_epochs->setValue(layout.umap.epochs);
    m_clusters->addItem(tr("Where points are dense (HDBSCAN)"), int(ClusterSetup::Method::Density));
    m_clusters->addItem(tr("A number of groups (k-means)"), int(ClusterSetup::Method::Means));
    m_clusters->addItem(tr("None"), int(ClusterSetup::Method::None));
    m_clusters->setCurrentIndex(m_clusters->findData(int(clustering.method)));
    m_smallest->setRange(0, 100'000);
    m_smallest->setSpecialValueText(tr("by the number of texts"));
    m_smallest->setValue(clustering.smallest);
    m_count->setRange(2, 100);
    m_count->setValue(clustering.count);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(Unit);
    addRow(form, tr("Method"), m_method,
           tr("UMAP keeps neighbours together. Principal components are a quick first look."));
    addRow(form, tr("Neighbours"), m_neighbours,
           tr("How many texts count as near: few show fine structure, many the whole."));
    addRow(form, tr("Least distance"), m_distance,
           tr("How closely points are packed: small makes tight groups."));
    addRow(form, tr("Metric"), m_metric,
           tr("Cosine looks at the direction of vectors and fits most embedding models."));
    addRow(form, tr("Seed"), m_seed, tr("The same seed gives the same map."));
    addRow(form, tr("Rounds"), m_epochs, tr("How often points are moved."));
    addRow(form, tr("Clusters"), m_clusters,
           tr("Dense groups leave stragglers out; a number of groups takes all texts in."));
    addRow(form, tr("Smallest cluster"), m_smallest, tr("Texts that a dense group has at least."));
    addRow(form, tr("Number of groups"), m_count, tr("For k-means."));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *apply = buttons->addButton(tr("Lay out"), QDialogButtonBox::AcceptRole);
    theme::setLook(apply, theme::Look::Primary);
    apply->setDefault(true);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(2 * Unit);
    // It fits small screens too.
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *choices = new QWidget(scroll);
    choices->setLayout(form);
    scroll->setWidget(choices);
    rows->addWidget(scroll, 1);
    rows->addWidget(buttons);
    resize(FirstSize);

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (QComboBox *box : {m_method, m_clusters})
        connect(box, &QComboBox::currentIndexChanged, this, &LayoutDialog::enableFields);
    enableFields();
}

void LayoutDialog::enableFields()
{
    const bool isUmap = m_method->currentIndex() == 0;
    for (QWidget *field :
         std::initializer_list<QWidget *>{m_neighbours, m_distance, m_metric, m_seed, m_epochs})
        field->setEnabled(isUmap);
    const auto method = clusterSetup().method;
    m_smallest->setEnabled(method == ClusterSetup::Method::Density);
    m_count->setEnabled(method == ClusterSetup::Method::Means);
}

LayoutSetup LayoutDialog::layoutSetup() const
{
    return {.umap = {.neighbours = m_neighbours->value(),
                     .minimumDistance = m_distance->value(),
                     .metric = Metric(m_metric->currentData().toInt()),
                     .seed = quint32(m_seed->value()),
                     .epochs = m_epochs->value()},
            .isQuick = m_method->currentIndex() == 1};
}

ClusterSetup LayoutDialog::clusterSetup() const
{
    return {.method = ClusterSetup::Method(m_clusters->currentData().toInt()),
            .smallest = m_smallest->value(),
            .count = m_count->value()};
}

} // namespace polylogue::ui::map
