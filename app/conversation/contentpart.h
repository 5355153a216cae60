// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QDebug>
#include <QList>
#include <QSize>
#include <QString>

#include <optional>
#include <variant>

namespace polylogue::app::conversation {

//! \brief A file's bytes, named by their SHA-256 (32 raw bytes); app/store knows where they lie.
struct BlobRef
{
    QByteArray sha256 = {};
    QString mediaType = {}; //!< by signature, e.g. "image/png", "application/pdf"
    qint64 size = 0; //!< bytes

    bool operator==(const BlobRef &) const = default;
};

//! \brief Members of the server's JSON that we do not understand but must send back unchanged.
//!
//! Thought signatures and the like (app/wire/README.md): only ever sent to \a origin, which made
//! them.
struct OpaqueMembers
{
    QString origin = {}; //!< scheme://host:port of the server that sent them
    QByteArray json = {}; //!< one JSON object, UTF-8; empty for none

    bool isEmpty() const { return json.isEmpty(); }
    bool operator==(const OpaqueMembers &) const = default;
};

struct TextPart
{
    QString text = {};

    bool operator==(const TextPart &) const = default;
};

//! \brief What a model thought aloud before it answered; not part of the answer.
struct ReasoningPart
{
    QString text = {};
    QString field = {}; //!< the JSON name it came under ("reasoning_content"), "" for think tags
    OpaqueMembers opaque = {};

    bool operator==(const ReasoningPart &) const = default;
};

//! \brief How closely a model is to look at an image (OpenAI's image_url.detail).
enum class ImageDetail { Auto, Low, High };

//! \brief The ways a file can go to a model, best first (app/README.md, The ladder).
enum class Rung {
    Native, //!< as it is: an image part, a file part
    PageImages, //!< a picture of each page
    Text, //!< the text that the document holds
    RecognizedText, //!< the text that a program read from pictures of the pages
};

//! \brief What became of a file in the newest request that its message was part of.
enum class SentAs {
    Native,
    PageImages,
    Text,
    RecognizedText,
    Nothing, //!< a note for the model went in its place
};

//! \brief What the user chose of how and how long a file goes out.
struct DeliveryChoice
{
    std::optional<Rung> rung = {}; //!< not set: the best one that the model takes
    QString pages = {}; //!< documents: "1-3, 7", counted from 1; empty: all
    int turns = 0; //!< in so many requests, its own included; 0: in all that follow

    bool operator==(const DeliveryChoice &) const = default;
};

//! \brief A picture as one file: how it was, or made smaller for a model.
struct ImageForm
{
    BlobRef blob = {};
    QSize pixelSize = {};

    bool operator==(const ImageForm &) const = default;
};

struct ImagePart
{
    BlobRef blob = {}; //!< PNG, JPEG, GIF or WebP; what is sent
    QString fileName = {};
    QSize pixelSize = {};
    ImageDetail detail = ImageDetail::Auto;
    DeliveryChoice delivery = {};
    std::optional<SentAs> sentAs = {}; //!< not set: not sent yet
    bool isFitted = false; //!< \a blob is smaller than the original
    //! Where there are two forms, the one that is not sent: the original where \a isFitted, else
    //! the fitted one. Kept so that the choice can be changed.
    std::optional<ImageForm> otherForm = {};

    bool operator==(const ImagePart &) const = default;
};

struct DocumentPart
{
    BlobRef blob = {}; //!< application/pdf
    QString fileName = {};
    int pageCount = 0;
    std::optional<bool> hasText = {}; //!< false: pictures of pages only, a scan; not set: not known
    bool isEncrypted = false; //!< opens only with a password, which is kept in memory alone
    DeliveryChoice delivery = {};
    std::optional<SentAs> sentAs = {};

    bool operator==(const DocumentPart &) const = default;
};

//! \brief A file that goes out as text: its own, or what could be read out of it.
struct TextFilePart
{
    BlobRef blob = {}; //!< text/plain, UTF-8: what is sent
    QString fileName = {};
    //! Of the file that the text was read out of ("message/rfc822", "text/html",
    //! "application/vnd.oasis.opendocument.text"...); "text/plain" where it is the file's own.
    QString sourceType = {};
    qint64 tokens = 0; //!< estimated
    DeliveryChoice delivery = {}; //!< how long; it has one form only
    std::optional<SentAs> sentAs = {};

    bool operator==(const TextFilePart &) const = default;
};

//! \brief A function that the model wants called.
struct ToolCallPart
{
    QString id = {};
    QString name = {};
    QString arguments = {}; //!< a JSON object as text; may be cut short where the answer broke off
    OpaqueMembers opaque = {};

    bool operator==(const ToolCallPart &) const = default;
};

//! \brief What a called function returned; stands alone in a message of Role::Tool.
struct ToolResultPart
{
    QString callId = {}; //!< ToolCallPart::id
    QString content = {};
    bool isError = false;

    bool operator==(const ToolResultPart &) const = default;
};

//! \brief The model's own words for declining (message.refusal).
struct RefusalPart
{
    QString text = {};

    bool operator==(const RefusalPart &) const = default;
};

using ContentPart = std::variant<TextPart, ReasoningPart, ImagePart, DocumentPart, ToolCallPart,
                                 ToolResultPart, RefusalPart, TextFilePart>;

QDebug operator<<(QDebug debug, const ContentPart &part);

//! \return the texts of all TextParts, one after the other without a separator.
QString textOf(const QList<ContentPart> &content);

//! \return the texts of all ReasoningParts, one after the other without a separator.
QString reasoningOf(const QList<ContentPart> &content);

//! \return the texts of all RefusalParts, one after the other without a separator.
QString refusalOf(const QList<ContentPart> &content);

//! \return all tool calls, in their order.
QList<ToolCallPart> toolCallsOf(const QList<ContentPart> &content);

//! \return the name that the user's file had; empty where \a part is no file.
QString fileNameOf(const ContentPart &part);

//! \return what the user chose of how \a part goes out; nullptr where it is no file.
const DeliveryChoice *choiceOf(const ContentPart &part);

//! \brief Writes down what became of \a part; nothing where it is no file.
void setSentAs(ContentPart &part, SentAs form);

//! \return the files that \a part needs, what it shows first; empty where it has none.
QList<BlobRef> blobsOf(const ContentPart &part);

} // namespace polylogue::app::conversation
