// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/contentfields.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using namespace conversation;
using settings::enumField;
using settings::EnumNames;
using settings::Field;
using settings::field;
using settings::FieldTable;
using settings::objectField;

namespace {

const auto typeMember = u"type"_s;

Field<BlobRef> sha256Field()
{
    return {.name = u"sha256"_s,
            .write =
                [](const BlobRef &blob, const QVariant &) {
                    return QVariant(QString::fromLatin1(blob.sha256.toHex()));
                },
            .read =
                [](BlobRef &blob, const QVariant &value) {
                    blob.sha256 = QByteArray::fromHex(value.toString().toLatin1());
                    return blob.sha256.size() == 32;
                }};
}

const FieldTable<BlobRef> &blobFields()
{
    static const FieldTable<BlobRef> table{
        sha256Field(),
        field(u"media_type"_s, &BlobRef::mediaType),
        field(u"size"_s, &BlobRef::size),
    };
    return table;
}

const FieldTable<DeliveryChoice> &deliveryFields()
{
    static const EnumNames<Rung> rungs{{Rung::Native, u"native"_s},
                                       {Rung::PageImages, u"page_images"_s},
                                       {Rung::Text, u"text"_s},
                                       {Rung::RecognizedText, u"recognized_text"_s}};
    static const FieldTable<DeliveryChoice> table{
        enumField(u"as"_s, &DeliveryChoice::rung, rungs),
        field(u"pages"_s, &DeliveryChoice::pages),
        field(u"turns"_s, &DeliveryChoice::turns, 0, 1'000'000),
    };
    return table;
}

//! What became of a file, whichever kind of part it is.
template <typename Part> Field<Part> sentAsField()
{
    static const EnumNames<SentAs> forms{{SentAs::Native, u"native"_s},
                                         {SentAs::PageImages, u"page_images"_s},
                                         {SentAs::Text, u"text"_s},
                                         {SentAs::RecognizedText, u"recognized_text"_s},
                                         {SentAs::Nothing, u"nothing"_s}};
    return enumField(u"sent_as"_s, &Part::sentAs, forms);
}

//! One side of the size of \a Picture, an ImagePart or an ImageForm.
template <typename Picture>
Field<Picture> sideField(const QString &name, int (QSize::*side)() const,
                         void (QSize::*setSide)(int))
{
    return {.name = name,
            .write =
                [side](const Picture &picture, const QVariant &) {
                    const int pixels = (picture.pixelSize.*side)();
                    return pixels < 0 ? QVariant() : QVariant(pixels);
                },
            .read =
                [setSide](Picture &picture, const QVariant &value) {
                    int pixels = 0;
                    if (!settings::fromVariant(value, pixels))
                        return false;
                    (picture.pixelSize.*setSide)(pixels);
                    return true;
                }};
}

//! A picture as one file, whoever tells of it.
template <typename Picture> FieldTable<Picture> pictureFields()
{
    return {
        objectField(u"blob"_s, &Picture::blob, blobFields()),
        sideField<Picture>(u"width"_s, &QSize::width, &QSize::setWidth),
        sideField<Picture>(u"height"_s, &QSize::height, &QSize::setHeight),
    };
}

// Each kind of part: its "type" and its members. A new kind fails to compile until it is here.

QString typeOf(const TextPart &)
{
    return u"text"_s;
}

const FieldTable<TextPart> &fieldsOf(const TextPart &)
{
    static const FieldTable<TextPart> table{field(u"text"_s, &TextPart::text)};
    return table;
}

QString typeOf(const ReasoningPart &)
{
    return u"reasoning"_s;
}

const FieldTable<ReasoningPart> &fieldsOf(const ReasoningPart &)
{
    static const FieldTable<ReasoningPart> table{
        field(u"text"_s, &ReasoningPart::text),
        field(u"field"_s, &ReasoningPart::field),
        objectField(u"opaque"_s, &ReasoningPart::opaque, opaqueFields()),
    };
    return table;
}

QString typeOf(const ImagePart &)
{
    return u"image"_s;
}

const FieldTable<ImagePart> &fieldsOf(const ImagePart &)
{
    static const EnumNames<ImageDetail> details{{ImageDetail::Auto, u"auto"_s},
                                                {ImageDetail::Low, u"low"_s},
                                                {ImageDetail::High, u"high"_s}};
    static const FieldTable<ImagePart> table = pictureFields<ImagePart>()
        + FieldTable<ImagePart>{
            field(u"file_name"_s, &ImagePart::fileName),
            enumField(u"detail"_s, &ImagePart::detail, details),
            objectField(u"delivery"_s, &ImagePart::delivery, deliveryFields()),
            sentAsField<ImagePart>(),
            field(u"is_fitted"_s, &ImagePart::isFitted),
            objectField(u"other_form"_s, &ImagePart::otherForm, pictureFields<ImageForm>()),
        };
    return table;
}

QString typeOf(const DocumentPart &)
{
    return u"document"_s;
}

const FieldTable<DocumentPart> &fieldsOf(const DocumentPart &)
{
    static const FieldTable<DocumentPart> table{
        objectField(u"blob"_s, &DocumentPart::blob, blobFields()),
        field(u"file_name"_s, &DocumentPart::fileName),
        field(u"page_count"_s, &DocumentPart::pageCount),
        field(u"has_text"_s, &DocumentPart::hasText),
        field(u"encrypted"_s, &DocumentPart::isEncrypted),
        objectField(u"delivery"_s, &DocumentPart::delivery, deliveryFields()),
        sentAsField<DocumentPart>(),
    };
    return table;
}

QString typeOf(const ToolCallPart &)
{
    return u"tool_call"_s;
}

const FieldTable<ToolCallPart> &fieldsOf(const ToolCallPart &)
{
    static const FieldTable<ToolCallPart> table{
        field(u"id"_s, &ToolCallPart::id),
        field(u"name"_s, &ToolCallPart::name),
        field(u"arguments"_s, &ToolCallPart::arguments),
        objectField(u"opaque"_s, &ToolCallPart::opaque, opaqueFields()),
    };
    return table;
}

QString typeOf(const ToolResultPart &)
{
    return u"tool_result"_s;
}

const FieldTable<ToolResultPart> &fieldsOf(const ToolResultPart &)
{
    static const FieldTable<ToolResultPart> table{
        field(u"call_id"_s, &ToolResultPart::callId),
        field(u"content"_s, &ToolResultPart::content),
        field(u"is_error"_s, &ToolResultPart::isError),
    };
    return table;
}

QString typeOf(const RefusalPart &)
{
    return u"refusal"_s;
}

const FieldTable<RefusalPart> &fieldsOf(const RefusalPart &)
{
    static const FieldTable<RefusalPart> table{field(u"text"_s, &RefusalPart::text)};
    return table;
}

QString typeOf(const TextFilePart &)
{
    return u"text_file"_s;
}

const FieldTable<TextFilePart> &fieldsOf(const TextFilePart &)
{
    static const FieldTable<TextFilePart> table{
        objectField(u"blob"_s, &TextFilePart::blob, blobFields()),
        field(u"file_name"_s, &TextFilePart::fileName),
        field(u"source_type"_s, &TextFilePart::sourceType),
        field(u"tokens"_s, &TextFilePart::tokens),
        objectField(u"delivery"_s, &TextFilePart::delivery, deliveryFields()),
        sentAsField<TextFilePart>(),
    };
    return table;
}

template <typename Part> std::optional<ContentPart> readAs(const QVariantMap &map)
{
    Part part;
    if (map.value(typeMember) != typeOf(part))
        return {};
    readFields(fieldsOf(part), map, part);
    return part;
}

//! \return the part that \a map is; not set for a kind of a newer version.
template <typename... Parts>
std::optional<ContentPart> readPart(const QVariantMap &map, const std::variant<Parts...> *)
{
    std::optional<ContentPart> part;
    ((part = readAs<Parts>(map)).has_value() || ...);
    return part;
}

std::optional<ContentPart> readPart(const QVariantMap &map)
{
    return readPart(map, static_cast<const ContentPart *>(nullptr));
}

QVariantMap writePart(const ContentPart &part, const QVariantMap &previous)
{
    return std::visit(
        [&previous](const auto &kind) {
            const QString type = typeOf(kind);
            QVariantMap map = previous.value(typeMember) == type ? previous : QVariantMap{};
            map.insert(typeMember, type);
            writeFields(fieldsOf(kind), kind, map);
            return map;
        },
        part);
}

} // namespace

