// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What can be done with the texts that are selected on a map, and with its clusters.

#include "app/tables/csvwriter.h"
#include "ui/map/mappage.h"
#include "ui/map/plotwidget.h"
#include "ui/theme/theme.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::embeddings::CorpusText;
using theme::Metrics::Unit;

void MapPage::exportChosen()
{
    QString csv = app::tables::csvRecord({u"text"_s, u"label"_s, u"title"_s, u"source"_s,
                                          u"cluster"_s, u"x"_s, u"y"_s})
        + u'\n';
    const QList<qsizetype> points = chosenPoints();
    for (const qsizetype point : points) {
        const CorpusText &text = m_map.corpus.at(point);
        QStringList cells{text.text, text.label, text.title, text.source};
        const auto row = size_t(point);
        cells << (row < m_map.clusters.of.ofRow.size()
                      ? m_map.clusters.names.value(m_map.clusters.of.ofRow[row])
                      : QString());
        const bool isSomewhere =
            row < m_map.positions.size() && std::isfinite(m_map.positions[row].x);
        cells << (isSomewhere ? QString::number(double(m_map.positions[row].x)) : QString())
              << (isSomewhere ? QString::number(double(m_map.positions[row].y)) : QString());
        csv += app::tables::csvRecord(cells) + u'\n';
    }
    Q_EMIT selectionExported(csv.toUtf8());
}

void MapPage::renameClusters()
{
    auto *dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename clusters"));
    auto *names = new QWidget(dialog);
    auto *form = new QFormLayout(names);
    QList<QLineEdit *> fields;
    for (int cluster = 0; cluster < m_map.clusters.of.count; ++cluster) {
        auto *field = new QLineEdit(m_map.clusters.names.value(cluster), names);
        field->setAccessibleName(tr("Name of cluster %1").arg(cluster + 1));
        form->addRow(QString::number(cluster + 1), field);
        fields.append(field);
    }
    auto *scroll = new QScrollArea(dialog);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(names);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    auto *rows = new QVBoxLayout(dialog);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->addWidget(scroll, 1);
    rows->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this, [this, fields] {
        for (int cluster = 0; cluster < fields.size(); ++cluster) {
            const QString name = fields.at(cluster)->text().simplified();
            if (!name.isEmpty())
                m_map.clusters.names[cluster] = name;
        }
        setMap(m_map);
    });
    dialog->resize(420, 400);
    dialog->open();
}

} // namespace polylogue::ui::map
