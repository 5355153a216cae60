// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pane/storenotice.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace polylogue::ui::pane {

namespace {

//! Why it failed, as one knows it from other programs; SQLite's own words where we know no better.
QString reasonOf(const app::base::Error &error)
{
    if (error.code == "SQLITE_FULL"_L1)
        return NoticeBar::tr("The disk is full.");
    if (error.code == "SQLITE_READONLY"_L1 || error.code == "SQLITE_PERM"_L1
        || error.code == "SQLITE_CANTOPEN"_L1)
        return NoticeBar::tr("The file or its folder may not be written.");
    if (error.code == "SQLITE_BUSY"_L1 || error.code == "SQLITE_LOCKED"_L1)
        return NoticeBar::tr("Another program is using the file.");
    if (error.code == "SQLITE_CORRUPT"_L1 || error.code == "SQLITE_NOTADB"_L1)
        return NoticeBar::tr("The file is damaged.");
    if (error.code == "SQLITE_IOERR"_L1)
        return NoticeBar::tr("The disk reports an error.");
    return error.detail;
}

} // namespace

std::optional<Notice> noticeOf(const app::store::StoreStatus &status)
{
    using Mode = app::store::StoreStatus::Mode;
    const QString file = status.error ? QDir::toNativeSeparators(status.error->subject) : QString();
    switch (status.mode) {
    case Mode::Opening:
        return {};
    case Mode::NewerSchema:
        return Notice{.text = NoticeBar::tr(
                          "Your chats were saved by a newer version of Polylogue. You can read "
                          "them here; what you write now is not saved."),
                      .isBad = true,
                      .isClosable = false};
    case Mode::ReadOnly:
        return Notice{
            .text = NoticeBar::tr(
                        "%1 cannot be written. You can read your chats; what you write now is kept "
                        "until the program ends.")
                        .arg(file),
            .isBad = true,
            .isClosable = false};
    case Mode::Unusable:
        return Notice{
            .text =
                NoticeBar::tr("%1 cannot be opened. %2 Nothing was deleted; what you write now is "
                              "kept until the program ends.")
                    .arg(file, status.error ? reasonOf(*status.error) : QString()),
            .action = NoticeBar::tr("Backups…"),
            .isBad = true,
            .isClosable = false};
    case Mode::Ready:
        break;
    }
    if (!status.error || status.unsaved == 0)
        return {};
    const QString waiting = status.unsaved == 1
        ? NoticeBar::tr("1 change waits to be saved.")
        : NoticeBar::tr("%1 changes wait to be saved.").arg(status.unsaved);
    return Notice{.text = NoticeBar::tr("%1 cannot be saved. %2 %3 It is tried again by itself.")
                              .arg(file, reasonOf(*status.error), waiting),
                  .isBad = true,
                  .isClosable = false};
}

Notice loadNotice(const app::base::Error &error)
{
    const QString reason = error.code == "SQLITE_CANTOPEN"_L1
        ? NoticeBar::tr("The file cannot be opened.")
        : reasonOf(error);
    return {.text = NoticeBar::tr("Messages of this chat cannot be read. %1 Nothing was deleted; "
                                  "what you write now is kept.")
                        .arg(reason),
            .action = NoticeBar::tr("Retry"),
            .isBad = true,
            .isClosable = false};
}

} // namespace polylogue::ui::pane
