// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/delivery.h"
#include "app/attachments/documentjob.h"
#include "app/base/error.h"
#include "app/conversation/message.h"
#include "app/endpoint/endpoint.h"
#include "app/endpoint/modelinfo.h"
#include "app/wire/chatrequest.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <memory>
#include <optional>

namespace polylogue::app::session {

//! \brief What is known of the files that a model takes: what the server's list of models or
//!        somebody else said, what the server's kind is known for, what it refused.
//! \param refusedFields LearnedDrops::fieldsFor()
attachments::Intake intakeOf(const endpoint::Endpoint &endpoint,
                             const endpoint::Capabilities &capabilities,
                             const QSet<QString> &refusedFields);

//! \brief What becomes of one of the user's files in a request.
struct FileUse
{
    qsizetype row = 0; //!< of its message
    qsizetype part = 0; //!< of its content
    std::optional<conversation::Rung> rung = {}; //!< not set: it does not go out
    bool isOver = false; //!< because its turns are over; else the model takes it in no form

    bool operator==(const FileUse &) const = default;
};

//! \return the files of \a messages, which are asked as they stand.
QList<FileUse> filesIn(const QList<conversation::Message> &messages,
                       const attachments::Intake &intake);

//! \return how the message's part remembers that (ImagePart::sentAs).
conversation::SentAs sentAs(const FileUse &file);

//! \brief \a messages with a note in the place of each of their \a files that does not go out. The
//!        note is for the model.
QList<conversation::Message> withoutUndelivered(const QList<conversation::Message> &messages,
                                                const QList<FileUse> &files);

//! \return why the last question cannot be asked: ErrorKind::PartRefused, "not_taken", with the
//!         name of a file that the model takes in no form as subject.
std::optional<base::Error> obstacleIn(const QList<conversation::Message> &messages,
                                      const attachments::Intake &intake);

//! \brief A document that goes on a lower rung than Native.
struct DocumentTask
{
    conversation::DocumentPart document = {};
    conversation::Rung rung = conversation::Rung::PageImages;

    bool operator==(const DocumentTask &) const = default;
};

QList<DocumentTask> documentTasks(const QList<conversation::Message> &messages,
                                  const attachments::Intake &intake);

//! \brief What became of them.
class PreparedDocuments
{
public:
    void insert(const DocumentTask &task, const attachments::DocumentContent &content);
    //! \return nullptr where nothing was made of it.
    const attachments::DocumentContent *find(const DocumentTask &task) const;

private:
    QHash<QString, attachments::DocumentContent> m_contents;
};

//! \brief The parts that \a document goes out as: a line that says what it is, and its pages.
QList<wire::ResolvedPart> partsOf(const conversation::DocumentPart &document,
                                  const attachments::DocumentContent &content);

//! \return the text that \a file goes out as: \a bytes between marks that name it, so that the
//! model
//!         can tell it from what the user wrote.
QString textOf(const conversation::TextFilePart &file, const QByteArray &bytes);

//! \brief Makes what a request needs of its documents, one after the other.
//!
//! Exactly one of finished() and failed(); destroying it before ends the work in silence.
class DocumentPreparation final : public QObject
{
    Q_OBJECT

public:
    //! \param documents outlives this
    DocumentPreparation(const QList<DocumentTask> &tasks, attachments::Documents &documents,
                        QObject *parent = nullptr);
    ~DocumentPreparation() override;

Q_SIGNALS:
    void progressed(const QString &fileName, int done, int total); //!< pages of that document
    void finished(const polylogue::app::session::PreparedDocuments &prepared);
    void failed(const polylogue::app::base::Error &error); //!< as DocumentJob

private:
    void next();

    QList<DocumentTask> m_tasks; // left
    attachments::Documents &m_documents;
    PreparedDocuments m_prepared;
    std::unique_ptr<attachments::DocumentJob> m_job;
};

} // namespace polylogue::app::session
