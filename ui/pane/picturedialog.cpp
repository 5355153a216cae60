// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pane/picturedialog.h"

#include "app/attachments/decodejob.h"
#include "ui/pane/savefile.h"
#include "ui/text/errortext.h"
#include "ui/viewer/pageview.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFile>
#include <QGuiApplication>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::pane {

using app::attachments::DecodeJob;
using app::conversation::BlobRef;
using transcript::PictureAction;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::pane::PictureDialog)
};

constexpr QSize LargestPicture(4096, 4096); // as much as is decoded of any
constexpr QSize FirstSize(760, 700);

QByteArray bytesOf(const BlobRef &picture, const app::store::BlobStore &blobs)
{
    QFile file(blobs.path(picture));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tell(const app::base::Error &error, QWidget *window)
{
    auto *box = new QMessageBox(window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(text::errorText(error).title);
    box->open();
}

void save(const BlobRef &picture, const app::store::BlobStore &blobs, QWidget *window)
{
    const QString suffix = picture.mediaType.section(u'/', 1);
    const QString name = Words::tr("Picture") + u'.' + (suffix == "jpeg"_L1 ? u"jpg"_s : suffix);
    const QByteArray bytes = bytesOf(picture, blobs);
    if (bytes.isEmpty())
        tell({.kind = app::base::ErrorKind::File, .type = u"blob_missing"_s, .subject = name},
             window);
    else
        saveFile(Words::tr("Save the picture"), name, bytes, window);
}

//! The file as it is beside the image: programs that know the format lose nothing.
void copy(const BlobRef &picture, const app::store::BlobStore &blobs, QWidget *window)
{
    auto *job = new DecodeJob({.path = blobs.path(picture), .maximumSize = LargestPicture}, window);
    QObject::connect(job, &DecodeJob::finished, window,
                     [picture, &blobs, job](const app::attachments::DecodeResult &result) {
                         job->deleteLater();
                         auto *data = new QMimeData;
                         data->setImageData(result.image);
                         data->setData(picture.mediaType, bytesOf(picture, blobs));
                         QGuiApplication::clipboard()->setMimeData(data);
                     });
    QObject::connect(job, &DecodeJob::failed, window, [window, job](const app::base::Error &error) {
        job->deleteLater();
        tell(error, window);
    });
}

void open(const BlobRef &picture, const app::store::BlobStore &blobs, theme::Theme &theme,
          QWidget *window)
{
    auto *dialog = new QDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Words::tr("Picture"));
    dialog->resize(FirstSize.boundedTo(dialog->screen()->availableSize() * 0.9));
    auto *view = new viewer::PageView(theme, dialog);
    view->setAccessibleName(Words::tr("Picture"));
    view->setPages({viewer::PageSource{.request = {.path = blobs.path(picture)},
                                       .label = Words::tr("Picture")}});
    auto *column = new QVBoxLayout(dialog);
    column->addWidget(view, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    const auto add = [&](const QString &label, PictureAction action) {
        QPushButton *button = buttons->addButton(label, QDialogButtonBox::ActionRole);
        QObject::connect(button, &QPushButton::clicked, dialog, [=, &blobs, &theme] {
            doWithPicture(action, picture, blobs, theme, dialog);
        });
    };
    add(Words::tr("Copy image"), PictureAction::Copy);
    add(Words::tr("Save image as…"), PictureAction::Save);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    column->addWidget(buttons);
    view->setFocus(); // its keys zoom and scroll
    dialog->open();
}

} // namespace

void doWithPicture(PictureAction action, const BlobRef &picture, const app::store::BlobStore &blobs,
                   theme::Theme &theme, QWidget *window)
{
    switch (action) {
    case PictureAction::Open:
        open(picture, blobs, theme, window);
        return;
    case PictureAction::Copy:
        copy(picture, blobs, window);
        return;
    case PictureAction::Save:
        save(picture, blobs, window);
        return;
    }
}

} // namespace polylogue::ui::pane
