// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/picturelimits.h"
#include "app/base/error.h"

#include <QImage>
#include <QObject>
#include <QSize>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace polylogue::app::attachments {

//! \brief What the decoder process is asked to do with one file (app/README.md).
struct DecodeRequest
{
    enum class Kind {
        Image, //!< an image, upright, scaled down to maximumSize
        Picture, //!< as Image, and the files that it can be sent as: clean, upright, within \a
                 //!< limits
        PdfInfo, //!< number of pages, whether there is text, whether a password is needed
        PdfPage, //!< page \a page as an image of at most maximumSize
        PdfText, //!< the text of all pages, at most maximumCharacters
        FileText, //!< the text of a text file, message, page or office document
    };

    Kind kind = Kind::Image;
    QString path = {};
    //! Device pixels. Images are only ever scaled down, pages are made to fit.
    QSize maximumSize = {512, 512};
    int page = 0; //!< from 0
    int maximumCharacters = 400'000;
    QString password = {};
    PictureLimits limits = {}; //!< Picture
};

//! \brief A picture as a file that can be sent.
struct PictureFile
{
    enum class Form : quint32 {
        Original, //!< all pixels
        Fitted, //!< within PictureLimits
    };

    Form form = Form::Original;
    QString mediaType = {};
    QSize pixelSize = {};
    QByteArray bytes = {}; //!< empty: the file as it came is that already

    bool operator==(const PictureFile &) const = default;
};

struct DecodeResult
{
    QString mediaType = {}; //!< by signature
    QImage image = {}; //!< Image, PdfPage
    QSize originalSize = {}; //!< Image: upright, before scaling; PdfPage: in points
    bool hasMetadata = false; //!< Image: carries EXIF or the like
    int pageCount = 0; //!< Pdf...
    std::optional<bool> hasText = {}; //!< Pdf...: false for scans
    //! PdfText: one per page, up to where it was truncated; FileText: what the text was read out of
    //! (TextFilePart::sourceType), and the text.
    QStringList pageTexts = {};
    bool isTruncated = false; //!< PdfText, FileText: there was more than maximumCharacters
    //! Picture: the original, unless it cannot be made, and the fitted form where it is another.
    QList<PictureFile> files = {};
};

//! \brief One file decoded by one short-lived helper process that can reach nothing else.
//!
//! Starts when control returns to the event loop; at most as many processes at once as there are
//! processors, the rest wait (counted for each thread). Exactly one signal, in whose slot the job
//! may be destroyed; destroying it before kills the process in silence and without waiting.
//!
//! Limits (app/README.md): images 2 s of processor time and 150 MiB of pixels, PDF 10 s and 512
//! MiB; by the clock, three times as long.
class DecodeJob final : public QObject
{
    Q_OBJECT

public:
    explicit DecodeJob(const DecodeRequest &request, QObject *parent = nullptr);
    ~DecodeJob() override;

Q_SIGNALS:
    void finished(const polylogue::app::attachments::DecodeResult &result);
    //! ErrorKind::File, type: "not_supported", "damaged", "too_large", "password_needed",
    //! "wrong_password", "no_pages", "timeout", "crashed", what base::openRegularFile() says;
    //! "helper_missing" where polylogue-decoder does not stand beside the program, "no_sandbox"
    //! where the system does not let it lock itself in.
    void failed(const polylogue::app::base::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

//! \return the path of polylogue-decoder: beside the program, in ../libexec, or what the
//!         environment variable POLYLOGUE_DECODER names (tests).
QString decoderProgram();

} // namespace polylogue::app::attachments
