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
    QString mediaType = {}; //!< of \a bytes
    QString fileSuffix = {}; //!< of \a bytes: "png", "pdf"...
    //! Of \a bytes or \a image, as the address that came along has it, without what stands behind
    //! the last dot; empty where there is none.
    QString baseName = {};
    QImage image = {}; //!< where there are neither paths nor bytes

    bool isEmpty() const { return paths.isEmpty() && bytes.isEmpty() && image.isNull(); }
};

//! \brief Reads \a data: local files first, then a file's own bytes, then a decoded picture. Looks
//!        at no file; web addresses are not fetched.
Attachables attachablesIn(const QMimeData *data);

//! \return whether attachablesIn() would find something, without copying any of it.
bool hasAttachables(const QMimeData *data);

//! \return a name that tells of what kind the data are that have no file: "x.png"; empty where
//!         attachablesIn() would find files, or nothing.
QString nameOfData(const QMimeData *data);

} // namespace polylogue::ui::composer
