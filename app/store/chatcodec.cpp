// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/chatcodec.h"

#include "app/settings/parametersfields.h"
#include "app/store/contentfields.h"
#include "app/store/jsoncodec.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;
using settings::Field;
using settings::field;
using settings::FieldTable;
using settings::objectField;

namespace {

const auto idMember = u"id"_s;

const FieldTable<ChatSetup> &setupFields()
{
    static const FieldTable<ChatSetup> table{
        field(u"endpoint"_s, &ChatSetup::endpoint),
        field(u"model"_s, &ChatSetup::model),
        field(u"system_prompt"_s, &ChatSetup::systemPrompt),
        objectField(u"parameters"_s, &ChatSetup::parameters, settings::parametersFields()),
        field(u"tools"_s, &ChatSetup::tools),
    };
    return table;
}

const settings::EnumNames<HistoryRule> &historyNames()
{
    static const settings::EnumNames<HistoryRule> names{{HistoryRule::Own, u"own"_s},
                                                        {HistoryRule::Chosen, u"chosen"_s},
                                                        {HistoryRule::Shared, u"shared"_s}};
    return names;
}

//! What has no column of its own.
const FieldTable<ChatRecord> &detailFields()
{
    static const FieldTable<LanePlace> lane{
        field(u"of"_s, &LanePlace::of),
        field(u"position"_s, &LanePlace::position),
    };
    static const FieldTable<ComparisonState> comparison{
        field(u"is_shown"_s, &ComparisonState::isShown),
        settings::enumField(u"history"_s, &ComparisonState::history, historyNames()),
        field(u"scrolls_together"_s, &ComparisonState::scrollsTogether),
    };
    static const FieldTable<ReadingPosition> position{
        field(u"message"_s, &ReadingPosition::message),
        field(u"offset"_s, &ReadingPosition::offset),
    };
    static const FieldTable<ChatRecord> table{
        objectField(u"setup"_s, &ChatRecord::setup, setupFields()),
        objectField(u"position"_s, &ChatRecord::position, position),
        objectField(u"lane"_s, &ChatRecord::lane, lane),
        objectField(u"comparison"_s, &ChatRecord::comparison, comparison),
    };
    return table;
}

//! Everything: what the columns hold and the details.
const FieldTable<ChatRecord> &chatFields()
{
    static const FieldTable<ChatRecord> table =
        FieldTable<ChatRecord>{
            field(idMember, &ChatRecord::id),
            field(u"title"_s, &ChatRecord::title),
            field(u"is_title_chosen"_s, &ChatRecord::isTitleChosen),
            field(u"folder"_s, &ChatRecord::folder),
            field(u"is_pinned"_s, &ChatRecord::isPinned),
            field(u"is_unread"_s, &ChatRecord::isUnread),
            field(u"has_failed"_s, &ChatRecord::hasFailed),
            field(u"created_at"_s, &ChatRecord::createdAt),
            field(u"changed_at"_s, &ChatRecord::changedAt),
            field(u"deleted_at"_s, &ChatRecord::deletedAt),
        }
        + detailFields();
    return table;
}

//! What a draft and a message that waits have in common.
template <typename Unsent> FieldTable<Unsent> unsentFields()
{
    return {
        field(u"text"_s, &Unsent::text),
        {.name = u"attachments"_s,
         .write =
             [](const Unsent &unsent, const QVariant &previous) {
                 return unsent.attachments.isEmpty()
                     ? QVariant()
                     : QVariant(contentToVariant(unsent.attachments, previous.toList()));
             },
         .read =
             [](Unsent &unsent, const QVariant &value) {
                 unsent.attachments = contentFromVariant(value.toList());
                 return value.typeId() == QMetaType::QVariantList;
             }},
        {.name = u"pasted_lengths"_s,
         .write =
             [](const Unsent &unsent, const QVariant &) {
                 QVariantList lengths;
                 for (const qsizetype length : unsent.pastedLengths)
                     lengths.append(settings::toVariant(qint64(length)));
                 return lengths.isEmpty() ? QVariant() : QVariant(lengths);
             },
         .read =
             [](Unsent &unsent, const QVariant &value) {
                 for (const QVariant &length : value.toList()) {
                     qint64 read = 0;
                     if (!settings::fromVariant(length, read))
                         return false;
                     unsent.pastedLengths.append(read);
                 }
                 return value.typeId() == QMetaType::QVariantList;
             }},
    };
}

const FieldTable<StoredDraft> &draftFields()
{
    static const FieldTable<StoredDraft> table = unsentFields<StoredDraft>()
        + FieldTable<StoredDraft>{
            settings::listField(u"queue"_s, &StoredDraft::queue, unsentFields<QueuedMessage>())};
    return table;
}

const FieldTable<Folder> &folderFields()
{
    static const FieldTable<Folder> table{
        field(idMember, &Folder::id),
        field(u"name"_s, &Folder::name),
        field(u"instructions"_s, &Folder::instructions),
        field(u"model"_s, &Folder::model),
        field(u"position"_s, &Folder::position),
    };
    return table;
}

const FieldTable<Prompt> &promptFields()
{
    static const FieldTable<Prompt> table{
        field(idMember, &Prompt::id),
        field(u"name"_s, &Prompt::name),
        field(u"text"_s, &Prompt::text),
    };
    return table;
}

const FieldTable<Preset> &presetFields()
{
    static const FieldTable<Preset> table{
        field(idMember, &Preset::id),
        field(u"name"_s, &Preset::name),
        objectField(u"setup"_s, &Preset::setup, setupFields()),
        settings::listField(u"lanes"_s, &Preset::lanes, setupFields()),
        settings::enumField(u"history"_s, &Preset::history, historyNames()),
    };
    return table;
}

template <typename Value>
QByteArray encode(const FieldTable<Value> &table, const Value &value, const QByteArray &previous)
{
    QVariantMap map = decodeObject(previous).value_or({});
    writeFields(table, value, map);
    return encodeObject(map);
}

template <typename Value>
Result<Value> decode(const FieldTable<Value> &table, const QByteArray &json)
{
    const Result<QVariantMap> map = decodeObject(json);
    if (!map)
        return map.error();
    Value value;
    readFields(table, *map, value);
    return value;
}

//! As decode(), for what others refer to.
template <typename Value>
Result<Value> decodeNamed(const FieldTable<Value> &table, const QByteArray &json)
{
    Result<Value> value = decode(table, json);
    if (value && value->id.isNull())
        return Error{.kind = ErrorKind::File, .type = u"json"_s, .parameter = idMember};
    return value;
}

} // namespace