const FieldTable<OpaqueMembers> &opaqueFields()
{
    static const FieldTable<OpaqueMembers> table{
        field(u"origin"_s, &OpaqueMembers::origin),
        // As text and not as an object: it must go back to the server byte for byte.
        {.name = u"json"_s,
         .write =
             [](const OpaqueMembers &opaque, const QVariant &) {
                 return opaque.json.isEmpty() ? QVariant()
                                              : QVariant(QString::fromUtf8(opaque.json));
             },
         .read =
             [](OpaqueMembers &opaque, const QVariant &value) {
                 opaque.json = value.toString().toUtf8();
                 return value.typeId() == QMetaType::QString;
             }},
    };
    return table;
}

QVariantList contentToVariant(const QList<ContentPart> &content, const QVariantList &previous)
{
    QList<QVariantMap> known;
    QList<qsizetype> unknown;
    for (qsizetype at = 0; at < previous.size(); ++at) {
        const QVariantMap map = previous.at(at).toMap();
        if (readPart(map))
            known.append(map);
        else
            unknown.append(at);
    }
    QVariantList list;
    for (qsizetype at = 0; at < content.size(); ++at)
        list.append(writePart(content.at(at), known.value(at)));
    for (const qsizetype at : unknown)
        list.insert(qMin(at, list.size()), previous.at(at));
    return list;
}

QList<ContentPart> contentFromVariant(const QVariantList &list)
{
    QList<ContentPart> content;
    for (const QVariant &entry : list) {
        if (const std::optional<ContentPart> part = readPart(entry.toMap()))
            content.append(*part);
    }
    return content;
}

} // namespace polylogue::app::store
