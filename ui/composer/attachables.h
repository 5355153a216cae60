// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>

class QMimeData;

namespace polylogue::ui::composer {

//! \brief What of a drop or paste could go into a message.
struct Attachables
{
    QStringList paths = {}; //!< local files and folders
    QByteArray bytes = {}; //!< of one file, where there are no paths
    QString fileSuffix = {}; //!< of \a bytes: "png", "pdf"...
    QImage image = {}; //!< where there are neither paths nor bytes

    bool isEmpty() const { return paths.isEmpty() && bytes.isEmpty() && image.isNull(); }
};

//! \brief Reads \a data: local files first, then a file's own bytes, then a decoded picture. Looks
//!        at no file; web addresses are not fetched.
Attachables attachablesIn(const QMimeData *data);

//! \return whether attachablesIn() would find something, without copying any of it.
bool hasAttachables(const QMimeData *data);

} // namespace polylogue::ui::composer