QByteArray encodeChat(const ChatRecord &chat, const QByteArray &previous)
{
    return encode(chatFields(), chat, previous);
}

Result<ChatRecord> decodeChat(const QByteArray &json)
{
    return decodeNamed(chatFields(), json);
}

QByteArray encodeChatDetails(const ChatRecord &chat, const QByteArray &previous)
{
    return encode(detailFields(), chat, previous);
}

Status decodeChatDetails(const QByteArray &json, ChatRecord &chat)
{
    const Result<QVariantMap> map = decodeObject(json);
    if (!map)
        return map.error();
    readFields(detailFields(), *map, chat);
    return {};
}

QByteArray encodeDraft(const StoredDraft &draft, const QByteArray &previous)
{
    return encode(draftFields(), draft, previous);
}

Result<StoredDraft> decodeDraft(const QByteArray &json)
{
    return decode(draftFields(), json);
}

QByteArray encodeFolder(const Folder &folder, const QByteArray &previous)
{
    return encode(folderFields(), folder, previous);
}

Result<Folder> decodeFolder(const QByteArray &json)
{
    return decodeNamed(folderFields(), json);
}

QByteArray encodePrompt(const Prompt &prompt, const QByteArray &previous)
{
    return encode(promptFields(), prompt, previous);
}

Result<Prompt> decodePrompt(const QByteArray &json)
{
    return decodeNamed(promptFields(), json);
}

QByteArray encodePreset(const Preset &preset, const QByteArray &previous)
{
    return encode(presetFields(), preset, previous);
}

Result<Preset> decodePreset(const QByteArray &json)
{
    return decodeNamed(presetFields(), json);
}

} // namespace polylogue::app::store
