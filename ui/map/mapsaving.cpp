// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What of a map is written to files.

#include "app/embeddings/textexport.h"
#include "app/embeddings/textmapfile.h"
#include "app/embeddings/vectorexport.h"
#include "ui/map/mappage.h"
#include "ui/map/mapwindow.h"
#include "ui/plot/picture.h"
#include "ui/theme/theme.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::base::Status;
using app::embeddings::VectorFormat;

namespace {

//! Asks for a name and hands it to \a use, with \a suffix where it has none.
template <typename Use>
void askForName(QWidget *window, const QString &title, const QString &name, const QString &filters,
                const QString &suffix, const Use &use)
{
    auto *dialog = new QFileDialog(window, title, name, filters);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    QObject::connect(dialog, &QFileDialog::fileSelected, window, use);
    dialog->open();
}

VectorFormat formatOf(const QString &path)
{
    if (path.endsWith(".npy"_L1, Qt::CaseInsensitive))
        return VectorFormat::Npy;
    return path.endsWith(".jsonl"_L1, Qt::CaseInsensitive) ? VectorFormat::JsonLines
                                                           : VectorFormat::Csv;
}

} // namespace

void MapWindow::write(const std::function<Status()> &work, const QString &done)
{
    m_writing.waitForFinished();
    m_written = done;
    m_mapPage->showNote(tr("Saving"));
    m_writing.setFuture(QtConcurrent::run(work));
}

void MapWindow::savePicture()
{
    askForName(this, tr("Save picture"), m_map.title + u".png"_s,
               tr("PNG picture (*.png)") + u";;"_s + tr("SVG drawing (*.svg)"), u"png"_s,
               [this](const QString &path) {
                   write(
                       [path, plot = m_mapPage->plot(),
                        options = plot::PictureOptions{.isDark = m_services.theme.isDark()}] {
                           return plot::savePicture(path, plot, options);
                       },
                       tr("The picture is saved: %1").arg(QFileInfo(path).fileName()));
               });
}

void MapWindow::saveMap()
{
    askForName(this, tr("Save map"), m_map.title + u".map"_s, tr("Maps (*.map)"), u"map"_s,
               [this](const QString &path) {
                   m_map.clusters = m_mapPage->map().clusters;
                   write([path, map = m_map] { return app::embeddings::writeMap(path, map); },
                         tr("The map is saved: %1").arg(QFileInfo(path).fileName()));
               });
}

void MapWindow::exportVectors()
{
    askForName(this, tr("Export vectors"), m_map.title + u".csv"_s,
               tr("CSV with texts (*.csv)") + u";;"_s + tr("NumPy (*.npy)") + u";;"_s
                   + tr("JSON lines (*.jsonl)"),
               u"csv"_s, [this](const QString &path) {
                   write(
                       [path, map = m_map] {
                           return app::embeddings::writeVectors(path, formatOf(path), map.corpus,
                                                                *map.vectors);
                       },
                       tr("The vectors are saved: %1").arg(QFileInfo(path).fileName()));
               });
}

void MapWindow::exportSelection(const QList<qsizetype> &points)
{
    askForName(this, tr("Export texts"), m_map.title + u"-texts.csv"_s, tr("CSV (*.csv)"), u"csv"_s,
               [this, points](const QString &path) {
                   write(
                       [path, points, map = m_mapPage->map()] {
                           return app::embeddings::writeTexts(path, map, points);
                       },
                       tr("The texts are saved: %1").arg(QFileInfo(path).fileName()));
               });
}

} // namespace polylogue::ui::map
