// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/picturelimits.h"
#include "app/base/error.h"
#include "app/base/id.h"
#include "app/conversation/contentpart.h"

#include <QImage>
#include <QList>
#include <QObject>
#include <QUrl>

#include <memory>
#include <optional>

namespace polylogue::app::store {
class BlobStore;
}

namespace polylogue::app::attachments {

class Documents;

using AttachmentId = base::Id<struct AttachmentTag>;

//! \brief A file on its way into a message: what its chip shows.
struct Attachment
{
    enum class State { Reading, Ready, Failed };

    AttachmentId id = {};
    State state = State::Reading;
    QString fileName = {};
    conversation::BlobRef blob = {}; //!< once Ready
    QSize pixelSize = {}; //!< images
    conversation::ImageDetail detail = conversation::ImageDetail::Auto; //!< images
    bool isFitted = false; //!< images: ImagePart::isFitted
    std::optional<conversation::ImageForm> otherForm = {}; //!< images: ImagePart::otherForm
    bool isCleaned =
        false; //!< images: what the file said of camera, place and the like was removed
    int pageCount = 0; //!< documents
    std::optional<bool> hasText = {}; //!< documents: false for a scan
    bool isEncrypted = false; //!< documents: opens only with a password
    conversation::DeliveryChoice delivery = {};
    QString sourceType = {}; //!< text files: TextFilePart::sourceType
    qint64 tokens = 0; //!< text files: estimated
    QImage thumbnail = {}; //!< at most 256 x 256
    std::optional<base::Error> error = {}; //!< for Failed

    bool isDocument() const { return blob.mediaType == QLatin1StringView("application/pdf"); }
    bool isText() const { return blob.mediaType == QLatin1StringView("text/plain"); }
    bool isImage() const { return blob.mediaType.startsWith(QLatin1StringView("image/")); }
};

//! \brief What the composer hands over when the user sends.
struct Draft
{
    QString text = {};
    QList<Attachment> attachments = {}; //!< all Ready where it is sent
    //! Of what was pasted rather than written: the text ends with it, each after a blank line. The
    //! composer shows such a text as one line.
    QList<qsizetype> pastedLengths = {};

    bool isEmpty() const { return text.trimmed().isEmpty() && attachments.isEmpty(); }
};

//! \return the attachment as a part of a message. \pre state is Ready
conversation::ContentPart contentPartOf(const Attachment &attachment);

//! \brief Chooses between a picture's original and fitted form; does nothing where there is one.
void switchForm(Attachment &attachment);

//! \return the part of a sent message as an attachment again, Ready, without a thumbnail; not set
//!         where \a part is no file.
std::optional<Attachment> attachmentOf(const conversation::ContentPart &part);

//! \brief Reads files and pasted data into the blob store and looks at them, off the GUI thread.
//!
//! Every add...() returns at once with an attachment in State::Reading and is followed by one
//! changed() with Ready or Failed, unless it is removed before.
class AttachmentLoader final : public QObject
{
    Q_OBJECT

public:
    //! \param blobs outlives this
    explicit AttachmentLoader(const store::BlobStore &blobs, QObject *parent = nullptr);
    ~AttachmentLoader() override;

    //! \brief A local file.
    Attachment addFile(const QString &path, const PictureLimits &limits = {});
    //! \brief Pasted or dropped bytes of a file, e.g. from a browser or mail program.
    Attachment addData(const QByteArray &bytes, const QString &fileName,
                       const PictureLimits &limits = {});
    //! \brief Bytes in a data URI, as a server sends them.
    Attachment addDataUri(const QString &uri, const QString &fileName);
    //! \brief A pasted picture; becomes PNG.
    Attachment addImage(const QImage &image, const QString &fileName,
                        const PictureLimits &limits = {});
    //! \brief Fits a picture that is Ready anew, out of its original.
    //! \return \a picture in State::Reading; as it was where there is nothing to do: it is no
    //! picture,
    //!         or the user chose the original.
    Attachment refit(const Attachment &picture, const PictureLimits &limits);
    void remove(const AttachmentId &id);

    //! \brief Where passwords of documents are kept once they fit; outlives this.
    void setDocuments(Documents *documents);
    Documents *documents() const; //!< nullptr for none
    //! \brief Reads a document again that needs a password ("password_needed", "wrong_password").
    //! \return \a attachment in State::Reading; changed() follows as after add...().
    Attachment unlock(const Attachment &attachment, const QString &password);

Q_SIGNALS:
    void changed(const polylogue::app::attachments::Attachment &attachment);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::attachments
