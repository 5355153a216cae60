// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What gets into a message besides text: dropped, pasted, chosen.

#include "ui/composer/attachables.h"
#include "ui/composer/chiprow.h"
#include "ui/composer/composer_p.h"
#include "ui/composer/folderscan.h"
#include "ui/composer/messageedit.h"
#include "ui/text/format.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

using app::attachments::Attachment;
using app::attachments::AttachmentId;

constexpr qsizetype LongestFolderName = 60;

Attachment emptyFolder(const QString &path)
{
    return {.id = AttachmentId::create(),
            .state = Attachment::State::Failed,
            .fileName = QFileInfo(path).fileName(),
            .error = app::base::Error{
                .kind = app::base::ErrorKind::File, .type = u"empty_folder"_s, .subject = path}};
}

} // namespace

bool Composer::canAttach(const QMimeData *mimeData)
{
    return hasAttachables(mimeData);
}

QString Composer::nameOfData(const QMimeData *mimeData)
{
    return composer::nameOfData(mimeData);
}

void Composer::attach(const QMimeData *mimeData)
{
    const Attachables found = attachablesIn(mimeData);
    if (!found.paths.isEmpty()) {
        attachFiles(found.paths);
        return;
    }
    if (found.isEmpty())
        return;
    const QString base =
        found.baseName.isEmpty() ? tr("Pasted %1").arg(++d->pastedImages) : found.baseName;
    if (!found.bytes.isEmpty())
        attachData(found.bytes, base + u'.' + found.fileSuffix);
    else
        d->chips->add(d->loader.addImage(found.image, base + ".png"_L1, d->pictureLimits));
}

void Composer::attachFiles(const QStringList &paths)
{
    QStringList folders;
    for (const QString &path : paths) {
        if (QFileInfo(path).isDir())
            folders.append(path);
        else
            d->chips->add(d->loader.addFile(path, d->pictureLimits));
    }
    if (!folders.isEmpty())
        d->lookInto(folders);
}

void Composer::attachData(const QByteArray &bytes, const QString &fileName)
{
    d->chips->add(d->loader.addData(bytes, fileName, d->pictureLimits));
}

void Composer::chooseFiles()
{
    auto *dialog = new QFileDialog(
        this, tr("Attach files"), {},
        tr("What can be attached (*.png *.jpg *.jpeg *.gif *.webp *.bmp *.tif *.tiff *.pdf *.txt "
           "*.md *.csv *.json *.xml *.html *.htm *.eml *.docx *.xlsx *.pptx *.odt *.ods *.odp);;"
           "All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &Composer::attachFiles);
    connect(dialog, &QFileDialog::finished, this, &Composer::focusText);
    dialog->open();
}

//! Another model, or another wish: what is here is made to fit that one.
void Composer::setPictureLimits(const app::attachments::PictureLimits &limits)
{
    const app::attachments::PictureLimits before = std::exchange(d->pictureLimits, limits);
    if (before == limits)
        return;
    const bool cleans = before.mayHaveMetadata && !limits.mayHaveMetadata;
    const QList<Attachment> attachments = d->chips->attachments();
    for (const Attachment &attachment : attachments) {
        const int longest = std::max(attachment.pixelSize.width(), attachment.pixelSize.height());
        const bool fits = longest <= limits.longestEdge && attachment.blob.size <= limits.bytes;
        if (attachment.isImage() && (attachment.isFitted || !fits || cleans))
            d->chips->replace(d->loader.refit(attachment, limits));
    }
}

void Composer::updateThumbnails()
{
    if (!d->thumbnails)
        return;
    const QList<Attachment> attachments = d->chips->attachments();
    d->isFilling = true; // no other content
    for (Attachment attachment : attachments) {
        if (attachment.state != Attachment::State::Ready || !attachment.thumbnail.isNull())
            continue;
        attachment.thumbnail = d->thumbnails(attachment.blob);
        if (!attachment.thumbnail.isNull())
            d->chips->replace(attachment);
    }
    d->isFilling = false;
}

//! A folder may be a whole disk: it is looked at elsewhere, and then asked about.
void Composer::Private::lookInto(const QStringList &folders)
{
    auto *watcher = new QFutureWatcher<FolderContent>(&q);
    QObject::connect(watcher, &QFutureWatcherBase::finished, &q, [this, watcher] {
        watcher->deleteLater();
        askAboutFolders(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run(contentOf, folders));
}

void Composer::Private::askAboutFolders(const FolderContent &content)
{
    const QString first = QFileInfo(content.folders.first()).fileName();
    if (content.files.isEmpty()) {
        chips->add(emptyFolder(content.folders.first()));
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, Composer::tr("Attach a folder"), {},
                                QMessageBox::NoButton, &q);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    const QString kinds = text::fileKindsText(content.kinds);
    box->setText(
        content.folders.size() == 1
            //: a folder's name, and what is in it: "2 images and 1 PDF"
            ? Composer::tr("“%1” holds %2.").arg(text::oneLine(first, LongestFolderName), kinds)
            : Composer::tr("The folders hold %1.").arg(kinds));
    QStringList more;
    if (content.hasMore)
        more << Composer::tr("Only the first %1 files are attached.")
                    .arg(text::count(content.files.size()));
    if (const qsizetype refused = content.kinds.refused.size(); refused > 0)
        more
            << (refused == 1
                    ? Composer::tr("1 other file cannot be attached.")
                    : Composer::tr("%1 other files cannot be attached.").arg(text::count(refused)));
    box->setInformativeText(more.join(u'\n'));
    const qsizetype number = content.files.size();
    QPushButton *accept =
        box->addButton(number == 1 ? Composer::tr("Attach 1 file")
                                   : Composer::tr("Attach %1 files").arg(text::count(number)),
                       QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(accept);
    QObject::connect(accept, &QPushButton::clicked, &q, [this, content] {
        for (const QString &file : content.files)
            chips->add(loader.addFile(file, pictureLimits));
        edit->setFocus();
    });
    box->open();
}

} // namespace polylogue::ui::composer
