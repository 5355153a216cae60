// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/transfer/importattachments.h"
#include "app/transfer/importfiles.h"
#include "app/transfer/importjob.h"
#include "app/transfer/jsonsplitter.h"

#include <QHash>

#include <optional>

namespace polylogue::app::transfer {

//! \brief Reads the documents of an import, each in whatever form it has.
//!
//! A conversation that cannot be read is a problem of the report; only what spoils the whole file
//! is an Error.
class ImportReader final
{
public:
    static constexpr qint64 MaximumText = 1024LL * 1024 * 1024; //!< bytes of all documents

    using Watch = std::function<bool(qint64 done, qint64 total)>;

    //! \param files, \a blobs outlive this
    ImportReader(const ImportFiles &files, const store::BlobStore &blobs, Watch goesOn);

    //! \param document one of \a files; empty: those that an archive holds
    base::Result<ImportedChats> read(const QString &document);

private:
    //! What is done with the next bytes; an empty view is the end.
    using BlockTaker = std::function<base::Status(QByteArrayView)>;

    QStringList documentsOfArchive() const;
    base::Status readDocument(const QString &name);
    base::Status readBlocks(const QString &name, const BlockTaker &take);
    base::Status readJson(const QString &name);
    base::Status readLines(const QString &name);
    base::Status takePiece(const JsonPiece &piece);
    void takeElement(const QByteArray &text);
    base::Status takeLine(const QByteArray &line);
    base::Status takeAttachment(const QByteArray &text);
    base::Status takeOwnChat(const QByteArray &text);
    base::Status takeHead(const QByteArray &key, const QByteArray &text);
    void add(const base::Result<store::WholeChat> &chat);
    void addProblem(const base::Error &error);

    const ImportFiles &m_files;
    Watch m_goesOn;
    ImportAttachments m_attachments;
    ImportedChats m_result;

    QString m_document; // that is being read
    qint64 m_bytes = 0; // of all documents so far
    qint64 m_total = 0;
    QHash<QByteArray, QByteArray> m_members; // of a top object, but for its large arrays
    QByteArrayList m_looseMessages; // entries of a request's "messages"
    std::optional<bool> m_isLoose = {}; // whether a top array is such a list
    qsizetype m_lineChat = -1; // of the result: the chat whose lines are read
};

} // namespace polylogue::app::transfer
