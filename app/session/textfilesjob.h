// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/embeddings/textfiles.h"

#include <QObject>

#include <memory>

namespace polylogue::app::session {

//! \brief A file that cannot be read, or of which something is missing.
struct UnreadFile
{
    QString name = {};
    base::Error error = {}; //!< as DecodeJob::failed() and readTextFile(); "no_text": a scan;
                            //!< "truncated": it is there, but has more text than can be read
};

//! \brief Reads the text files and PDF documents of a folder, or one of them.
//!
//! PDF documents are read by the decoder process, one after the other, everything else in a thread.
//! Starts when control returns to the event loop. Exactly one of finished() and failed();
//! destroying it before ends the work in silence.
class TextFilesJob final : public QObject
{
    Q_OBJECT

public:
    //! \param path of a folder or a file
    explicit TextFilesJob(const QString &path, QObject *parent = nullptr);
    ~TextFilesJob() override;

Q_SIGNALS:
    void progressed(qsizetype done, qsizetype total); //!< files
    //! \param files in the order of their names; at least one
    void finished(const QList<polylogue::app::embeddings::TextFile> &files,
                  const QList<polylogue::app::session::UnreadFile> &unread);
    //! As embeddings::textFilesBelow(); where nothing could be read why the first could not.
    void failed(const polylogue::app::base::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::session
