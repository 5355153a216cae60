// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pane/savefile.h"

#include "app/base/newfile.h"
#include "ui/text/errortext.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

namespace polylogue::ui::pane {

namespace {

app::base::Status write(const QString &path, const QByteArray &bytes)
{
    using app::base::NewFile;
    NewFile file(QFileInfo(path).absolutePath());
    if (const auto opened = file.open(NewFile::Readers::AsUsual); !opened)
        return opened;
    if (const auto written = file.write(bytes); !written)
        return written;
    return file.keepAs(path);
}

void tell(const app::base::Error &error, QWidget *window)
{
    auto *box = new QMessageBox(window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(text::errorText(error).title);
    box->setInformativeText(error.detail);
    box->open();
}

} // namespace

void saveFile(const QString &title, const QString &name, const QByteArray &bytes, QWidget *window)
{
    auto *dialog = new QFileDialog(window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    QObject::connect(dialog, &QFileDialog::fileSelected, window,
                     [bytes, window](const QString &path) {
                         if (const auto written = write(path, bytes); !written)
                             tell(written.error(), window);
                     });
    dialog->open();
}

} // namespace polylogue::ui::pane
