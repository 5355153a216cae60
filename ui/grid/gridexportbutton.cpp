// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/gridexportbutton.h"

#include "ui/grid/gridwords.h"

#include <QFileDialog>
#include <QMenu>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace polylogue::ui::grid {

using app::grid::GridFormat;

GridExportButton::GridExportButton(app::grid::GridRunner &runner, QWidget *parent)
    : QPushButton(tr("Export"), parent)
    , m_runner(runner)
{
    auto *menu = new QMenu(this);
    const auto add = [this, menu](const QString &name, GridFormat format, const QString &ending) {
        connect(menu->addAction(name), &QAction::triggered, this,
                [this, format, ending] { choose(format, ending); });
    };
    add(tr("CSV, with all figures…"), GridFormat::Csv, u"csv"_s);
    add(tr("Markdown…"), GridFormat::Markdown, u"md"_s);
    add(tr("Web page…"), GridFormat::Html, u"html"_s);
    setMenu(menu);
    connect(&m_writing, &QFutureWatcher<app::base::Status>::finished, this, [this] {
        setEnabled(true);
        const app::base::Status written = m_writing.result();
        if (written)
            Q_EMIT exported(m_path);
        else
            Q_EMIT failed(written.error());
    });
}

void GridExportButton::choose(GridFormat format, const QString &ending)
{
    QString name = m_runner.run().title.simplified();
    name.replace(u'/', u'-');
    auto *dialog = new QFileDialog(window(), tr("Export the run"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile((name.isEmpty() ? tr("Grid run") : name) + u'.' + ending);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, format](const QString &path) { exportTo(path, format); });
    dialog->open();
}

void GridExportButton::exportTo(const QString &path, GridFormat format)
{
    m_path = path;
    setEnabled(false);
    m_writing.setFuture(QtConcurrent::run(
        [run = m_runner.run(), cells = m_runner.cells(), words = exportWords(), format, path] {
            return app::grid::exportGrid(run, cells, format, words, path);
        }));
}

} // namespace polylogue::ui::grid
